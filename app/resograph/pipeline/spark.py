"""A build on a Spark cluster, whose workers share no folder with this machine (docs/scale.md).

Items go in small jobs, a few at a time in flight: no job waits for the slowest item of another, and no more content is
in memory than keeps the cluster busy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TypeVar

from resograph.pipeline.engine import EngineError, flowing
from resograph.pipeline.remote_step import OtherCodeError, RemoteStep, pack, run, unpack
from resograph.pipeline.steps import Step

if TYPE_CHECKING:
    from pyspark import SparkContext

_In = TypeVar("_In")
_Out = TypeVar("_Out")

#: Items of one job, at most.
BATCH = 8
#: Bytes of one task; Spark itself takes no more than 128 MiB.
TASK_BYTES = 16 * 2**20


class Spark:
    """A Spark cluster.

    Args:
        master: its address, such as ``spark://host:7077`` or ``local[2]``; without it, what Spark is configured for.
        jobs: jobs in flight; 0 for two for each core of the cluster.

    Raises:
        EngineError: pyspark is not installed.
    """

    def __init__(self, master: str | None = None, jobs: int = 0) -> None:
        try:
            import pyspark  # only to see that it is there
        except ImportError:
            raise EngineError('--engine spark needs pyspark: pip install "resograph[spark]"') from None
        self._version = pyspark.__version__
        self._master = master
        self._jobs = jobs

    def __enter__(self) -> Self:
        self._context = _context(self._master, self._version)
        self._cores = self._context.defaultParallelism
        self._width = self._jobs or self._cores * 2
        self._threads = ThreadPoolExecutor(self._width)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        from py4j.protocol import Py4JError

        if kind:
            with suppress(Py4JError):  # the context may have ended by itself
                self._context.cancelAllJobs()
        self._threads.shutdown(cancel_futures=True)
        self._context.stop()

    def each(self, do: Step[_In, _Out], items: Sequence[_In]) -> Iterator[tuple[int, _Out]]:
        """The results as the cluster has them."""
        size = max(1, min(BATCH, len(items) // (self._width * 2)))
        starts = range(0, len(items), size)

        def submit(number: int) -> Future[list[_Out]]:
            start = starts[number]
            return self._threads.submit(self._batch, do, items[start : start + size])

        for number, results in flowing(submit, len(starts), self._width):
            for offset, result in enumerate(results):
                yield starts[number] + offset, result

    def _batch(self, do: Step[_In, _Out], items: Sequence[_In]) -> list[_Out]:
        """Some items: what is known is answered here, the rest is done on the cluster."""
        packed = {place: pack(do, item) for place, item in enumerate(items) if not do.is_known(item)}
        done = self._run(do, list(packed.values()))
        done_there = dict(zip(packed, done, strict=True))
        return [done_there[place] if place in done_there else do(item) for place, item in enumerate(items)]

    def _run(self, do: Step[_In, _Out], packed: list[RemoteStep[_In, _Out]]) -> list[_Out]:
        if not packed:
            return []
        from py4j.protocol import Py4JError

        tasks = min(len(packed), 1 + sum(one.size for one in packed) // TASK_BYTES)
        try:
            results = self._context.parallelize(packed, tasks).map(run).collect()
        except Py4JError as error:
            raise EngineError(_plainly(str(error))) from error
        return [unpack(result, do.cache) for result in results]


def _context(master: str | None, version: str) -> SparkContext:
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException

    settings = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    if master:
        settings["spark.master"] = master
    if master is None or master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings["spark.ui.enabled"] = "false"
    try:
        return SparkContext(conf=SparkConf().setAppName("resograph").setAll(list(settings.items())))
    except (PySparkException, Py4JError, OSError, ValueError) as error:
        words = str(error)
        if "JAVA_GATEWAY_EXITED" in words or isinstance(error, OSError):
            advice = "it needs Java 17 or later (JAVA_HOME, or java on the PATH) and a master that it knows; see above"
        else:
            advice = _last_cause(words)
        raise EngineError(
            f"Spark {version} does not start with --master {master or '(none given)'}: {advice}."
        ) from error


def _plainly(error: str) -> str:
    """What went wrong on a worker, and what to do about it."""
    if "No module named" in error:
        return "The workers of the cluster have no resograph: install it in their Python (docs/scale.md)."
    if OtherCodeError.__name__ in error:
        return f"The workers of the cluster have another resograph: install the same as here. {_last_cause(error)}."
    if "SparkContext" in error and ("shutdown" in error or "stopped" in error):
        return "The cluster cannot be reached, or ended this application; see above, and --master."
    return f"The cluster failed: {_last_cause(error)}."


def _last_cause(error: str) -> str:
    """The line that says most of a long trace: the last exception of Python in it, else the first of Java."""
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    python = [line for line in lines if not line.startswith(("at ", "File ", "Caused by")) and "Error: " in line]
    java = [line.lstrip(": ") for line in lines if line.startswith((": ", "Caused by"))]
    return (python[-1:] or java[:1] or lines[:1] or ["no reason was given"])[0].rstrip(".")
