"""How many requests this process answered and how long they took, for `/metrics`."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

REQUESTS = CollectorRegistry()
ProcessCollector(registry=REQUESTS)
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

_requests = Counter("tanto_http_requests", "Requests answered.", ["route", "status"], registry=REQUESTS)
_seconds = Histogram(
    "tanto_http_request_seconds",
    "Seconds until the answer was ready.",
    ["route", "status"],
    buckets=SECONDS,
    registry=REQUESTS,
)


def count(route: str, status: int, seconds: float) -> None:
    _requests.labels(route, status).inc()
    _seconds.labels(route, status).observe(seconds)
