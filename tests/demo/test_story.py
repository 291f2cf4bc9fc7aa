"""The half year as a visitor finds it: who is there, what was said, what is owed on Friday evening."""

import re
from collections import Counter
from statistics import median

import pytest

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.clocks.models import Clock
from tanto.clocks.wall import wall
from tanto.demo import stories
from tanto.demo.clients import CLIENTS
from tanto.demo.firm import PEOPLE, SECTIONS, address_of
from tanto.demo.minor import MINORS
from tanto.demo.telling import at
from tanto.home import bad_news
from tanto.journal.models import Words
from tanto.journal.verify import verify
from tanto.notices.models import Letter, Notice
from tanto.people.models import Person, Section
from tanto.recovery.models import Case, NearMiss
from tanto.recovery.models.mistake import Mistake
from tanto.recovery.views.drawers import DRAWERS
from tanto.wording import naming

pytestmark = pytest.mark.usefixtures("told")
OWN_STORY = {  # opening words of the twelve, and how far each got
    "date": ("F01", "closed_by_customer"),
    "shafts": ("F03", "closed_by_customer"),
    "bushes": ("F04", "closed_by_customer"),
    "lunch_call": ("F18", "closed_by_customer"),
    "absent": ("F09", "closed_by_customer"),
    "rings_hers": ("F02", "closed_by_customer"),
    "twice": ("F11", "closed_by_customer"),
    "dent_hers": ("F07", "closed_by_customer"),
    "price_hers": ("F12", "closed_by_customer"),
    "night": ("F27", "closed_by_customer"),
    "limits": ("F31", "follow_up"),
    "papers": ("F27", "address"),
}


def said(key: str, language: str) -> str:
    return stories.SAID[key][language == "ja"]


def minor_cases(language: str) -> list[Case]:
    words = [row.words[language == "ja"] for row in MINORS]
    found = Case.objects.filter(verbatims__words__text__in=words).distinct().order_by("pk")
    return list(found)


def person(key: str) -> Person:
    return Person.objects.get(email=address_of(key))


def test_everybody_is_there_in_the_right_section():
    assert len(PEOPLE) == Person.objects.count() == 25
    for key, (*_names, section, _role) in PEOPLE.items():
        assert person(key).section.name_en == SECTIONS[section][0]
    for name, _ja, boss, deputy in SECTIONS.values():
        section = Section.objects.get(name_en=name)
        assert (section.boss, section.deputy) == (person(boss), person(deputy))


def test_every_client_has_its_tanto_its_deputy_and_somebody_who_speaks_for_it(language):
    assert len(CLIENTS) == Client.objects.count() == 40
    for code, (_en, _ja, city, main, deputy, contacts) in CLIENTS.items():
        client = Client.objects.get(code=code)
        assert (client.city, client.main, client.deputy) == (
            city[language == "ja"],
            person(main),
            person(deputy),
        )
        assert client.contacts.count() == len(contacts) == 2


def test_nobody_of_the_demo_can_be_reached_in_earnest():
    addresses = [
        *Contact.objects.values_list("email", "phone"),
        *Person.objects.values_list("email", "phone"),
    ]
    assert len(addresses) == len(set(addresses)) == 80 + 25
    for email, phone in addresses:
        assert email.endswith(".example")
        assert re.fullmatch(r"03-0000-\d{4}", phone)
    assert not Contact.objects.filter(name_ja="").exists()
    assert not Letter.objects.exclude(address__endswith=".example").exists()


@pytest.mark.parametrize("key", OWN_STORY)
def test_each_of_the_twelve_is_found_by_what_the_customer_said(language, key):
    code, stands = OWN_STORY[key]
    case = Case.objects.filter(verbatims__words__text=said(key, language)).get()
    assert case.client.code == code
    assert (case.end or case.step) == stands


def test_the_small_ones_stand_where_they_should(language):
    small = minor_cases(language)
    assert Counter(case.end or case.step for case in small) == {
        "closed_by_customer": 24,
        "follow_up": 6,
        "ended_unconfirmed": 2,
        "withdrawn": 1,
        "draft": 1,
        "question": 1,
        "address": 1,
        "test": 1,
        "probe": 1,
    }
    assert {case.severity for case in small} == {4}
    assert {case.client.code for case in small if case.end == "ended_unconfirmed"} == {"F30", "F33"}
    assert sum(case.reopened for case in small) == 1
    assert Case.objects.filter(end="merged", parent__client__code="F11").count() == 1


