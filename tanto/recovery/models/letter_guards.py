"""What a text to a customer must hold before it leaves. Each guard refuses with what, why and what instead."""

import datetime as dt

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from tanto.clocks import saying
from tanto.people.models import Person
from tanto.web.refusals import Refused
from tanto.wording import checks, texts

from .listening import Listening


def with_time(body: str, next_at: dt.datetime | None, language: str) -> str:
    """The announced time in the customer's words, where {next_time} stands."""
    if next_at is None:
        return body
    with translation.override(language):
        return body.replace("{next_time}", saying.letter_time(next_at))


def says(body: str, moment: dt.datetime) -> bool:
    """Does the text name the hour, as 18:00 or as 18時?"""
    wall = timezone.localtime(moment)
    forms = [
        f"{wall:%H:%M}",
        f"{wall.hour}:{wall:%M}",
        f"{wall.hour}時" + (f"{wall.minute}分" if wall.minute else ""),
    ]
    return checks.names(body, *forms)


def must_have_text(text: str) -> None:
    if not text.strip():
        raise Refused(
            "letter_empty",
            _("There is no text yet."),
            _("Silence is what a waiting customer fears most."),
            _("Write where it stands, even if there is no news."),
            field="body",
        )


def must_have_no_gap(body: str, field: str = "body") -> None:
    """A draft that nobody finished says nothing, however politely."""
    gap = texts.gap(body)
    if gap:
        raise Refused(
            "gap_left",
            _("There is still a gap in the text: %(gap)s.") % {"gap": gap},
            _("A letter that says nothing new feels like no letter at all."),
            _("Write what is done and what comes next, or honestly that there is no news yet."),
            field=field,
        )


def must_be_signed(body: str, owner: Person, writer: Person) -> None:
    """INV-10: a human name, the owner's or of who stands in."""
    if not checks.names(body, *(p.surname(tongue) for p in (owner, writer) for tongue in ("ja", "en"))):
        raise Refused(
            "name_missing",
            _("Your name is missing in the text."),
            _("The customer must know which person answers for it, not only which firm."),
            _("Sign with your name: %(name)s.") % {"name": owner.name()},
            field="body",
        )


def must_have_listened(case: Listening) -> None:
    """INV-13."""
    if not case.is_listened:
        raise Refused(
            "listen_first",
            _("The reply opens after listening."),
            _("The customer’s words come first: an answer before them is an answer to something else."),
            _("Finish step 1: write the words down, and how strong the feeling is."),
            status=409,
        )
