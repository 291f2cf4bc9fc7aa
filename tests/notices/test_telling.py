import datetime as dt
import email
from email.policy import default

import pytest
from django.utils import translation

from tanto import clocks
from tanto.journal.models import Entry
from tanto.notices.drain import drain
from tanto.notices.models import Letter, Notice
from tanto.notices.post import gather, send_due
from tanto.notices.telling import tell
from tests.cast import MONDAY, Cast


def letters(settings) -> list[email.message.EmailMessage]:
    files = sorted(settings.MAIL_FOLDER.glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]


def plain(mail: email.message.EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content()


def test_an_entry_is_told_once_per_receiver(cast: Cast):
    cast.receive(by=cast.colleague)
    drain(clocks.now())
    drain(clocks.now())
    assert Notice.objects.filter(person=cast.boss, entry__kind="case_received").count() == 1
    assert not Entry.objects.filter(told_at__isnull=True).exists()


def test_the_boss_gets_three_lines_without_the_story(cast: Cast, settings):
    with clocks.travelling(MONDAY):
        case = cast.receive(by=cast.colleague)
        drain(clocks.now())
        send_due(clocks.now())
    (mail,) = [m for m in letters(settings) if m["To"] == cast.boss.email]
    body = mail.get_content()
    assert [line[:2] for line in body.splitlines()[:3]] == ["1 ", "2 ", "3 "]
    assert f"/cases/{case.number}/" in body
    assert "54" not in body + mail["Subject"]


def test_a_letter_to_her_carries_a_link_that_opens(cast: Cast, settings, client):
    case = cast.accountable()
    case.write(
        by=cast.owner.actor,
        subject="Where we stand",
        body="On its way by {next_time}. Mori\n{link}",
        next_at=clocks.now() + dt.timedelta(hours=1),
    )
    drain(clocks.now())
    send_due(clocks.now())
    (mail,) = [m for m in letters(settings) if m["To"] == cast.customer.email]
    assert mail["Subject"].startswith("Where we stand [SR-")
    assert mail["Reply-To"] == cast.owner.email
    link = plain(mail).split("\n")[1].strip()
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_nobody_is_told_of_what_they_did_themselves(cast: Cast):
    case = cast.receive()
    case.acknowledge(by=cast.boss.actor)
    drain(clocks.now())
    assert not Notice.objects.filter(person=cast.boss, entry__kind="boss_read").exists()


def test_the_customer_gets_no_automatic_reply(cast: Cast):
    cast.closed()
    drain(clocks.now())
    assert not Letter.objects.filter(contact__isnull=False).exists()


def test_a_letter_leaves_once(cast: Cast, settings):
    cast.receive()
    drain(clocks.now())
    assert send_due(clocks.now()) == 1
    assert send_due(clocks.now()) == 0
    assert len(letters(settings)) == 1


def test_a_mail_to_a_colleague_goes_again_after_a_crash_with_the_same_id(cast: Cast, settings):
    cast.receive()
    drain(clocks.now())
    gather(clocks.now())
    claimed = Letter.claim(clocks.now())
    later = clocks.now() + dt.timedelta(minutes=10)
    send_due(later)
    (mail,) = letters(settings)
    assert mail["Message-ID"] == claimed.message_id
    assert Letter.objects.get().state == "sent"


def test_a_letter_to_her_waits_for_somebody_to_look_after_a_crash(cast: Cast, settings):
    case = cast.accountable()
    case.write(
        by=cast.owner.actor,
        body="On its way by {next_time}. Mori",
        next_at=clocks.now() + dt.timedelta(hours=1),
    )
    drain(clocks.now())
    Notice.objects.update(mail_at=None)
    Letter.claim(clocks.now())
    send_due(clocks.now() + dt.timedelta(minutes=10))
    letter = Letter.objects.get()
    assert (letter.state, letters(settings)) == ("unclear", [])
    case.look_at_letter(by=cast.owner.actor, letter=letter, went=False)
    send_due(clocks.now() + dt.timedelta(minutes=11))
    assert len(letters(settings)) == 1


def test_a_mail_server_that_is_away_loses_nothing(cast: Cast, settings, monkeypatch):
    monkeypatch.setattr(
        "tanto.notices.post.deliver", lambda message: (_ for _ in ()).throw(OSError("no route"))
    )
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    letter = Letter.objects.get()
    assert (letter.state, letter.trouble) == ("waiting", "no route")
    assert letter.next_at > clocks.now()


def test_a_colleague_who_left_gets_no_mail(cast: Cast):
    cast.receive()
    type(cast.boss).objects.filter(pk=cast.boss.pk).update(left_at=clocks.now())
    drain(clocks.now())
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("en", "read the notice"), ("ja", "速報を確認")])
def test_a_reader_is_told_in_their_language(cast: Cast, language, words):
    case = cast.receive()
    case.acknowledge(by=cast.boss.actor)
    with translation.override(language):
        assert words in tell(case.history(), clocks.now())[0].sentence


def test_a_history_costs_the_same_however_long(cast: Cast, django_assert_num_queries):
    case = cast.closed()
    with django_assert_num_queries(5):
        tell(case.history(), clocks.now())


def test_the_outbox_is_drained_in_batches_of_one_transaction(cast: Cast, django_assert_max_num_queries):
    for _ in range(10):
        cast.draft()
    with django_assert_max_num_queries(24):
        drain(clocks.now())
