"""Sessions in a table of ours: each is somebody's, so that they can be shown to their person and ended."""

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

BROWSER, SINCE = "browser", "since"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from tanto.people.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.browser = str(data.get(BROWSER, ""))[:200]
        row.since = dt.datetime.fromisoformat(data[SINCE]) if SINCE in data else None
        return row


def remember_browser(request: HttpRequest) -> None:
    """Somebody has just signed in: from which browser, and when."""
    request.session[BROWSER] = request.headers.get("User-Agent", "")[:200]
    request.session[SINCE] = timezone.now().isoformat()  # noqa: TID251 - real time, as the session's end
