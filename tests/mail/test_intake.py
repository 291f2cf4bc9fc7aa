"""Complaints out of files: what can be read becomes a draft, what cannot is named and holds nothing back."""

import datetime as dt
from base64 import b64encode
from pathlib import Path

import pytest

from tanto import clocks
from tanto.journal.verify import verify
from tanto.mail.intake import take_in
from tanto.mail.reading import read_mail
from tanto.mail.sources import items
from tanto.mail.tables import columns_of, read_table
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.recovery.models import Case
from tests.cast import Cast, at

DATA = Path(__file__).parents[3] / "shared" / "data"
MAIL = b"""From: "Kiuchi" <KIUCHI@shirakabazawa.example>
To: sales@tamabashi.example
Subject: =?utf-8?b?5pWw6YeP44GM5ZCI44KP44Gq44GE?=
Date: Thu, 12 Nov 2026 16:20:00 +0900
Message-ID: <one@shirakabazawa.example>
Content-Type: text/html; charset=utf-8

<html><head><style>p{}</style></head><body><p>54 or <b>60</b>?</p><script>alert(1)</script><p>Which?</p></body></html>
"""


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_mail_becomes_a_case_of_its_sender(cast: Cast, tmp_path):
    (taken,) = take_in(written(tmp_path, "one.eml", MAIL), cast.colleague)
    case = Case.objects.get(number=taken.case)
    assert (case.owner, case.contact, case.channel) == (cast.colleague, cast.customer, "mail")
    assert str(case.verbatims.get().words) == "数量が合わない\n\n54 or 60?\nWhich?"


def test_the_same_mail_twice_is_one_case(cast: Cast, tmp_path):
    path = written(tmp_path, "one.eml", MAIL)
    list(take_in(path, cast.colleague))
    (again,) = take_in(path, cast.colleague)
    assert (again.is_new, Case.objects.count()) == (False, 1)


def test_a_mail_of_nobody_we_know_is_a_draft(cast: Cast, tmp_path):
    list(take_in(written(tmp_path, "one.eml", MAIL.replace(b"KIUCHI", b"somebody")), cast.colleague))
    case = Case.objects.get()
    assert (case.step, case.client) == ("draft", None)


PARTS = b"""From: kiuchi@shirakabazawa.example
Subject: Two boxes
Message-ID: <parts@shirakabazawa.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

See the photograph.
--b
Content-Type: image/png; name="../../box.png"
Content-Disposition: attachment
Content-Transfer-Encoding: base64

iVBORw0KGgoAAAA=
--b
Content-Type: message/rfc822

Subject: inside

an older mail
--b--
"""


def test_what_hangs_on_a_mail_is_kept_with_the_case(cast: Cast, tmp_path):
    (taken,) = take_in(written(tmp_path, "parts.eml", PARTS), cast.colleague)
    case = Case.objects.get(number=taken.case)
    assert [a["name"] for a in taken.attachments] == [".._.._box.png", "message.eml"]
    assert {a.name: a.file.size for a in case.attachments.select_related("file")} == {
        a["name"]: a["size"] for a in taken.attachments
    }


def test_a_file_too_large_is_named_and_the_words_are_kept(cast: Cast, tmp_path, monkeypatch):
    monkeypatch.setattr("tanto.files.models.LARGEST", 4)
    (taken,) = take_in(written(tmp_path, "parts.eml", PARTS), cast.colleague)
    assert "box.png: The file is larger" in taken.error
    assert Case.objects.get(number=taken.case).verbatims.exists()


def test_a_mail_of_thirty_megabytes_keeps_its_words_and_names_what_is_too_large(cast: Cast, tmp_path):
    hung = b64encode(b"\x00" * 30_000_000)
    lines = b"\n".join(hung[start : start + 76] for start in range(0, len(hung), 76))
    mail = (
        b"From: kiuchi@shirakabazawa.example\nSubject: Large\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nThe drawing hangs below.\n--x\nContent-Type: application/pdf\n"
        b"Content-Disposition: attachment; filename=drawing.pdf\nContent-Transfer-Encoding: base64\n\n"
        + lines
        + b"\n--x--\n"
    )
    (taken,) = take_in(written(tmp_path, "large.eml", mail), cast.colleague)
    assert "drawing.pdf: The file is larger" in taken.error
    assert "The drawing hangs below." in str(Case.objects.get(number=taken.case).verbatims.get().words)


