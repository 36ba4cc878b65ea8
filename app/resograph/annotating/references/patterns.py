"""Patterns of citations in other people's texts: those of official ones, and what others write."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from resograph.annotating.citations.tokens import Patterns
from resograph.languages.pattern import Pattern
from resograph.languages.profile import profile


@cache
def free_patterns(code: str) -> Patterns:
    """The patterns of a language."""
    rules = profile(code)
    usual, others = rules.citations, rules.references

    def named(organ: Pattern) -> Pattern:
        return Pattern(lambda: f"(?:{others.before.text})(?:{organ.text})(?:{others.behind.text})", organ.flags)

    data = replace(
        usual,
        nouns=(*others.nouns, *usual.nouns),
        organs=tuple((named(organ), prefix) for organ, prefix in (*usual.organs, *others.organs)),
        small=either(usual.small, others.small),
        joint=either(usual.joint, others.joint),
        parts=others.parts,
        item=others.item or usual.item,
        begins=others.begins or usual.begins,
    )
    return Patterns(code, data, others.inside.text)


def either(one: Pattern, other: Pattern) -> Pattern:
    """What one or the other pattern matches."""
    return Pattern(lambda: f"{one.text}|{other.text}", one.flags)
