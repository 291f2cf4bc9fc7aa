"""Who did not get a letter, and which letter it was."""

import pytest

from tanto.mail.bounces import failures, is_delay, original_ids
from tanto.mail.reading import read
from tanto.mail.sorting import sort

REPORT = """Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: desk@tamabashi.example
Subject: {subject}
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

This is the mail system at host mx.example.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Kiuchi@shirakabazawa.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}
--b
Content-Type: {letter}

Message-ID: <letter@tamabashi.example>
Subject: The box
--b--
"""


def report(
    subject="Undelivered",
    action="failed",
    status="5.1.1",
    said="550 5.1.1 no such user",
    letter="message/rfc822",
):
    return read(
        REPORT.format(subject=subject, action=action, status=status, said=said, letter=letter).encode()
    )


@pytest.mark.parametrize("letter", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_says_who_did_not_get_which_letter(letter):
    mail = report(letter=letter)
    (failure,) = failures(mail)
    assert (failure.address, failure.status, failure.is_hard) == (
        "kiuchi@shirakabazawa.example",
        "5.1.1",
        True,
    )
    assert failure.said == "550 5.1.1 no such user"
    assert original_ids(mail) == ("<letter@tamabashi.example>",)


def test_a_server_that_gives_up_after_trying_is_a_failure_that_may_pass():
    (failure,) = failures(report(status="4.4.1", said="connection timed out"))
    assert (failure.status, failure.is_hard) == ("4.4.1", False)


def test_the_reason_behind_a_general_status_is_the_status():
    assert failures(report(status="5.0.0", said="552 5.2.2 mailbox full"))[0].status == "5.2.2"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_has_not_failed_is_no_failure(action):
    mail = report(subject="Delayed", action=action)
    assert failures(mail) == ()
    assert is_delay(mail) == (action == "delayed")


def text_bounce(text: str, **headers: str) -> bytes:
    known = {
        "From": "MAILER-DAEMON@mx.example",
        "To": "desk@tamabashi.example",
        "Subject": "failure notice",
    } | headers
    return (
        "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in known.items()) + "\n" + text
    ).encode()


ORIGINAL = "\n\nReceived: from x\nMessage-ID: <letter@tamabashi.example>\nTo: k@x.example\n\nHello"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I wasn't able to deliver your message to the following addresses.\n\n<k@x.example>:\n192.0.2.1 said: 550 unknown (#5.1.1)\n\n--- Below this line is a copy of the message.", "5.1.1"),
        ("The following address(es) failed:\n\n  k@x.example\n    host mx: 552 5.2.2 <k@x.example> full\n\n------ This is a copy of the message, including all the headers. ------", "5.2.2"),
        ("   ----- The following addresses had permanent fatal errors -----\n<k@x.example>\n   ----- Transcript of session follows -----\n550 5.1.1 <k@x.example>... User unknown", "5.1.1"),
        ("Could not be delivered to: <k@x.example>\nAs their mailbox is full.", ""),
        ("以下のメールアドレスへの送信に失敗しました。\nk@x.example\n\n-------server message\n550 unknown user <k@x.example>\n\n-------original message", "5.0.0"),
        ("Your letter was rejected.", ""),
    ],
)  # fmt: skip
def test_a_server_that_writes_in_plain_words_is_understood(text, status):
    mail = read(text_bounce(text + ORIGINAL))
    assert sort(mail) == "bounce"
    assert [(each.address, each.status) for each in failures(mail)] == [("k@x.example", status)]
    assert original_ids(mail) == ("<letter@tamabashi.example>",)


def test_every_address_that_failed_is_told_once():
    text = "failed:\n\n  k@x.example\n  other@x.example\n  k@x.example\n"
    assert [
        each.address
        for each in failures(read(text_bounce(text, X_Failed_Recipients="k@x.example, other@x.example")))
    ] == ["k@x.example", "other@x.example"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Warning: could not send message for past 4 hours",
            "We will continue to try for 5 days. You do not need to resend.",
        ),
        ("Delivery Status Notification (Delay)", "Gmail will retry for 46 more hours."),
        ("配信遅延のお知らせ", "引き続き再送を続けます。"),
    ],
)
def test_a_server_that_is_still_trying_has_not_failed(subject, text):
    mail = read(text_bounce(text + "\n\n<k@x.example>: 451 4.7.1 later", Subject=subject))
    assert is_delay(mail)
    assert failures(mail) == ()


def test_a_bounce_of_a_megabyte_is_searched_at_its_beginning():
    mail = read(text_bounce("<k@x.example>:\n550 5.1.1 unknown\n" + "a@b.example " * 100_000))
    assert failures(mail)[0].address == "k@x.example"
