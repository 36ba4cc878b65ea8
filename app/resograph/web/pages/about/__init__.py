"""``/about``: the release, its vocabularies, findings, corrections, and what programs can ask."""
