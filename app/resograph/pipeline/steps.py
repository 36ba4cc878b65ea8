"""A step of a build that is done in parallel: what it gives, where that lies, and what it takes to do it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, Self, TypeVar

In = TypeVar("In")
Out = TypeVar("Out", covariant=True)


class Step(Protocol[In, Out]):
    """A pure function whose results lie in a cache folder, and what it takes to do it in another folder."""

    @property
    def stage(self) -> str:
        """Its name for people."""

    @property
    def code(self) -> str:
        """Digest of code and data that its results depend on."""

    @property
    def cache(self) -> Path:
        """The folder where its results lie."""

    def __call__(self, item: In) -> Out:
        """Do it."""

    def is_known(self, item: In) -> bool:
        """Whether the answer is there without work."""

    def needs(self, item: In) -> Mapping[str, Path]:
        """The files that it reads: their place in another folder, where they are."""

    def moved(self, item: In, folder: Path) -> tuple[Self, In]:
        """The same step and item where the files that it needs lie in that folder."""