def head(**headers: str) -> bytes:
    known = {"From": "kiuchi@shirakabazawa.example", "Subject": "About the box"} | headers
    return (
        "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in known.items()).encode() + b"\nwords"
    )


def test_only_a_complaint_opens_a_case(cast: Cast, tmp_path):
    (taken,) = take_in(written(tmp_path, "away.eml", head(Auto_Submitted="auto-replied")), cast.colleague)
    assert (taken.outcome, taken.case, Case.objects.count()) == ("auto_reply", "", 0)


def test_an_answer_to_our_letter_joins_its_case(cast: Cast, tmp_path):
    case = cast.at_question()
    case.write(by=cast.owner.actor, body="Mori, {next_time}", next_at=clocks.now() + dt.timedelta(hours=2))
    drain(clocks.now())
    letter = Letter.objects.get(contact=cast.customer)
    raw = head(From="kiuchi@shirakabazawa.example", Message_ID="<answer@x>", In_Reply_To=letter.message_id)
    for _ in range(2):
        (taken,) = take_in(written(tmp_path, "answer.eml", raw), cast.colleague)
        assert (taken.outcome, taken.case) == ("reply", case.number)
    assert Case.objects.count() == 1
    said = case.verbatims.order_by("pk").last()
    assert "words" in str(said.words)
    assert case.verbatims.count() == 2
    assert case.history().first().actor_kind == "contact"
    stranger = head(From="somebody@else.example", Message_ID="<other@x>", In_Reply_To=letter.message_id)
    (other,) = take_in(written(tmp_path, "other.eml", stranger), cast.colleague)
    assert (other.outcome, other.case) == ("reply", case.number)
    assert case.verbatims.order_by("pk").last().is_unconfirmed


def test_a_mailbox_and_a_maildir_hold_many(tmp_path):
    box = (
        b"From a@x Mon Jan  1 00:00:00 2026\n"
        + head(Message_ID="<1@x>")
        + b"\n>From here on\n\nFrom b@x Mon Jan  1 00:00:00 2026\n"
        + head(Message_ID="<2@x>")
    )
    found = list(items(written(tmp_path, "box.mbox", box)))
    assert [item.source for item in found] == ["box.mbox#1", "box.mbox#2"]
    assert "\nFrom here on" in read_mail(found[0].raw).text
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "dir" / folder).mkdir(parents=True)
        written(tmp_path / "dir" / folder, "one", head())
    assert [item.source for item in items(tmp_path / "dir")] == ["dir/cur/one", "dir/new/one"]


def test_an_empty_mail_is_named(cast: Cast, tmp_path):
    (taken,) = take_in(written(tmp_path, "empty.eml", b""), cast.colleague)
    assert (taken.outcome, taken.error) == ("rejected", "empty.eml: no text was found in this mail")


def test_a_file_that_is_not_there_is_named(cast: Cast, tmp_path):
    (taken,) = take_in(tmp_path / "none.eml", cast.colleague)
    assert "none.eml" in taken.error


@pytest.mark.parametrize("charset", ["utf-8-sig", "cp932"])
def test_a_table_is_read_by_its_header(charset):
    raw = '日付,お客様,内容\n2026-11-12,渚,"箱が、\n濡れている"\n,,\n'.encode(charset)
    (found,) = read_table(raw)
    assert found.words == "箱が、\n濡れている"


def test_without_a_telling_header_the_longest_column_wins():
    (found,) = read_table(b"a;b\n1;The box is wet and nobody called me back\n")
    assert found.words.startswith("The box")


def test_a_table_without_rows_is_refused():
    with pytest.raises(ValueError, match="no rows"):
        list(read_table(b"words\n"))


