"""Figures for Prometheus: requests by route, method and status, their time; queries, workers, cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")

State = Callable[[], Iterator[tuple[str, str, Mapping[str, float]]]]
"""Figures that are asked for when they are wanted: name, what it is, value by kind ("" where there is one alone)."""


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "resograph_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "resograph_request_seconds", "Time to answer.", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self._of_request: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._bytes = Counter("resograph_sent_bytes", "Bytes of answers.", registry=self.registry)
        self.under_way = Gauge("resograph_requests_under_way", "Requests being answered.", registry=self.registry)
        self._queries = Counter("resograph_queries", "Queries run, by outcome.", ("outcome",), registry=self.registry)
        self._query_seconds = Histogram(
            "resograph_query_seconds", "Time to an answer's first piece.", buckets=_SECONDS, registry=self.registry
        )

    def request(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        """Count a request."""
        key = (route, method if method in _METHODS else "other", status)
        if key not in self._of_request:
            self._of_request[key] = self._requests.labels(*key), self._seconds.labels(route)
        count, times = self._of_request[key]
        count.inc()
        times.observe(seconds)
        self._bytes.inc(sent)

    def query(self, outcome: str, seconds: float) -> None:
        """Count a query."""
        self._queries.labels(outcome).inc()
        self._query_seconds.observe(seconds)

    def watch(self, state: State) -> None:
        """Show figures that others keep; a name that ends in ``_total`` only ever grows."""
        self.registry.register(_OnDemand(state))

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)


class _OnDemand(Collector):
    def __init__(self, state: State) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """The figures now."""
        for name, what, values in self._state():
            kind = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            family = kind(name, what, labels=("kind",) if "" not in values else ())
            for key, value in values.items():
                family.add_metric((key,) if key else (), value)
            yield family
