from django.db import models
from django.db.models import Q


class ClockRule(models.Model):
    """How one kind of clock is set in this house, where it differs from what is shipped; or a deadline that the house
    entered itself (its kind begins with "own-"). Deadlines are data.

    targets: per severity S1..S4 what `Target.stored` makes, null for none; tells: who hears at which percent, as codes;
    words: what they are told, where the shipped sentence does not do; starts, stops: codes of moments, own ones only.
    """

    kind = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=80, blank=True)
    name_ja = models.CharField(max_length=80, blank=True)
    starts = models.CharField(max_length=20, blank=True)
    stops = models.CharField(max_length=20, blank=True)
    targets = models.JSONField()
    tells = models.JSONField()
    words_en = models.CharField(max_length=200, blank=True)
    words_ja = models.CharField(max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_deadline_is_whole",
                condition=~Q(kind__startswith="own-") | (~Q(name_en="") & ~Q(starts="") & ~Q(stops="")),
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_own(self) -> bool:
        return self.kind.startswith("own-")
