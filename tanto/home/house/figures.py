"""`/metrics`: the figures a Prometheus reads. What stands in the database is asked at each reading; requests are counted
by each process for itself."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from tanto import clocks
from tanto.clocks.aside import set_aside
from tanto.clocks.models import Clock
from tanto.recovery.models import Case
from tanto.web.counting import REQUESTS
from tanto.web.nearness import is_from_here

from .standing import MOST, Waiting, letters_unclear, letters_waiting, newest_worker, outbox


class House(Collector):
    """Counts stop at MOST; ages are seconds, 0 where nothing waits. No figure is about a person."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = clocks.now()
        running = Clock.objects.running()
        due = Waiting.of(running.filter(next_at__lte=now).order_by("next_at"), "next_at")
        told = Waiting.of(outbox(), "at")
        posted, unclear = (Waiting.of(rows, "entry__at") for rows in (letters_waiting(), letters_unclear()))
        worker = newest_worker()
        beat = worker.age.total_seconds() if worker else float("nan")
        figures = [
            ("tanto_clocks_running", "Clocks that run.", running[:MOST].count()),
            ("tanto_clocks_due", "Clocks the sweep must look at now.", due.count),
            ("tanto_clocks_due_oldest_seconds", "For how long the oldest is due.", due.seconds(now)),
            ("tanto_clocks_set_aside", "Clocks that broke.", set_aside(now)[:MOST].count()),
            ("tanto_outbox_entries", "Entries not told yet.", told.count),
            ("tanto_outbox_oldest_seconds", "Age of the oldest of them.", told.seconds(now)),
            ("tanto_letters_waiting", "Letters on their way out.", posted.count),
            ("tanto_letters_waiting_oldest_seconds", "Age of the oldest of them.", posted.seconds(now)),
            ("tanto_letters_unclear", "Letters a person must look after.", unclear.count),
            ("tanto_letters_unclear_oldest_seconds", "Age of the oldest of them.", unclear.seconds(now)),
            ("tanto_worker_heartbeat_age_seconds", "Since the last beat of any worker.", beat),
            ("tanto_cases_open", "Open cases.", Case.objects.open()[:MOST].count()),
        ]
        for name, documentation, value in figures:
            yield GaugeMetricFamily(name, documentation, value=value)


HOUSE = CollectorRegistry()
HOUSE.register(House())


def may_read(request: HttpRequest) -> bool:
    """Who knows the token; where none is set, who asks from this very machine and through nothing between."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return constant_time_compare(given, settings.METRICS_TOKEN)
    return is_from_here(request)


@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_read(request):
        raise Http404
    text = generate_latest(HOUSE) + generate_latest(REQUESTS)
    return HttpResponse(text, content_type=CONTENT_TYPE_PLAIN_0_0_4)
