"""Read → annotate → merge → write → validate → publish, in parallel, with progress (DESIGN §4, §5)."""

from resograph.pipeline.builder import Builder
from resograph.pipeline.engine import Engine, EngineError
from resograph.pipeline.engines import engine_for
from resograph.pipeline.files import Source, sources_in
from resograph.pipeline.report import Report
from resograph.pipeline.stages import WorkGraph, read_versions, write_work
from resograph.pipeline.timing import Stopwatch

__all__ = [
    "Builder",
    "Engine",
    "EngineError",
    "Report",
    "Source",
    "Stopwatch",
    "WorkGraph",
    "engine_for",
    "read_versions",
    "sources_in",
    "write_work",
]
