"""A document between the step that reads its file and the step that writes its work: no second parse.

It lies pickled and compressed beside its Akoma Ntoso form, which says the same and outlasts it. Whoever hands over a
store directory can run nothing by it: only the values of a document come out of it.
"""

from __future__ import annotations

import io
import pickle
import zlib
from pathlib import Path

from resograph.documents import Document
from resograph.pipeline.atomic import write_whole

_ROOMS = ("resograph.documents.", "resograph.symbols.")
_LEVEL = 1
"""How hard a document is compressed: it is read once, in minutes, and 6 takes three times as long for a tenth less."""


def keep_document(path: Path, document: Document) -> None:
    """Write a document."""
    write_whole(path, zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), _LEVEL))


def kept_document(path: Path) -> Document | None:
    """The document in a file; None where there is no such file, or what is in it is none."""
    try:
        found = _Reader(io.BytesIO(zlib.decompress(path.read_bytes()))).load()
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError):
        return None
    return found if isinstance(found, Document) else None


class _Reader(pickle.Unpickler):
    """Makes values of documents, symbols and dates, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        found: object = super().find_class(module, name) if _is_value(module, name) else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a document")
        return found


def _is_value(module: str, name: str) -> bool:
    return (module.startswith(_ROOMS) and "." not in name) or (module, name) == ("datetime", "date")
