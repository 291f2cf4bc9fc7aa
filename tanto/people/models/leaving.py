"""Someone who owns anything cannot leave. Rooms above register what may hold a person here."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .token import Token

if TYPE_CHECKING:
    from .person import Person

HOLDS: list[Callable[["Person"], list[str]]] = []


class Leaving(Subject):
    left_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_here(self) -> bool:
        return self.left_at is None

    @property
    def is_active(self) -> bool:
        """What Django asks before it lets somebody in."""
        return self.is_here

    @verb
    def leave(self, *, by: Actor, at: dt.datetime | None = None) -> None:
        """End somebody's time here. Refused while this person owns, leads or is tanto of anything."""
        if not self.is_here:
            return
        held = [name for hold in HOLDS for name in hold(cast("Person", self))]
        if held:
            raise Refused(
                "still_owns",
                _("This person still holds: %(held)s.") % {"held": gettext(", ").join(held[:5])},
                _("A client must never be without a named person, not for a minute."),
                _("Hand these over first, each to one person by name. Then end the account."),
                status=409,
            )
        self.left_at = at or clocks.now()
        self.save(update_fields=["left_at"])
        Token.objects.filter(person_id=self.pk, ended_at=None).update(ended_at=self.left_at)
        self.record("person_left", by=by, at=self.left_at)
