"""Bad input: whatever comes, it is read in the time its length takes, nothing is lost, and what is wrong is named."""

import io
import time
import zipfile

import pytest

from tanto.mail import bounces, mime
from tanto.mail.reading import Mail, read
from tanto.mail.sorting import sort
from tests.mail.hostile import HEAD, MAILS, attached


def seconds_of(raw: bytes) -> tuple[Mail, float]:
    start = time.process_time()
    mail = read(raw)
    assert sort(mail)
    bounces.failures(mail)
    bounces.original_ids(mail)
    assert mail.said is not None
    assert mail.html is not None
    return mail, time.process_time() - start


@pytest.mark.parametrize("name", MAILS)
def test_two_megabytes_made_to_harm_are_read_in_seconds(name):
    _mail, seconds = seconds_of(MAILS[name](2_000_000))
    assert (
        seconds < 12
    )  # most take a tenth of a second; what grows with the square of its length would take an hour


def test_ten_thousand_receivers_are_all_known():
    raw = (
        b"From: a@b.example\nTo: "
        + b",\n ".join(b"Person %d <p%d@b.example>" % (n, n) for n in range(10_000))
        + b"\n\nx"
    )
    mail, _seconds = seconds_of(raw)
    assert (len(mail.to), mail.to[-1], mail.faults) == (10_000, "p9999@b.example", ())


def test_five_thousand_links_are_all_there():
    raw = (
        HEAD
        + b"Content-Type: text/html\n\n"
        + b"".join(b"<p><a href='https://x.example/%d'>x</a></p>" % n for n in range(5_000))
    )
    assert seconds_of(raw)[0].html.count("<a ") == 5_000


def test_a_header_of_two_megabytes_is_cut_and_named():
    mail, _seconds = seconds_of(b"Subject: " + b"x" * 2_000_000 + b"\nFrom: a@b.example\n\nwords")
    assert (len(mail.subject), mail.from_email, mail.text) == (mime.LONG - 1, "a@b.example", "words")
    assert mail.faults == ("a header is too long",)


def test_a_text_that_nobody_can_read_to_its_end_hangs_on_the_mail_whole():
    raw = HEAD + b"\n" + b"The box is wet.\n" * 400_000
    mail, _seconds = seconds_of(raw)
    assert len(mail.text) < 4_000_001
    assert mail.attachments[0].content == raw.removeprefix(HEAD + b"\n")
    assert mail.faults == ("a text is so long that the whole of it hangs on the mail as a file",)


def test_a_zip_bomb_is_kept_and_never_opened():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a", b"\0" * 50_000_000)
    mail, _seconds = seconds_of(attached(packed.getvalue()))
    assert mail.attachments[0].content == packed.getvalue()


def test_a_boundary_that_never_ends_loses_nothing():
    mail, _seconds = seconds_of(
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nword\n" * 10_000
    )
    assert mail.faults == ("a boundary never ends", "there are more parts than can be read")
    assert mail.attachments[-1].content.count(b"word") > 7_900


def test_four_hundred_parts_within_each_other_lose_nothing():
    raw = (
        HEAD
        + b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(400))
        + b"\nwords at the bottom"
    )
    mail, _seconds = seconds_of(raw)
    assert "parts lie too deep within each other" in mail.faults
    assert b"words at the bottom" in mail.attachments[-1].content


def test_four_hundred_messages_within_each_other_lose_nothing():
    mail, _seconds = seconds_of(HEAD + b"Content-Type: message/rfc822\n\n" * 400 + b"words at the bottom")
    assert b"words at the bottom" in mail.attachments[-1].content


def test_no_sender_and_a_date_before_mail_was_made_are_read():
    mail, _seconds = seconds_of(b"Date: Thu, 01 Jan 1970 00:00:00 +0000\nSubject: x\n\nwords")
    assert (mail.from_email, mail.from_name, mail.sent_at.year, sort(mail)) == ("", "", 1970, "case")
