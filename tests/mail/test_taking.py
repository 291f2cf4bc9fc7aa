"""What becomes of a message: a case, her next words, or nothing; and that a machine is never answered."""

import datetime as dt

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.mail import becoming
from tanto.mail.models import Arrival
from tanto.mail.waiting import take_waiting
from tanto.notices.drain import drain
from tanto.notices.models import Letter, Notice
from tanto.recovery.models import Case
from tanto.recovery.steps import End
from tests.cast import HOUSE, Cast
from tests.mail.arriving import came, letter_of
from tests.mail.conftest import open_box
from tests.mail.letters import mail


def test_an_absence_note_joins_and_changes_nothing(cast: Cast):
    case = cast.accountable()
    letter = letter_of(cast, case)
    before = state(case)
    arrival = came(cast, mail("I am away until Monday.", subject="Out of office", In_Reply_To=letter.message_id, Auto_Submitted="auto-replied"))  # fmt: skip
    assert (arrival.outcome, arrival.case) == ("auto_reply", case)
    assert state(case) == before
    drain(clocks.now())
    assert Letter.objects.filter(contact__isnull=False).count() == 1
    assert case.history().first().kind == "automatic_answer"


def state(case: Case) -> tuple[object, ...]:
    case.refresh_from_db()
    running = list(Clock.objects.of("case", case.pk).running().values_list("kind", "due_at").order_by("pk"))
    return case.step, case.end, case.next_told_at, case.due_at, running, case.verbatims.count()


def test_an_absence_note_to_a_closed_case_opens_nothing(cast: Cast):
    case = cast.closed()
    letter = Letter.objects.create(contact=cast.customer, entry=case.history().last(), address="x@y.example", message_id="<ours@tanto>", state="sent")  # fmt: skip
    came(cast, mail("Away.", In_Reply_To=letter.message_id, Auto_Submitted="auto-replied"))
    case.refresh_from_db()
    assert case.end == End.CLOSED


def test_nothing_that_comes_in_is_answered_by_a_machine(cast: Cast):
    for number, headers in enumerate(
        ({}, {"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk", "List_Id": "<x.y>"})
    ):
        came(cast, mail(message_id=f"<{number}@x>", **headers))
    drain(clocks.now())
    assert not Letter.objects.filter(contact__isnull=False).exists()


def test_our_own_letter_that_comes_back_to_us_opens_nothing(cast: Cast):
    letter = letter_of(cast, cast.at_question())
    arrival = came(cast, mail(message_id=letter.message_id))
    assert (arrival.outcome, arrival.case, Case.objects.count()) == ("own", None, 1)


def test_the_same_message_by_two_ways_is_one(cast: Cast):
    came(cast, mail())
    again = came(cast, mail(Received="from elsewhere; Thu, 12 Nov 2026 16:20:00 +0900"))
    assert (again.outcome, Case.objects.count()) == ("again", 1)


def test_two_messages_under_one_id_are_two(cast: Cast):
    came(cast, mail())
    assert came(cast, mail("Something else altogether.")).outcome == "case"
    assert Case.objects.count() == 2


def test_what_the_words_say_besides_marks_them_for_the_owner(cast: Cast):
    case = came(cast, mail("This is the third time. We shall look for another supplier.")).case
    assert case.verbatims.get().signals == ["chase", "leaving"]
    assert case.severity == 3


def test_only_the_new_words_stand_in_the_case_and_the_rest_in_its_original(cast: Cast):
    text = "It is wet again.\n\nOn 12 Nov 2026, Mori wrote:\n> Is it dry?\n"
    arrival = came(cast, mail(text))
    said = arrival.case.verbatims.get()
    assert str(said.words) == "About the box\n\nIt is wet again."
    assert said.original == f"mails/{arrival.pk}/"
    assert b"Is it dry?" in arrival.raw()


def test_what_breaks_in_our_hands_becomes_a_draft_with_its_source(cast: Cast, monkeypatch):
    monkeypatch.setattr(becoming, "said", broken)
    broke = came(cast, mail())
    monkeypatch.undo()
    assert (broke.outcome, broke.case.owner, broke.trouble) == (
        "unreadable",
        cast.colleague,
        "ZeroDivisionError: a fault of ours",
    )
    assert broke.case.attachments.get().file == broke.file
    assert came(cast, mail(message_id="<2@x>")).outcome == "case"


def broken(*args):
    raise ZeroDivisionError("a fault of ours")


def test_what_cannot_even_become_a_draft_is_set_aside_and_tried_again(cast: Cast, monkeypatch):
    monkeypatch.setattr(Case, "receive", broken)
    arrival = came(cast, mail())
    assert (arrival.state, Case.objects.count()) == ("aside", 0)
    monkeypatch.undo()
    box = open_box(cast)
    Arrival.objects.update(mailbox=box)
    assert take_waiting(clocks.now()) == 0
    assert take_waiting(clocks.now() + dt.timedelta(hours=1)) == 1
    assert Case.objects.count() == 1


