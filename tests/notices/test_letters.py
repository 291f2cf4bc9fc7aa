"""What a letter to a customer looks like on the line: two forms of one text, whose it is, which thread it belongs to."""

import datetime as dt
import email
import re
from email.header import decode_header, make_header
from email.policy import default

import pytest

from tanto import clocks
from tanto.journal.models import Seal
from tanto.notices import writing
from tanto.notices.drain import drain
from tanto.notices.envelope import named, new_message
from tanto.notices.models import Letter
from tanto.notices.post import post_seal, send_due
from tanto.notices.reply_token import token_of
from tanto.notices.writing import written
from tanto.recovery.models import Case
from tests.cast import Cast

BODY = "Dear Ms. Kiuchi,\n\n6 < 10 & the note is on its way by {next_time}.\nYour page: {link}\n\nMori"


def letter_of(cast: Cast, case: Case, *, body: str = BODY, subject: str = "Where we stand") -> Letter:
    case.write(by=cast.owner.actor, subject=subject, body=body, next_at=clocks.now() + dt.timedelta(hours=2))
    drain(clocks.now())
    letter: Letter = Letter.objects.filter(contact=cast.customer).latest("pk")
    return letter


def on_the_line(letter: Letter) -> email.message.EmailMessage:
    return email.message_from_bytes(written(letter).as_bytes(), policy=default)


def read(value: str) -> str:
    """A header as a mail program reads it."""
    return str(make_header(decode_header(value.replace("\r\n ", " "))))


def test_one_text_goes_plain_and_as_html(cast: Cast):
    mail = on_the_line(letter_of(cast, cast.accountable()))
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = (part.get_content() for part in mail.iter_parts())
    assert "6 < 10 & the note" in plain
    assert "6 &lt; 10 &amp; the note" in html
    (link,) = re.findall(r"http://localhost:8000/c/\S+/", plain)
    assert f'href="{link}"' in html
    assert not re.search(r"<(img|script|link|iframe)|url\(|@import", html)


@pytest.mark.parametrize(
    ("language", "sender"), [("en", "Mori Aya (Tamabashi Kiko)"), ("ja", "森 彩（多摩橋機工）")]
)
def test_a_person_writes_from_the_address_of_the_firm(cast: Cast, settings, monkeypatch, language, sender):
    settings.MAIL_FROM = "support@tamabashi.example"
    monkeypatch.setattr(writing, "gettext", {"%(person)s (%(firm)s)": "%(person)s（%(firm)s）"}.get if language == "ja" else str)  # fmt: skip
    type(cast.customer).objects.update(language=language)
    raw = email.message_from_bytes(written(letter_of(cast, cast.accountable())).as_bytes())
    assert read(raw["From"]).replace('"', "") == f"{sender} <support@tamabashi.example>"


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("", "mori@tamabashi.example"),
        ("support@tamabashi.example", "support@tamabashi.example"),
        ("support+{token}@tamabashi.example", "support+{}@tamabashi.example"),
    ],
)
def test_answers_go_to_the_owner_or_to_our_mailbox(cast: Cast, settings, setting, address):
    settings.REPLY_TO = setting
    case = cast.accountable()
    mail = on_the_line(letter_of(cast, case))
    assert mail["Reply-To"] == address.format(token_of(case.pk))
    assert mail["Subject"] == f"Where we stand [{token_of(case.pk)}]"


def test_a_persons_letter_does_not_say_that_a_machine_wrote_it(cast: Cast):
    mail = on_the_line(letter_of(cast, cast.accountable()))
    assert mail["X-Tanto"] == "letter"
    for name in ("Auto-Submitted", "Precedence", "List-Unsubscribe", "List-Id", "X-Auto-Response-Suppress"):
        assert mail[name] is None


def test_what_the_machine_writes_says_so(cast: Cast, settings):
    cast.receive()
    drain(clocks.now())
    send_due(clocks.now())
    settings.SEAL_TO = "seals@elsewhere.example"
    post_seal(Seal.set(clocks.today(), until=clocks.now()), clocks.now())
    mails = [email.message_from_bytes(file.read_bytes()) for file in settings.MAIL_FOLDER.glob("*.eml")]
    assert len(mails) == 2
    assert {mail["Auto-Submitted"] for mail in mails} == {"auto-generated"}


def test_letters_of_a_case_and_what_she_wrote_are_one_thread(cast: Cast, monkeypatch):
    case = cast.accountable()
    first = letter_of(cast, case)
    assert on_the_line(first)["In-Reply-To"] is None
    first.state = Letter.SENDING
    first.save()
    first.mark_sent(at=clocks.now())
    hers = f"<{'A' * 70}@apcprd01.prod.exchangelabs.example>"
    monkeypatch.setattr(writing, "THREADS", [lambda case_id: [hers] if case_id == case.pk else []])
    second = letter_of(cast, case)
    raw = email.message_from_bytes(written(second).as_bytes())
    assert raw["In-Reply-To"] == hers  # longer than a line, and still no encoded word
    assert raw["References"].split() == [first.message_id, hers]


def test_a_letter_of_another_case_is_not_in_the_thread(cast: Cast):
    other = letter_of(cast, cast.accountable())
    Letter.objects.filter(pk=other.pk).update(state=Letter.SENT)
    assert on_the_line(letter_of(cast, cast.accountable()))["References"] is None


@pytest.mark.parametrize(
    "subject",
    [
        "納品書の訂正につきまして、本日の状況と次回のご連絡時刻をお知らせ申し上げます" * 3,
        "ご報告 about the ①㈱髙 note and 6 boxes, in two tongues 混在 with spaces between them",
        "plain " * 30,
        "🙂" * 60,
    ],
)
def test_a_long_subject_is_folded_so_that_every_program_reads_it(cast: Cast, subject):
    letter = letter_of(cast, cast.accountable(), subject=subject[:190])
    raw = written(letter).as_bytes()
    header = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    words = re.findall(r"=\?\S+\?=", header)
    assert all(len(word) <= 75 for word in words)
    for word in words:
        assert str(make_header(decode_header(word)))  # no sign is cut in two
    said = read(email.message_from_bytes(raw)["Subject"])
    assert said.startswith(" ".join(subject[:190].split()))


def test_a_text_arrives_as_it_was_typed_on_lines_that_every_server_takes(cast: Cast):
    body = f"森でございます。①㈱髙 {{next_time}}\n{'長い' * 900}\n> quoted\nFrom here on\n."
    raw = written(letter_of(cast, cast.accountable(), body=body)).as_bytes()
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert raw.isascii()
    text = email.message_from_bytes(raw, policy=default).get_body(("plain",)).get_content()
    assert body.partition("}")[2] in text.replace("\r\n", "\n")


def test_a_name_with_quotes_and_a_line_break_is_one_name():
    message = new_message()
    message["From"] = named('Mori "Aya"\r\nBcc: all@x.example', "a@b.example")
    raw = email.message_from_bytes(message.as_bytes(), policy=default)
    assert raw["Bcc"] is None
    assert raw["From"].addresses[0].addr_spec == "a@b.example"
