"""A step done where no folder is shared: its input goes there as data, the files that it makes come back."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

from resograph.pipeline.atomic import write_whole
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.steps import Step

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class OtherCodeError(RuntimeError):
    """The worker runs another version of the code or of its data: its results would not be ours."""


@dataclass(frozen=True)
class RemoteStep(Generic[_In, _Out]):
    """A step and its item, with the content of the files that it reads, by their place in a folder."""

    do: Step[_In, _Out]
    item: _In
    files: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """Bytes on the way there."""
        return sum(map(len, self.files.values()))


@dataclass(frozen=True)
class RemoteResult(Generic[_Out]):
    """A result, with the content of the files that were made, by their place in the cache."""

    result: _Out
    files: Mapping[str, bytes]


def pack(do: Step[_In, _Out], item: _In) -> RemoteStep[_In, _Out]:
    """All that it takes to do this elsewhere."""
    return RemoteStep(do, item, {place: zlib.compress(path.read_bytes()) for place, path in do.needs(item).items()})


def run(remote: RemoteStep[_In, _Out]) -> RemoteResult[_Out]:
    """Do it, in a folder of its own that is gone afterwards.

    Raises:
        OtherCodeError: this is not the code that packed it.
    """
    ours = stage_digest(type(remote.do).__module__)
    if remote.do.code != ours:
        raise OtherCodeError(f"code and data here are {ours}, not {remote.do.code}")
    with TemporaryDirectory(prefix="resograph-") as name:
        folder = Path(name)
        for place, content in remote.files.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(zlib.decompress(content))
        do, item = remote.do.moved(remote.item, folder)
        result = do(item)
        made = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        return RemoteResult(
            result,
            {place: zlib.compress(path.read_bytes()) for place, path in made.items() if place not in remote.files},
        )


def unpack(remote: RemoteResult[_Out], cache: Path) -> _Out:
    """The result, with its files put into the cache: records last, for they say that the rest is there."""
    for place in sorted(remote.files, key=lambda place: (place.endswith(".json"), place)):
        write_whole(cache / place, zlib.decompress(remote.files[place]))
    return remote.result
