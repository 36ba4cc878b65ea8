"""With what means an act is to be done, as its clause says."""

from __future__ import annotations

from resograph.languages.profile import Profile


def within_existing_resources(clause: str, rules: Profile) -> bool:
    """Whether the words of a clause allow no new means: "within existing resources"."""
    return rules.acts.existing_resources.re.search(clause) is not None
