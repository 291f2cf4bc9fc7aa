from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux"}  # fmt: skip
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in. Real time: it ends whatever the demo's clock says."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from tanto.people.signing.sessions import SessionStore

        return SessionStore

    @classmethod
    def live(cls) -> "models.QuerySet[Session]":
        now = timezone.now()  # noqa: TID251 - sessions end in real time
        return cls.objects.filter(expire_date__gt=now).order_by("-since", "-expire_date")

    @property
    def device(self) -> str:
        """Firefox, Windows: enough to know one's own again. Empty when the browser says nothing that is known."""
        found = [
            next((name for mark, name in marks.items() if mark in self.browser), "")
            for marks in (BROWSERS, SYSTEMS)
        ]
        return ", ".join(name for name in found if name)
