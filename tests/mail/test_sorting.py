"""What a mail is, told from the mail alone."""

import pytest

from tanto.mail.reading import read_mail
from tanto.mail.sorting import sort


def head(**headers: str) -> bytes:
    known = {"From": "kiuchi@shirakabazawa.example", "Subject": "About the box"} | headers
    return (
        "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in known.items()).encode() + b"\nwords"
    )


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ({}, "case"),
        ({"Auto_Submitted": "no"}, "case"),
        ({"Auto_Submitted": "auto-replied"}, "auto_reply"),
        ({"Subject": "Out of Office: About the box"}, "auto_reply"),
        ({"Subject": "自動返信：ただいま不在です"}, "auto_reply"),
        ({"Subject": "Our office is out of paper"}, "case"),
        ({"From": "MAILER-DAEMON@mx.example", "Subject": "Undelivered Mail Returned to Sender"}, "bounce"),
        ({"Content_Type": "multipart/report; report-type=delivery-status; boundary=x"}, "bounce"),
        ({"From": "postmaster@firm.example", "Subject": "Your delivery was wet"}, "case"),
        ({"List_Id": "<news.example>", "Precedence": "bulk"}, "ignored"),
        ({"Precedence": "bulk"}, "case"),
    ],
)
def test_a_mail_is_sorted_by_what_its_headers_say(headers, outcome):
    assert sort(read_mail(head(**headers))) == outcome


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"\x00\xff\xfe",
        b"From ",
        b"Content-Type: multipart/mixed\n\n--x",
        b"Subject: =?utf-8?b?\xff?=\n\n",
    ],
)
def test_no_mail_is_too_broken_to_be_read(raw):
    assert sort(read_mail(raw)) in ("case", "rejected")
