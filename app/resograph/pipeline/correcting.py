"""A person's correction, checked against the version that it corrects before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resograph.annotating import Correction, annotate, corrected
from resograph.annotating.correction_files import CorrectionError, correction_from
from resograph.pipeline.extensions import Extensions
from resograph.releases import Release
from resograph.releases.versions import version_of
from resograph.symbols import Address


def checked_correction(directory: Path, release: Release, wanted: Address, row: Mapping[str, Any]) -> Correction:
    """A correction that fits the words of a part in one language.

    Args:
        directory: of releases, with the corrections made before.
        release: that holds the part.
        wanted: the part in one language.
        row: the correction's table but for its part.

    Raises:
        CorrectionError: it is no part in one language, not held, or the correction lacks something, does not fit or is
            there already.
    """
    if not wanted.language or not wanted.portion or wanted.until:
        raise CorrectionError(f"{wanted} is no part in one language; write it as zh/A/RES/67/138~para_14.")
    held = release.languages(wanted.symbol.text)
    if wanted.language not in held:
        there = f"in {', '.join(held)} only" if held else "not at all; add it first"
        raise CorrectionError(f"{wanted.symbol} is held {there}.")
    correction = correction_from({"part": wanted.portion, **row}, "The correction")
    document = version_of(release, wanted.symbol, wanted.language)
    taught = Extensions.in_folder(directory)
    before = taught.corrections(wanted.symbol, wanted.language)
    if correction in before:
        raise CorrectionError("This correction is there already; build again with resograph add.")
    vocabulary = taught.vocabulary()
    found, _ = corrected(document, annotate(document, vocabulary), before, vocabulary)
    _, findings = corrected(document, found, [correction], vocabulary)
    if findings:
        raise CorrectionError(findings[0].message)
    return correction
