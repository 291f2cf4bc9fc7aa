"""`/readyz`: may this process be given work? For load balancers and supervisors; tells nothing of the business."""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tanto import clocks
from tanto.web.upkeep import unapplied

from .standing import is_disk_full, newest_worker

_since: dict[str, tuple[bool, str]] = {}  # as this process saw it


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def worker_beats() -> bool:
    worker = newest_worker()
    return worker is not None and worker.late.total_seconds() <= 0


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": lambda: not unapplied(),
    "worker": worker_beats,
    "disk": lambda: not is_disk_full(),
}


def is_well(name: str) -> bool:
    try:
        return CHECKS[name]()
    except (DatabaseError, InterfaceError, OSError):
        return False


def since(name: str, is_ok: bool) -> str:
    """When this process first saw it as it is now."""
    if name not in _since or _since[name][0] != is_ok:
        _since[name] = (is_ok, clocks.now().isoformat(timespec="seconds"))
    return _since[name][1]


@require_GET
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every check is ok, else 503; each with its state and since when."""
    found = {name: is_well(name) for name in CHECKS}
    told = {
        name: {"state": "ok" if is_ok else "trouble", "since": since(name, is_ok)}
        for name, is_ok in found.items()
    }
    return JsonResponse(told, status=200 if all(found.values()) else 503)
