"""The base of addresses: whether it can carry them, and whether a release was built for it."""

from __future__ import annotations

import pyoxigraph as ox

from resograph.releases.release import Release, ReleaseError
from resograph.symbols import AddressError, mint


def check_base(base: str) -> str:
    """The base, if addresses can be built on it.

    Raises:
        AddressError: it is no absolute http(s) address that ends in a slash.
    """
    if not base.startswith(("http://", "https://")) or not base.endswith("/") or "#" in base or "?" in base:
        raise AddressError(
            f"--base {base} cannot carry addresses: give one such as https://example.org/un/ with a slash at its end."
        )
    try:
        ox.NamedNode(mint(base, "A/RES/67/138"))
    except ValueError as error:
        raise AddressError(f"--base {base} is no right address: {error}") from error
    return base


def check_release(release: Release, base: str) -> None:
    """See that a release was built for this base.

    Raises:
        ReleaseError: it was not.
    """
    if release.manifest.base != base:
        directory = release.path.parents[1]
        raise ReleaseError(
            f"The release in {directory} was built for {release.manifest.base}, not for {base}: "
            f"start with --base {release.manifest.base}, or build it again with resograph add --base {base}."
        )
