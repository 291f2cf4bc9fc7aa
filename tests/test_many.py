"""Many rows at once arrive as they were given, on both databases."""

import datetime as dt

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.journal.models import Words
from tanto.many import Batch, insert_each, insert_together, set_each
from tanto.notices.models import Letter
from tanto.people.models import Person
from tanto.recovery.models import Part
from tests.cast import Cast

NASTY = [
    "",
    "NULL",
    "null",
    '"',
    "\\",
    '\\"',
    "{a,b}",
    "a,b",
    " a ",
    "一\n二",
    "'; --",
    "\U0001f600",
    "\\N",
    "}",
]
COLUMNS = ["subject_kind", "subject_id", "kind", "part", "duty", "section", "started_at", "due_at", "next_at", "fired", "because", "trouble"]  # fmt: skip


def test_words_and_moments_arrive_as_they_were_given(cast: Cast):
    now = clocks.now()
    late = now.astimezone(dt.timezone(dt.timedelta(hours=9)))
    rows = [
        ("case", 1, "action", place, cast.owner.pk, 0, now, late, None, 0, {"said": text}, text)
        for place, text in enumerate(NASTY)
    ]
    insert_each(Clock, COLUMNS, rows)
    stored = Clock.objects.filter(kind="action").order_by("part")
    assert [(c.trouble, c.because["said"], c.due_at, c.next_at) for c in stored] == [
        (text, text, now, None) for text in NASTY
    ]
    set_each(Clock, ["trouble", "next_at"], [(c.pk, c.trouble[::-1], now) for c in stored])
    assert [(c.trouble, c.next_at) for c in stored.all()] == [(text[::-1], now) for text in NASTY]


def test_ids_among_many_are_found(cast: Cast):
    cast.receive()
    pks = list(Clock.objects.values_list("pk", flat=True))
    assert set(Clock.objects.filter(pk__among=[*pks, 10**12]).values_list("pk", flat=True)) == set(pks)
    owners = Person.objects.filter(pk=cast.owner.pk).values("pk")
    assert (
        Clock.objects.filter(duty__among=owners).count()
        == Clock.objects.filter(duty=cast.owner.pk).count()
        > 0
    )
    assert not Letter.objects.filter(pk__among=[]).exists()


def test_rows_of_several_tables_arrive_together_as_they_were_given(cast: Cast):
    now = clocks.now()
    words = [(10**6 + place, text or "-", "0" * 32, "ja") for place, text in enumerate(NASTY)]
    rows = [
        ("case", place, "action", 0, cast.owner.pk, 0, now, now, None, 0, {"said": text}, text)
        for place, text in enumerate(NASTY)
    ]
    insert_together([Batch(Words, ["pk", "text", "salt", "language"], words), Batch(Clock, COLUMNS, rows)])
    stored = list(Clock.objects.filter(kind="action").order_by("subject_id"))
    assert [(clock.trouble, clock.because["said"]) for clock in stored] == [(text, text) for text in NASTY]
    kept = Words.objects.filter(pk__gte=10**6).order_by("pk")
    assert [row.text for row in kept] == [text or "-" for text in NASTY]


def test_what_is_known_already_is_passed_over_together_too(cast: Cast):
    case = cast.receive()
    part = [(case.pk, cast.owner.pk, "owner")]
    insert_together([Batch(Part, ["case", "person", "why"], part, known_is_fine=True)])
    assert case.parts.filter(person=cast.owner).count() == 1
