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
        ({"Precedence": "bulk", "Auto_Submitted": "auto-generated"}, "case"),
        ({"List_Id": "<news.example>", "List_Unsubscribe": "<mailto:x@y.example>"}, "ignored"),
        ({"List_Id": "<team.example>"}, "case"),
        (
            {"Content_Type": "multipart/report; report-type=disposition-notification; boundary=x"},
            "auto_reply",
        ),
        ({"Content_Type": "multipart/report; report-type=feedback-report; boundary=x"}, "abuse"),
        ({"X_Spam_Flag": "YES"}, "abuse"),
        ({"X_Spam_Flag": "NO", "X_Spam_Status": "No"}, "case"),
        ({"X_Tanto": "letter"}, "own"),
        ({"Subject": "Undeliverable: About the box"}, "case"),
        ({"Subject": "Undeliverable parcel", "From": "postmaster@firm.example"}, "case"),
        ({"Subject": "Fwd: Mail delivery failed"}, "case"),
        ({"Subject": "Re: Automatic reply: the box"}, "case"),
        ({"Subject": "Mail delivery failed", "Return_Path": "<kiuchi@shirakabazawa.example>"}, "case"),
        ({"X_Failed_Recipients": "a@b.example"}, "bounce"),
        ({"Return_Path": "<>"}, "case"),
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


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: the box", "Out of office", "Auto-Reply: x", "Vacation response", "Away from my mail", "Abwesenheitsnotiz",
        "Automatische Antwort: Ihre Lieferung", "Réponse automatique : la boîte", "Absence du bureau", "Respuesta automática: caja",
        "Fuera de la oficina", "Risposta automatica: scatola", "Fuori ufficio", "Automatisch antwoord: doos", "Resposta automática",
        "Autosvar", "Automatiskt svar: x", "Automaattinen vastaus: x", "Automatyczna odpowiedź: x", "Automatická odpověď: x",
        "Otomatik yanıt: x", "Автоматический ответ: x", "自動返信：x", "自動応答メール", "不在のお知らせ", "自动答复: x", "자동 회신: x", "【自動返信】お問い合わせを受け付けました", "[Auto-Reply] Re: the box",
    ],
)  # fmt: skip
def test_an_absence_note_is_known_in_many_languages(subject):
    assert sort(read_mail(head(Subject=subject))) == "auto_reply"


@pytest.mark.parametrize(
    "subject",
    [
        "Out of office hours nobody answers my call", "自動返信が届きません", "不在通知が入っていなかった", "不在連絡票の件", "Automatic doors that reply to nobody",
        "Abwesend war bei Ihnen wieder jeder", "Away from home and no parcel", "Vacation ruined", "Your auto-reply is rude", "【自動返信】が届きません",
    ],
)  # fmt: skip
def test_a_complaint_that_begins_like_one_is_a_case(subject):
    assert sort(read_mail(head(Subject=subject))) == "case"


FORWARDED = """From: Kiuchi <kiuchi@shirakabazawa.example>
Return-Path: <kiuchi@shirakabazawa.example>
Subject: Fwd: Undelivered Mail Returned to Sender
Content-Type: multipart/mixed; boundary=b

--b

You do not even get my mails!
--b
Content-Type: message/rfc822

From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=c

--c

550 5.1.1 unknown
--c--
--b--
"""


def test_a_customer_who_forwards_a_bounce_complains():
    assert sort(read_mail(FORWARDED.encode())) == "case"


@pytest.mark.parametrize("sender", ["postmaster@firm.example", "no-reply@shop.example"])
def test_a_person_behind_a_machines_address_who_tells_of_a_parcel_complains(sender):
    raw = (
        head(From=sender, Subject="Parcel")
        + b". The parcel could not be delivered, 550 pieces are missing and 4.5 kg too."
    )
    assert sort(read_mail(raw)) == "case"
