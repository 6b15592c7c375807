"""`/metrics`, for whoever shows the token that the settings name."""

import hmac
from collections.abc import Iterable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from pydantic import SecretStr
from typing_extensions import override

from shared.errors.problems import UnauthenticatedError
from shared.health import Check, held_checks
from shared.metrics.measures import Measures
from shared.metrics.watching import Watched


class _Read(Collector):
    """Gauges that were read just now."""

    def __init__(self, gauges: Iterable[GaugeMetricFamily]) -> None:
        self._gauges = list(gauges)

    @override
    def collect(self) -> Iterable[GaugeMetricFamily]:
        return self._gauges


def metrics_router(
    token: SecretStr, measures: Measures, watched: Watched | None, checks: Mapping[str, Check]
) -> APIRouter:
    """Return the route `/metrics`; it is in no description, and not there without a token.

    Args:
        token: What Prometheus shows as a bearer token.
        measures: What was counted.
        watched: What is read when Prometheus asks.
        checks: What `/readyz` answers, told here as 0 or 1.
    """
    router = APIRouter()
    wanted = f"Bearer {token.get_secret_value()}".encode()

    @router.get("/metrics", include_in_schema=False)
    async def read_metrics(request: Request) -> Response:
        """Answer in Prometheus's text format."""
        shown = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(shown, wanted):
            raise UnauthenticatedError
        ready = GaugeMetricFamily("keqiao_ready", "Whether a check holds.", labels=["check"])
        for name, holds in (await held_checks(checks)).items():
            ready.add_metric([name], holds)
        # Where the database does not answer, there is nothing to read; `keqiao_ready` says so.
        alive = watched is not None and await watched.database.ping()
        read = CollectorRegistry()
        read.register(_Read([ready, *(await watched.read() if watched and alive else ())]))
        body = generate_latest(measures.registry()) + generate_latest(read)
        return Response(body, media_type=CONTENT_TYPE_LATEST)

    return router if token.get_secret_value() else APIRouter()
