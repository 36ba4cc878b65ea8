"""Correction files: a person's changes to what was read in one language version, as TOML (docs/corrections.md)."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resograph.annotating import Correction
from resograph.annotating.corrections import DOINGS, FACTS
from resograph.errors import ReportedError
from resograph.symbols import Symbol, parse
from resograph.symbols.symbol import SymbolError

_KEYS = {"part", "words", "occurrence", "do", "fact", "value", "was", "by", "on", "why"}
_NEEDED = ("part", "words", "do", "fact", "by", "on", "why")
_DOTTED = re.compile(r"""(?<![\w\-"'])(?:[\w\-"']++[ \t]*+\.[ \t]*+){32}""")
"""Names with points between; tomllib takes the square of their number."""
MAX_BYTES = 4 * 1024 * 1024
"""A larger file of corrections is refused: each is some lines long."""


class CorrectionError(ReportedError, ValueError):
    """A correction or its file is wrong; the message says where and what to do."""


def correction_path(folder: Path, symbol: Symbol, language: str) -> Path:
    """Where the corrections to a version stand: ``zh/A_RES_67_138.toml`` in the folder."""
    return folder / language / f"{symbol.text.replace('/', '_')}.toml"


def read_corrections(path: Path, symbol: Symbol, language: str) -> tuple[Correction, ...]:
    """The corrections of a file; none where there is no file.

    Raises:
        CorrectionError: it is no TOML, is about another version, or a correction lacks something.
    """
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise CorrectionError(f"{path} is too large; at most {MAX_BYTES:,} bytes of corrections are read.")
    try:
        return corrections_in(content.decode("utf-8"), str(path), symbol, language)
    except UnicodeDecodeError as error:
        raise CorrectionError(f"{path} is no right UTF-8: {error}. Mend that place.") from None


def corrections_in(text: str, name: str, symbol: Symbol, language: str) -> tuple[Correction, ...]:
    """The corrections of a file's text; ``name`` is what messages call it.

    Raises:
        CorrectionError: it is no TOML, is about another version, or a correction lacks something.
    """
    if _DOTTED.search(text):
        raise CorrectionError(f"{name} has a key of many names with points between; keys of corrections are one word.")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib lets through what int and datetime refuse
        raise CorrectionError(f"{name} is no right TOML: {str(error)[:200]}. Mend that line.") from None
    named = str(data.get("document", ""))
    try:
        same = parse(named) == symbol and data.get("language") == language
    except SymbolError:
        same = False
    if not same:
        raise CorrectionError(
            f"{name} says document = “{named[:80]}”, language = “{str(data.get('language', ''))[:80]}”; "
            f"in this place it corrects {symbol} in {language}."
        )
    rows = data.get("correction", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorrectionError(f"{name}: corrections stand under [[correction]].")
    where = Path(name).name
    return tuple(correction_from(row, f"{where}, correction {number}") for number, row in enumerate(rows, start=1))


def correction_from(row: Mapping[str, Any], where: str) -> Correction:
    """A correction from its table; ``where`` names it in messages.

    Raises:
        CorrectionError: something is missing, unknown or of the wrong kind.
    """
    if missing := [key for key in _NEEDED if not row.get(key) or not str(row[key]).strip()]:
        raise CorrectionError(f"{where} lacks {', '.join(missing)}.")
    if unknown := sorted(set(row) - _KEYS):
        raise CorrectionError(f"{where} has {', '.join(unknown)}; there are {', '.join(sorted(_KEYS))}.")
    if row["do"] not in DOINGS:
        raise CorrectionError(f"{where}: do = “{row['do']}” is none of {', '.join(DOINGS)}.")
    if row["fact"] not in FACTS:
        raise CorrectionError(f"{where}: fact = “{row['fact']}” is none of {', '.join(FACTS)}.")
    if row["do"] != "remove" and not row.get("value"):
        raise CorrectionError(f"{where} says {row['do']} but not what: give it a value.")
    if not isinstance(row["on"], datetime.date) or isinstance(row["on"], datetime.datetime):
        raise CorrectionError(f"{where}: on is a day, written without marks: on = 2026-01-31.")
    if not isinstance(row.get("occurrence", 1), int) or row.get("occurrence", 1) < 1:
        raise CorrectionError(f"{where}: occurrence is a number from 1: which of several places with these words.")
    texts = {key: row[key] for key in ("part", "words", "by", "why", "was") if key in row}
    if wrong := [key for key, value in texts.items() if not isinstance(value, str)]:
        raise CorrectionError(f"{where}: {wrong[0]} is a text, written in quotation marks.")
    reports = row["fact"] == "reporting" and row["do"] != "remove"
    if not isinstance(row.get("value", ""), dict if reports else str):
        form = 'a table, as { kind = "report", to = "body/un-ga" }' if reports else "a text in quotation marks"
        raise CorrectionError(f"{where}: the value of this fact is {form}.")
    return Correction(
        part=row["part"], words=row["words"], occurrence=row.get("occurrence", 1), do=row["do"], fact=row["fact"],
        value=row.get("value", ""), was=row.get("was", ""), by=row["by"], on=row["on"], why=row["why"],
    )  # fmt: skip


def correction_toml(correction: Correction) -> str:
    """A correction as it stands in a file."""
    lines = ["[[correction]]", f"part = {_text(correction.part)}", f"words = {_text(correction.words)}"]
    if correction.occurrence > 1:
        lines.append(f"occurrence = {correction.occurrence}")
    lines += [f"do = {_text(correction.do)}", f"fact = {_text(correction.fact)}"]
    if correction.value:
        lines.append(f"value = {_value(correction.value)}")
    if correction.was:
        lines.append(f"was = {_text(correction.was)}")
    lines += [f"by = {_text(correction.by)}", f"on = {correction.on}", f"why = {_text(correction.why)}"]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    return str(value) if isinstance(value, int | datetime.date) else _text(str(value))


def _text(text: str) -> str:
    """A basic string of TOML: JSON's, but that DEL is written out."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_correction(folder: Path, symbol: Symbol, language: str, correction: Correction) -> Path:
    """Add a correction to its file, which stays as it is otherwise; the file.

    Raises:
        CorrectionError: the file that is there is broken, or leads elsewhere.
    """
    path = correction_path(folder, symbol, language)
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        raise CorrectionError(f"{path} leads out of {folder}; put a plain file there.")
    read_corrections(path, symbol, language)
    head = f"# Corrections to {symbol} in {language} (docs/corrections.md).\n"
    head += f"document = {_text(symbol.text)}\nlanguage = {_text(language)}\n"
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n" if path.is_file() else head
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(f"{before}\n{correction_toml(correction)}", encoding="utf-8")
    partial.replace(path)
    return path
