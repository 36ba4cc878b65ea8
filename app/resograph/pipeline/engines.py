"""The engine that a user names."""

from __future__ import annotations

import os

from resograph.pipeline.engine import Engine, EngineError
from resograph.pipeline.processes import Here, Processes
from resograph.pipeline.spark import Spark


def engine_for(name: str, jobs: int, master: str | None = None) -> Engine:
    """The engine of that name, ``local`` or ``spark``; with 0 jobs as many as it has cores for.

    Raises:
        EngineError: there is none of that name, or what it needs is missing.
    """
    if name == "spark":
        return Spark(master, jobs)
    if name != "local":
        raise EngineError(f"--engine {name} is no engine; there are local and spark.")
    if master:
        raise EngineError("--master is the address of a Spark cluster; add --engine spark.")
    jobs = jobs or os.cpu_count() or 1
    return Processes(jobs) if jobs > 1 else Here()
