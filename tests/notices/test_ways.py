"""How each of us is told: in the program always, by mail as chosen, never twice."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.sweep import sweep
from tanto.notices.drain import drain
from tanto.notices.models import Letter, Notice, Ways
from tanto.notices.post import gather, send_due
from tests.cast import MONDAY, Cast, at
from tests.notices.test_telling import letters
from tests.recovery.test_receiving import refusal


def choose(person, **known) -> None:
    Ways.choose(person, by=person.actor, **{"mail": {}} | known)


def told(now: dt.datetime) -> None:
    with clocks.travelling(now):
        drain(now)
        send_due(now)


def test_what_waits_for_one_person_at_one_moment_is_one_mail(cast: Cast, settings):
    with clocks.travelling(MONDAY):
        first, second = cast.draft(), cast.draft()
    told(MONDAY)
    (mail,) = letters(settings)
    assert "2 notices" in mail["Subject"]
    assert first.number in mail.get_content()
    assert second.number in mail.get_content()


def test_at_night_mail_waits_until_the_morning(cast: Cast, settings):
    choose(cast.boss, quiet_from=dt.time(20), quiet_until=dt.time(7))
    with clocks.travelling(at("2026-11-12 22:00")):
        cast.receive(by=cast.colleague)
    told(at("2026-11-12 22:00"))
    assert not [mail for mail in letters(settings) if mail["To"] == cast.boss.email]
    assert Notice.objects.filter(person=cast.boss).exists()  # in the program at once
    told(at("2026-11-13 07:00"))
    assert [mail for mail in letters(settings) if mail["To"] == cast.boss.email]


def test_a_critical_case_knows_no_quiet_hours(cast: Cast, settings):
    choose(cast.boss, quiet_from=dt.time(20), quiet_until=dt.time(7))
    with clocks.travelling(at("2026-11-12 22:00")):
        cast.receive(by=cast.colleague, severity=1)
    told(at("2026-11-12 22:00"))
    assert [mail for mail in letters(settings) if mail["To"] == cast.boss.email]


def test_reminders_at_80_percent_come_by_mail_unless_somebody_does_not_want_them(cast: Cast, settings):
    choose(cast.owner, mail={"soon": False})
    with clocks.travelling(at("2026-11-12 09:00")):
        cast.accountable()
    with clocks.travelling(at("2026-11-12 10:40")):
        sweep(clocks.now())
        gather(clocks.now())
    reminder = Notice.objects.get(person=cast.owner, share=80)
    assert reminder.letter is None
    assert Notice.objects.get(person=cast.deputy, share=80).letter is not None  # 80 %: the deputy hears too


@pytest.mark.parametrize("group", ["boss", "asked", "late"])
def test_nobody_switches_off_what_must_be_heard(cast: Cast, group):
    with refusal("must_be_heard"):
        choose(cast.colleague, mail={group: False})


def test_a_boss_cannot_switch_off_what_customers_of_the_own_section_say(cast: Cast):
    choose(cast.owner, mail={"customer": False})
    with refusal("must_be_heard"):
        choose(cast.boss, mail={"customer": False})


def test_quiet_hours_have_a_beginning_and_an_end(cast: Cast):
    with refusal("quiet_without_end"):
        choose(cast.owner, quiet_from=dt.time(20))
    with refusal("quiet_without_end"):
        choose(cast.owner, quiet_from=dt.time(20, 0, 10), quiet_until=dt.time(20, 0, 50))


def test_the_choice_is_made_on_the_page_of_oneself(cast: Cast, client):
    client.force_login(cast.owner)
    assert "The list of the morning" in client.get("/me/ways/").content.decode()
    client.post("/me/ways/", {"mail": ["soon"], "quiet_from": "20:00", "quiet_until": "07:00", "press": "w"})
    ways = Ways.objects.get(person=cast.owner)
    assert (ways.quiet_from, ways.mail["lists"], ways.mail["soon"]) == (1200, False, True)
    assert cast.owner.history().first().kind == "ways_chosen"


def test_the_bell_counts_and_an_open_case_empties_it(cast: Cast, client):
    drain(clocks.now())
    Notice.objects.all().delete()
    case = cast.receive(by=cast.colleague)
    drain(clocks.now())
    client.force_login(cast.boss)
    assert "1" in client.get("/notices/count/").content.decode()
    client.post(f"/cases/{case.number}/here/", {"head": case.head_number})
    assert 'class="count"' not in client.get("/notices/count/").content.decode()


def test_who_climbed_and_who_has_seen_it_stands_beside_the_clock(cast: Cast, client):
    with clocks.travelling(MONDAY):
        case = cast.receive()
    clock = case_clock(case)
    with clocks.travelling(clock.due_at):
        sweep(clocks.now())
        drain(clocks.now())
    client.force_login(cast.boss)
    why = f"/cases/{case.number}/clocks/{clock.pk}/"
    assert "not seen yet" in client.get(why).content.decode()
    client.post(f"/cases/{case.number}/here/", {"head": case.head_number})
    assert "seen " in client.get(why).content.decode()


def case_clock(case):
    from tanto.clocks.models import Clock

    return Clock.objects.of("case", case.pk).running().get(kind="first_response")


def test_a_stranger_is_not_told_why_a_time_is_what_it_is(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.stranger)
    assert client.get(f"/cases/{case.number}/clocks/{case_clock(case).pk}/").status_code == 404


def test_older_notices_are_a_page_away(cast: Cast, client):
    drain(clocks.now())
    Notice.objects.all().delete()
    for _ in range(52):
        cast.draft()
    drain(clocks.now())
    section_boss = cast.colleague.section.boss
    client.force_login(section_boss)
    page = client.get("/notices/").content.decode()
    assert page.count('class="when"') == 50
    before = page.split("before=")[1].split('"')[0]
    assert client.get("/notices/", {"before": before}).content.decode().count('class="when"') == 2
    assert client.get("/notices/", {"before": "x y"}).status_code == 200


def test_a_mail_to_a_thousand_lines_names_a_hundred(cast: Cast, settings):
    facts = {"number": "SR-2026-0001", "task": "first_response", "due_at": MONDAY.isoformat()}
    Notice.objects.bulk_create(
        Notice(person=cast.owner, clock=n, share=80, at=MONDAY, facts=facts, mail_at=MONDAY)
        for n in range(130)
    )
    told(MONDAY)
    (mail,) = letters(settings)
    assert "130 notices" in mail["Subject"]
    assert "and 30 more in the program" in mail.get_content()
    assert Letter.objects.count() == 1
