"""Counts what a service answers and how long that takes, by the template of the route.

Several workers of a service share what they count through files in the folder that
`PROMETHEUS_MULTIPROC_DIR` names (`deploy/workers.py`), so it does not matter which is asked.
"""

import os
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.multiprocess import MultiProcessCollector

SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Others are counted as one, or anybody could make us count without end."""

UNKNOWN: Final = "other"


class Measures:
    """What one service counts; a process may hold several services."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._registry = CollectorRegistry()
        self._found: dict[tuple[str, str, str], tuple[Counter, Histogram]] = {}
        ProcessCollector(registry=self._registry)
        self._answers = Counter(
            "keqiao_requests",
            "Answers to requests.",
            ("service", "method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "keqiao_request_seconds",
            "How long answers took.",
            ("service", "route"),
            buckets=BUCKETS,
            registry=self._registry,
        )

    def count(self, scope: Any, status: int | None, seconds: float) -> None:  # noqa: ANN401 - of ASGI
        """Count an answer; without a status, the line was cut before there was one."""
        route = getattr(scope.get("route"), "path", UNKNOWN)
        method = scope["method"] if scope["method"] in METHODS else UNKNOWN
        answers, times = self._of(method, route, str(status or UNKNOWN))
        answers.inc()
        times.observe(seconds)

    def _of(self, method: str, route: str, status: str) -> tuple[Counter, Histogram]:
        """Return what counts such answers, looked for once: that takes longer than to count."""
        key = (method, route, status)
        if key not in self._found:
            self._found[key] = (
                self._answers.labels(self._service, *key),
                self._seconds.labels(self._service, route),
            )
        return self._found[key]

    def registry(self) -> CollectorRegistry:
        """Return what was counted, by all workers, and what this process takes of the machine."""
        if SHARED_FOLDER not in os.environ:
            return self._registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no types
        return registry
