"""What `/metrics` says of webhooks. Asked of the database at each reading."""

from collections.abc import Iterator

from django.db.models import Count, Q
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from .models import Delivery, Hook

MOST = 10_000


class Hooks(Collector):
    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Without this the registry would ask the database while the program starts."""
        yield from self.told(0, 0, 0)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = Delivery.objects.under_way()
        found = Hook.objects.aggregate(
            failing=Count("pk", filter=Q(failing_since__isnull=False, off_at=None)),
            aside=Count("pk", filter=Q(off_why=Hook.FAILING)),
        )
        yield from self.told(waiting[:MOST].count(), found["failing"], found["aside"])

    def told(self, waiting: int, failing: int, aside: int) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily(
            "tanto_hook_messages_waiting", "Messages to webhooks on their way.", value=waiting
        )
        yield GaugeMetricFamily("tanto_hooks_failing", "Webhooks that take nothing just now.", value=failing)
        yield GaugeMetricFamily(
            "tanto_hooks_set_aside", "Webhooks given up until somebody looks.", value=aside
        )