def test_columns_are_named_by_who_takes_them_in(cast: Cast, tmp_path):
    table = "Issue,What,Who,When\nWet,The box is wet,F03,2026-11-12 09:00\n,,F03,\nDry,x,F03,,too,many\n"
    named = {"words": "what", "subject": "Issue", "client": "Who", "known_at": "When"}
    with clocks.travelling(at("2026-11-12 12:00")):
        taken = list(take_in(written(tmp_path, "t.csv", table.encode()), cast.colleague, named=named))
    assert [one.outcome for one in taken] == ["case", "rejected", "rejected"]
    case = Case.objects.get(number=taken[0].case)
    assert (case.client, case.known_at) == (cast.client, at("2026-11-12 09:00"))
    assert str(case.verbatims.get().words) == "Wet\n\nThe box is wet"
    assert "t.csv:3: the column of the words is empty" in taken[1].error
    assert "more cells than the heading" in taken[2].error


@pytest.mark.parametrize(
    ("named", "said"),
    [({"words": "Nowhere"}, "there is no column “Nowhere”"), ({"color": "a"}, "“color” is no field")],
)
def test_a_column_that_is_not_there_is_named(tmp_path, named, said):
    (taken,) = take_in(written(tmp_path, "t.csv", b"a,b\n1,2\n"), None, named=named)
    assert said in taken.error


def test_columns_are_named_on_the_command_line():
    assert columns_of('words="What, exactly",subject=Issue') == {"words": "What, exactly", "subject": "Issue"}
    assert columns_of("") == {}
    with pytest.raises(ValueError, match="Write --map as"):
        columns_of("words")


def test_a_dry_run_writes_nothing_and_needs_nobody(db, tmp_path):
    (taken,) = take_in(written(tmp_path, "one.eml", MAIL), None)
    assert (taken.outcome, taken.case, taken.from_name, Case.objects.count()) == ("case", "", "Kiuchi", 0)
    assert set(taken.as_json()) == {
        "source",
        "outcome",
        "case",
        "subject",
        "from_email",
        "from_name",
        "text",
        "full_text",
        "to",
        "kinds",
        "faults",
        "attachments",
        "error",
    }


def test_a_very_long_mail_says_that_it_goes_on(cast: Cast, tmp_path):
    (taken,) = take_in(written(tmp_path, "long.eml", head() + b" word" * 10_000), cast.colleague)
    words = str(Case.objects.get(number=taken.case).verbatims.get().words)
    assert len(words) <= 20_000
    assert "[… " in words[-20:]


@pytest.mark.real_data
@pytest.mark.skipif(
    not DATA.exists(), reason="the folder with real mails and complaints is not beside this checkout"
)
def test_every_real_mail_and_complaint_becomes_a_draft_or_a_named_outcome(cast: Cast):
    endings = {
        "zammad-mail/mail": "*.box",
        "ruby-mail-fixtures": "*.eml",
        "stalwart-eml": "*.eml",
        "cpython-mails": "*.txt",
    }
    mails = [path for folder, ending in endings.items() for path in sorted((DATA / folder).rglob(ending))]
    taken = [one for path in mails for one in take_in(path, cast.colleague)]
    taken += take_in(
        DATA / "cfpb-narratives" / "complaints.csv",
        cast.colleague,
        named={"words": "Consumer complaint narrative"},
    )
    assert len(taken) == len(mails) + 1043
    assert len([one for one in taken if one.outcome == "rejected"]) <= 3, [
        one for one in taken if one.outcome == "rejected"
    ]
    assert Case.objects.count() == len({one.case for one in taken if one.case})
    assert all(one.case for one in taken if one.outcome == "case")
    assert verify().broken == ""


@pytest.mark.parametrize(
    "bad",
    [
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x0\n\n"
        + b"".join(
            b"--x%d\nContent-Type: multipart/mixed; boundary=x%d\n\n" % (n, n + 1) for n in range(400)
        ),
        b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\n" * 400 + b"words",
        b"From: " + b"(" * 5000 + b"\n\nwords",
    ],
)
def test_a_mail_made_to_break_the_reader_does_not_hold_back_the_next(cast: Cast, tmp_path, bad):
    (folder := tmp_path / "mails").mkdir()
    (folder / "a.eml").write_bytes(bad)
    (folder / "b.eml").write_bytes(head() + b" of a real complaint")
    taken = list(take_in(folder, cast.colleague))
    assert taken[-1].outcome == "case"
    assert "of a real complaint" in taken[-1].text
