"""Parquet files, made of the CSV files with the declared types. pyarrow comes with the extra "tables"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from resograph.exporting.declared import Table
from resograph.exporting.errors import ExportError


def arrow() -> Any:
    """pyarrow with what reads and writes here.

    Raises:
        ExportError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.csv
        import pyarrow.parquet
    except ImportError:
        raise ExportError(
            "Parquet needs pyarrow; install it with: pip install 'resograph[tables]'. Or take --format csv."
        ) from None
    return pyarrow


def to_parquet(table: Table, csv: Path, parquet: Path) -> None:
    """Write the Parquet form of a CSV file, block by block; what each column means stands in its field's metadata."""
    pa = arrow()
    types = {
        "integer": pa.int64(),
        "year": pa.int16(),
        "decimal": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    fields = [
        pa.field(column.name, types.get(column.type, pa.string()), metadata={"description": column.en})
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"description": table.description["en"]})
    reader = pa.csv.open_csv(
        csv,
        read_options=pa.csv.ReadOptions(use_threads=False, block_size=1 << 24),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(
            column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True
        ),
    )
    with pa.parquet.ParquetWriter(parquet, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch.cast(schema))
