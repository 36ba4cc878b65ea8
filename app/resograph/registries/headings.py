"""Headings of a registry's authority file, and what they are headings of here."""

from __future__ import annotations

from resograph.annotating.parties import state
from resograph.registries.record import Heading
from resograph.resources import table
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.entry import subject_path


def heading_path(heading: Heading, words: Vocabulary) -> str:
    """Path of what a heading is of; "" where no vocabulary has it.

    A State as a subject and as an author are two headings: the first is of a theme, the second of the State.
    """
    if heading.kind in ("path", "series"):
        return heading.heading
    if heading.kind == "theme":
        return subject_path(heading.heading, words)
    rules = table("data", "marc.toml")
    bodies = {row["heading"]: path for path, row in rules["committees"].items()}
    bodies |= {row["heading"]: f"body/{name}" for name, row in rules["organs"].items()}
    known = bodies.get(heading.heading) or state(heading.heading, words)
    return known or subject_path(heading.heading, words)
