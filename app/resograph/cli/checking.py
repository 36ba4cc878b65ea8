"""Files on disk checked and mended: where the pure rules of ``validating`` meet the file system."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from resograph.errors import ReportedError
from resograph.pipeline.files import content_of
from resograph.reading import UnreadableError
from resograph.validating import check_akn
from resograph.validating.akn.mend import mend_akn
from resograph.validating.akn.report import Checked
from resograph.vocabularies.concepts import vocabulary


class MendError(ReportedError, ValueError):
    """A mended file cannot be written where it is wanted."""


def check_files(files: Sequence[Path], fix: bool = False, output: Path | None = None) -> list[Checked]:
    """Every file's findings, in order; unreadable ones with the reason.

    Args:
        files: to check; none is ever changed.
        fix: also write each mended, beside the original as NAME.fixed.xml.
        output: where to write instead, for one file.

    Raises:
        MendError: a mended file would overwrite an input, or cannot be written.
    """
    if output and (len(files) > 1 or not fix):
        raise MendError("--output takes the mended form of one file; give one file, with --fix.")
    targets = [output or path.with_name(f"{path.stem}.fixed.xml") for path in files] if fix else [None] * len(files)
    for target in targets:
        if target and any(_same(target, path) for path in files):
            raise MendError(f"{target} is itself an input and is not overwritten; name another with --output.")
    return [_checked(path, target) for path, target in zip(files, targets, strict=True)]


def _same(target: Path, path: Path) -> bool:
    return target.resolve() == path.resolve() or (target.exists() and path.exists() and target.samefile(path))


def _checked(path: Path, target: Path | None) -> Checked:
    name = str(path)
    try:
        content = content_of(path)
        flaws = check_akn(content, name)
        if target is None:
            return Checked(name, flaws)
        mended = mend_akn(content, name, vocabulary())
    except UnreadableError as error:
        return Checked(name, unreadable=str(error))
    if mended.failed:
        return Checked(name, flaws, remaining=mended.left(flaws))
    _write(target, mended.content)
    return Checked(name, flaws, mended=str(target), remaining=mended.left(flaws))


def _write(target: Path, content: bytes) -> None:
    """All of it or nothing."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise MendError(f"{target} cannot be written: {error.strerror}.") from None
