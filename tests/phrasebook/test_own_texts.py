"""A section's own words for a text: who may write them, what is refused, and that no version is ever lost."""

import pytest
from django.db import transaction

from tanto.journal.verify import verify
from tanto.people.models import Person, Section
from tanto.phrasebook import section_texts
from tanto.phrasebook.models import OwnText
from tanto.wording import texts
from tests.cast import Cast
from tests.recovery.test_receiving import refusal

BODY = "Dear {contact},\n\nI call you by {next_time}, with or without a result.\n\n{me}, direct {phone}"
BAD = "Dear {contact},\n\nour supplier let us down again. I call you by {next_time}.\n\n{me}"


@pytest.fixture
def sales(cast: Cast) -> Section:
    return cast.owner.section


def write(
    section: Section, person: Person, body: str = BODY, *, name: str = "T-11", language: str = "en", **more
):
    with transaction.atomic():
        own = OwnText.of(section, name, language)
        own.write_text(by=person.actor, body=body, **more)
    return OwnText.objects.get(section=section, text=name, language=language)


def test_own_words_are_the_sections_alone(cast: Cast, sales: Section):
    write(sales, cast.boss, subject="Now ({case_no})")
    assert section_texts.one("T-11", sales.pk).body["en"] == BODY
    assert section_texts.of_section(sales.pk)["T-11"].subject["en"] == "Now ({case_no})"
    assert section_texts.one("T-11", sales.pk).body["ja"] == texts.shipped()["T-11"].body["ja"]
    assert section_texts.one("T-11", cast.colleague.section_id).body == texts.shipped()["T-11"].body


@pytest.mark.parametrize("who", ["boss", "deputy of the section", "keeper"])
def test_who_leads_it_or_keeps_the_house_writes(cast: Cast, sales: Section, who: str):
    person = {"boss": sales.boss, "deputy of the section": sales.deputy}.get(who)
    person = person or Person.objects.get(is_administrator=True)
    assert write(sales, person).is_own


@pytest.mark.parametrize("who", ["owner", "colleague", "executive", "stranger"])
def test_nobody_else_writes(cast: Cast, sales: Section, who: str):
    with refusal("not_your_texts"):
        write(sales, getattr(cast, who))
    assert not OwnText.objects.exists()


def test_the_boss_of_another_section_is_nobody_here(cast: Cast):
    with refusal("not_your_texts"):
        write(cast.colleague.section, cast.boss)


@pytest.mark.parametrize(
    ("body", "says", "instead"),
    [
        ("Hello\n{nxt_time}", "Line 2 holds {nxt_time}", "{next_time}"),
        ("{me.__class__}", "Line 1 holds {me.__class__}", "{me}"),
        ("{0.__init__}", "Line 1 holds {0.__init__}", "Choose one"),
        ("Dear {contact", "Line 1 holds {", "Choose one"),
    ],
)
def test_a_placeholder_nothing_can_fill_is_refused_with_its_place(cast: Cast, sales, body, says, instead):
    with refusal("placeholder_unknown") as caught:
        write(sales, cast.boss, body)
    assert says in str(caught.value.what)
    assert instead in str(caught.value.instead)


def test_what_the_checker_stops_needs_a_reason_that_is_kept(cast: Cast, sales: Section):
    with refusal("text_stopped") as caught:
        write(sales, cast.boss, BAD, reason="1234")
    assert "supplier" in str(caught.value.what)
    own = write(sales, cast.boss, BAD, reason="Agreed with our lawyer.")
    assert own.versions.get().reason == "Agreed with our lawyer."


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 20_001])
def test_nothing_and_endlessness_are_no_text(cast: Cast, sales: Section, body: str):
    with refusal("text_empty" if not body.strip() else "text_too_long"):
        write(sales, cast.boss, body)


def test_a_text_is_read_in_its_mode(cast: Cast, sales: Section):
    with refusal("text_stopped"):
        write(sales, cast.boss, "I understand how hard it is, but it was late.", name="T-04")
    write(
        sales, cast.boss, "I see how hard this is for your line.\nThis touches your own promise.", name="T-04"
    )


def test_every_version_is_kept_and_can_come_back(cast: Cast, sales: Section):
    own = write(sales, cast.boss)
    own = write(sales, cast.boss, BODY + "\n{link}")
    own.as_shipped(by=cast.boss.actor)
    assert section_texts.one("T-11", sales.pk).body == texts.shipped()["T-11"].body
    own.bring_back(by=cast.boss.actor, version=1)
    assert OwnText.objects.get().body == BODY
    assert list(own.versions.values_list("number", "is_own")) == [(4, True), (3, False), (2, True), (1, True)]


def test_a_version_that_never_was_is_refused(cast: Cast, sales: Section):
    own = write(sales, cast.boss)
    own.as_shipped(by=cast.boss.actor)
    for number in (2, 9):
        with refusal("no_such_version"):
            own.bring_back(by=cast.boss.actor, version=number)


def test_the_slower_of_two_is_told(cast: Cast, sales: Section):
    write(sales, cast.boss, was=0)
    with refusal("text_moved"):
        write(sales, sales.deputy, BODY + " More.", was=0)
    assert OwnText.objects.get().body == BODY


def test_the_same_words_again_are_no_new_version(cast: Cast, sales: Section):
    write(sales, cast.boss)
    assert write(sales, cast.boss, BODY.replace("\n", "\r\n") + "\n").version == 1


def test_what_happened_is_in_the_record_and_the_other_leader_hears(cast: Cast, sales: Section):
    own = write(sales, cast.boss)
    entry = own.history().first()
    assert (entry.kind, entry.receivers) == ("text_written", [["person", sales.deputy_id]])
    assert entry.facts["version"] == 1
    OwnText.objects.update(body="changed behind our back")
    assert f"row own_text {own.pk}" in verify().broken


def test_a_text_or_a_language_that_is_none(cast: Cast, sales: Section):
    for name, language in (("T-99", "en"), ("T-01", "xx")):
        with pytest.raises(LookupError):
            write(sales, cast.boss, name=name, language=language)