def test_bosses_hear_sooner_from_month_to_month(language):
    """Minutes from when the first of us knew until a boss had read it."""
    small = minor_cases(language)
    waited = [(case.boss_who_read.read_at - case.known_at).total_seconds() / 60 for case in small]
    assert median(waited[:10]) >= 90
    assert median(waited[-14:]) <= 13
    late = [Clock.objects.of("case", c.pk).get(kind="time_to_boss").is_kept is False for c in small]
    assert sum(late[:10]) > sum(late[10:20]) > sum(late[20:]) == 0


def test_numbers_rise_with_time():
    opened = list(Case.objects.order_by("number").values_list("opened_at", flat=True))
    assert opened == sorted(opened)


def test_the_record_holds():
    report = verify()
    assert report.broken == ""
    assert report.counts["entries"] > 1000


def test_no_mistake_and_no_near_miss_names_one_of_us():
    people = [somebody.name_forms for somebody in Person.objects.all()]
    mistakes = [(m.words.text, m.work_step) for m in Mistake.objects.select_related("words")]
    near = [(m.words.text, m.work_step) for m in NearMiss.objects.select_related("words")]
    assert len(mistakes) > 15
    assert len(near) == 12
    for text in [text for pair in mistakes + near for text in pair]:
        assert naming.person_named(text, people) == ""


def test_the_live_case_owes_what_it_owed(language):
    case = Case.objects.get(verbatims__words__text=said("papers", language))
    assert (case.owner, case.severity, case.step) == (person("takahashi"), 2, "address")
    owed = Clock.objects.owed().filter(subject_kind="case", subject_id=case.pk).order_by("due_at", "kind")
    assert [(c.kind, f"{c.due_at.astimezone(wall()):%m-%d %H:%M}", c.duty) for c in owed] == [
        ("action", "11-13 18:00", case.owner_id),
        ("progress_update", "11-13 18:00", case.owner_id),
        ("action", "11-13 19:00", person("harada").pk),
        ("interim_report", "11-18 13:10", case.owner_id),
        ("final_report", "11-27 16:31", case.owner_id),
    ]
    kept = [c for c in Clock.objects.of("case", case.pk) if c.stopped_at and not c.waits]
    assert all(c.is_kept for c in kept)


def test_the_owner_finds_the_update_first(client):
    client.force_login(person("takahashi"))
    first = Clock.objects.owed_by(person("takahashi").pk).first()
    assert first.due_at == at("2026-11-13 18:00")
    assert b"18:00" in client.get("/").content


def test_one_notice_waits_for_the_boss_and_nothing_else():
    [told] = bad_news.notices_of(person("suzuki"))
    assert told.read_at is None
    assert told.case.client.code == "F34"


def test_what_is_owed_is_believable():
    """A few things late, most of them ahead, nobody gone, nothing set aside."""
    owed = list(Clock.objects.owed())
    late = [clock for clock in owed if clock.due_at < clocks.now()]
    assert 1 <= len(late) <= 3
    assert {clock.kind for clock in late} == {"follow_up"}
    assert 15 <= len(owed) <= 30
    assert max(clock.due_at for clock in owed) < at("2027-01-31 00:00")
    assert not Clock.objects.exclude(trouble="").exists()
    assert not Clock.objects.running().filter(next_at__lte=clocks.now()).exists()


def test_every_case_can_be_opened_by_its_owner(client, language):
    client.cookies["django_language"] = language
    for case in Case.objects.select_related("owner"):
        client.force_login(case.owner)
        drawers = [f"?open={name}" for name in DRAWERS] if case.severity < 4 else []
        for page in ("", *drawers):
            assert client.get(f"/cases/{case.number}/{page}").status_code == 200, (case.number, page)


def test_only_todays_notices_are_unread():
    unread = Notice.objects.filter(read_at__isnull=True)
    assert unread.exists()
    assert not unread.filter(at__lt=at("2026-11-13 00:00")).exists()


def test_everybody_speaks_the_language_of_the_story(language):
    japanese = re.compile("[぀-ヿ一-鿿]")
    texts = [text for text in Words.objects.values_list("text", flat=True) if text and len(text) > 12]
    assert len(texts) > 500
    other = [text for text in texts if bool(japanese.search(text)) != (language == "ja")]
    assert other == []


def test_a_visitor_comes_in_by_five_doors(client, doors, language):
    client.cookies["django_language"] = language
    page = client.get("/sign-in/").content.decode()
    for who, lands in (
        ("owner", "/"),
        ("boss", "/desk/"),
        ("desk", "/cases/new/"),
        ("administrator", "/house/"),
        ("customer", "/c/"),
    ):
        assert f'action="/demo/{who}/"' in page
        answer = client.post(f"/demo/{who}/")
        assert answer.status_code == 302
        assert answer["Location"] == lands or (who == "customer" and answer["Location"].startswith(lands))
        assert client.get(answer["Location"]).status_code == 200
