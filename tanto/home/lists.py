"""The list of the morning (N25) and the summary of the evening for bosses (N24): handed out once a day, in the program and
by mail, in the receiver's language; true at the moment when the mail leaves."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tanto.clocks import saying
from tanto.clocks.models import Calendar, Clock
from tanto.notices.lists import DayList
from tanto.notices.models import Notice
from tanto.notices.ways import AllWays
from tanto.people.models import Person, Section

from . import bad_news
from .owed import Owed, day_of

MORNING, EVENING = "morning", "evening"
HOURS = {MORNING: 9, EVENING: 17}
LATEST = 3  # hours after which a list of that hour helps nobody
_handed: dict[str, dt.date] = {}


def hand_out(now: dt.datetime) -> int:
    """After nine and after seventeen on the office wall, on working days: once for each person and day, also by two
    workers, also after a worker slept."""
    wall, made = timezone.localtime(now), 0
    for name, hour in HOURS.items():
        if not hour <= wall.hour < hour + LATEST or _handed.get(name) == wall.date():
            continue
        receivers = list(who_owes() if name == MORNING else who_leads())
        made += give(name, [p for p in receivers if works_on(p, wall.date())], wall.date(), now)
        _handed[name] = wall.date()
    return made


def who_owes() -> Iterable[Person]:
    owing = Clock.objects.owed().order_by().values("duty").distinct()
    return Person.objects.here().filter(pk__in=owing).only("pk", "section_id", "language")


def who_leads() -> Iterable[Person]:
    led = Section.objects.order_by()
    people = Person.objects.here().filter(
        Q(pk__in=led.values("boss")) | Q(pk__in=led.exclude(deputy=None).values("deputy"))
    )
    return people.only("pk", "section_id", "language")


def works_on(person: Person, day: dt.date) -> bool:
    return Calendar.of(person.section_id or 0).timetable().is_open(day)


def give(name: str, people: list[Person], day: dt.date, now: dt.datetime) -> int:
    known = set(Notice.objects.filter(list=name, day=day).values_list("person", flat=True))
    new = [person for person in people if person.pk not in known]
    ways = AllWays([person.pk for person in new])
    notices = [
        Notice(person=person, list=name, day=day, at=now, mail_at=ways.of(person.pk).mail_at("lists", now))
        for person in new
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(new)


def row(item: Owed, now: dt.datetime) -> str:
    about = (item.case.client.name() if item.case and item.case.client else "") or (
        item.client and item.client.name()
    )
    number = item.case.number if item.case else ""
    return (
        f"・{saying.said(item.clock.due_at, now)}  {number}  {item.clock.rule.duty}（{about}）"
        if saying.is_japanese()
        else (
            f"- {saying.said(item.clock.due_at, now)}  {number}  {item.clock.rule.duty}"
            + (f" ({about})" if about else "")
        )
    )


def morning(person: Person, now: dt.datetime) -> tuple[str, str]:
    """Numbers and duties of today and what is over; words of customers stay in the program."""
    day = day_of(person, now)
    if not day.count:
        return gettext("Your day: nothing is owed"), gettext("Nobody waits for you this morning.") + "\n"
    first = saying.said(day.all[0].clock.due_at, now)
    counted = ngettext("%(n)d thing", "%(n)d things", day.count) % {"n": day.count}
    blocks = [
        (gettext("Over"), day.overdue),
        (gettext("Today"), day.today),
        (gettext("Later"), day.later[:10]),
    ]
    parts = ["\n".join([title, *(row(item, now) for item in items)]) for title, items in blocks if items]
    subject = gettext("Your day: %(count)s, the next %(at)s") % {"count": counted, "at": first}
    return subject, "\n\n".join([*parts, settings.URL + "/"]) + "\n"


def evening(boss: Person, now: dt.datetime) -> tuple[str, str]:
    """What waits for this boss: notices unread, thanks and decisions due, drafts, and the clocks of tomorrow."""
    told = bad_news.open_notices().filter(boss=boss)
    tomorrow = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(
        days=2
    )
    sections = list(bad_news.led_by(boss).values_list("pk", flat=True))
    clocks_ahead = (
        Clock.objects.owed().filter(section__in=sections, due_at__gt=now, due_at__lt=tomorrow).count()
    )
    over = Clock.objects.owed().filter(section__in=sections, due_at__lte=now).count()
    figures = [
        (gettext("Notices to be read"), told.filter(read_at__isnull=True).count()),
        (gettext("Thanks due"), told.filter(read_at__isnull=False, thanked_at__isnull=True).count()),
        (gettext("Decisions due"), told.filter(thanked_at__isnull=False).count()),
        (gettext("Drafts"), len(bad_news.drafts_of(boss))),
        (gettext("Times of your section that are over"), over),
        (gettext("Times of your section until tomorrow night"), clocks_ahead),
    ]
    lines = [f"{label}: {number}" for label, number in figures]
    due = sum(number for _label, number in figures[:3])
    subject = ngettext(
        "The evening: %(n)d thing waits for you", "The evening: %(n)d things wait for you", due
    ) % {"n": due}
    return subject, "\n".join([*lines, "", settings.URL + "/desk/"]) + "\n"


DAY_LISTS = {
    MORNING: DayList(_("Your list of the morning."), "/", morning),
    EVENING: DayList(_("Your summary of the evening."), "/desk/", evening),
}
