from django.db import models
from django.db.models import F, Q

from tanto.people.models import Person

from .client import Client


class TantoSpan(models.Model):
    """Who was tanto since when. A span ends where the next begins, so neither gap nor overlap can exist."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="spans")
    main = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tanto_span_since", fields=["client", "since"]),
            models.CheckConstraint(name="tanto_span_two_people", condition=~Q(main=F("deputy"))),
        ]

    def __str__(self) -> str:
        return f"{self.client}: {self.main} since {self.since}"