def test_an_empty_message_to_a_mailbox_is_a_draft(cast: Cast):
    arrival = came(cast, b"From: kiuchi@shirakabazawa.example\n\n", mailbox=open_box(cast))
    assert (arrival.outcome, arrival.case.owner) == ("unreadable", cast.colleague)


def test_the_mailbox_says_whose_it_is(cast: Cast):
    box = open_box(cast, section=cast.owner.section, duty=cast.deputy)
    case = came(cast, mail(sender="new@unknown.example"), mailbox=box).case
    assert (case.owner, case.section) == (cast.deputy, cast.owner.section)
    drain(clocks.now())
    assert Notice.objects.filter(person=cast.boss).exists()


def test_the_mailbox_says_in_which_language_words_without_kana_are(cast: Cast):
    box = open_box(cast, language="en")
    assert came(cast, mail(), mailbox=box).case.verbatims.get().words.language == "en"
    assert (
        came(cast, mail("箱が濡れていました。", message_id="<2@x>"), mailbox=box)
        .case.verbatims.get()
        .words.language
        == "ja"
    )


def test_who_left_owns_nothing_that_comes_in(cast: Cast):
    box = open_box(cast, section=cast.owner.section, duty=cast.stranger)
    cast.stranger.leave(by=HOUSE)
    assert came(cast, mail(), mailbox=box).case.owner == cast.boss


def test_photographs_come_with_the_answer_and_signs_of_a_firm_do_not(cast: Cast):
    case = came(cast, mail()).case
    came(cast, with_pictures("<one@shirakabazawa.example>"))
    assert [each.name for each in case.attachments.all()] == ["box.png"]


def with_pictures(answers: str) -> bytes:
    part = "--b\nContent-Type: image/png; name={name}\nContent-Disposition: {how}\nContent-ID: <{name}>\nContent-Transfer-Encoding: 8bit\n\n{data}\n"
    return mail(
        "--b\nContent-Type: text/plain\n\nSee here.\n"
        + part.format(name="box.png", how="inline", data="x" * 9000)
        + part.format(name="logo.png", how="inline", data="GIF89a" + "y" * 100)
        + "--b--\n",
        message_id="<3@x>",
        In_Reply_To=answers,
        Content_Type="multipart/related; boundary=b",
    )


def test_it_is_known_since_our_server_had_it_not_since_the_sender_says(cast: Cast):
    now = clocks.now()
    got = (now - dt.timedelta(hours=2)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    case = came(cast, mail(Date="Thu, 01 Jan 1970 00:00:00 +0000", Received=f"from a by b; {got}")).case
    assert abs(case.known_at - (now - dt.timedelta(hours=2))) < dt.timedelta(seconds=2)


def test_a_date_of_1970_is_today(cast: Cast):
    case = came(cast, mail(Date="Thu, 01 Jan 1970 00:00:00 +0000")).case
    assert clocks.now() - case.known_at < dt.timedelta(minutes=1)


def test_an_address_that_hands_on_to_several_of_us_is_no_list(cast: Cast):
    group = mail(
        List_Id="Claims <claims.tamabashi.example>", List_Unsubscribe="<mailto:x@y>", Precedence="list"
    )
    assert came(cast, group, mailbox=open_box(cast)).outcome == "case"
    news = mail(
        message_id="<2@x>", List_Id="<news.example>", List_Unsubscribe="<mailto:x@y>", Precedence="list"
    )
    assert came(cast, news, mailbox=Arrival.objects.first().mailbox).outcome == "ignored"


def test_a_letter_that_came_back_is_told_to_its_owner(cast: Cast):
    case = cast.accountable()
    letter = letter_of(cast, case)
    Letter.objects.filter(pk=letter.pk).update(state="sent", next_at=None)
    arrival = came(cast, returned(letter))
    assert (arrival.outcome, arrival.case, Case.objects.count()) == ("bounce", case, 1)
    letter.refresh_from_db()
    assert letter.state == "bounced"
    assert case.history().first().kind == "letter_bounced"
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is not None


def test_an_address_that_writes_to_us_works_again(cast: Cast):
    cast.customer.address_failed(by=HOUSE, address=cast.customer.email)
    came(cast, mail())
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is None


def returned(letter: Letter) -> bytes:
    report = f"""--b
Content-Type: text/plain

This is the mail system. I could not deliver your letter.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.tamabashi.example

Final-Recipient: rfc822; {letter.address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
--b
Content-Type: message/rfc822

Message-ID: {letter.message_id}
Subject: About the box

Mori
--b--
"""
    return mail(
        report,
        sender="MAILER-DAEMON@mx.tamabashi.example",
        subject="Undelivered Mail Returned to Sender",
        message_id="<back@mx>",
        Content_Type="multipart/report; report-type=delivery-status; boundary=b",
        Return_Path="<>",
    )
