"""A comparison as plain text: words that went in ``[-…-]``, words that came in ``{+…+}``, as ``wdiff`` has them."""

from __future__ import annotations

from resograph.wording import Change, ComparedRow, Op, shift
from resograph.writing.comparison.compared import ComparedTexts

_MARKS = {Op.SAME: ("", ""), Op.DELETED: ("[-", "-]"), Op.INSERTED: ("{+", "+}")}


def comparison_text(texts: ComparedTexts) -> str:
    """A heading, then each paragraph with what became of it; those that stayed as they were by their ids alone."""
    counts = ", ".join(f"{count} {change}" for change in Change if (count := texts.comparison.count(change)))
    lines = [f"{' → '.join(texts.names)} ({texts.language}): {counts or 'nothing'}", ""]
    for row in texts.comparison.rows:
        lines.append(_head(row))
        if row.change != (Change.SAME,):
            lines += [
                *_meaning(texts, row),
                "".join("".join((_MARKS[op][0], words, _MARKS[op][1])) for op, words in texts.words(row)),
                "",
            ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(row: ComparedRow) -> str:
    places = [one.eid if one else "–" for one in (row.a, row.b)]
    alike = f" {row.similarity:.2f}" if row.a and row.b and Change.SAME not in row.change else ""
    return f"{places[0]} → {places[1]}: {', '.join(row.change)}{alike}"


def _meaning(texts: ComparedTexts, row: ComparedRow) -> list[str]:
    if row.a is None or row.b is None:
        return []
    found = []
    verb_a, verb_b = row.verbs
    if verb_a != verb_b:
        names = [texts.name(f"verb/{verb}") if verb else "–" for verb in (verb_a, verb_b)]
        told = shift(verb_a, verb_b, texts.vocabulary)
        found.append(f"  verb: {names[0]} → {names[1]}" + (f" ({told})" if told else ""))
    for sign, paths in (("+", row.addressees_added), ("-", row.addressees_dropped)):
        found += [f"  {sign} {texts.name(path)}" for path in paths]
    due_a, due_b = row.due
    if due_a != due_b:
        found.append(f"  due: {', '.join(due_a) or '–'} → {', '.join(due_b) or '–'}")
    return found
