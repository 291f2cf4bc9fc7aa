"""Complaints out of files: what can be read becomes a draft, what cannot is named and holds nothing back."""

from pathlib import Path

import pytest

from tanto.journal.verify import verify
from tanto.mail.intake import take_in
from tanto.mail.readers import read_csv, read_mail
from tanto.recovery.models import Case
from tests.cast import Cast

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
    case = Case.objects.get(number=taken.number)
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


def test_a_mail_in_a_lying_charset_is_kept():
    raw = b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + "箱が濡れています".encode("cp932")
    assert "箱が濡れています" in read_mail(raw, "lying.eml").words


def test_an_empty_mail_is_named(cast: Cast, tmp_path):
    (taken,) = take_in(written(tmp_path, "empty.eml", b""), cast.colleague)
    assert taken.trouble == "empty.eml: no text was found in this mail"


def test_a_file_that_is_not_there_is_named(cast: Cast, tmp_path):
    (taken,) = take_in(tmp_path / "none.eml", cast.colleague)
    assert "none.eml" in taken.trouble


@pytest.mark.parametrize("charset", ["utf-8-sig", "cp932"])
def test_a_table_is_read_by_its_header(charset):
    raw = '日付,お客様,内容\n2026-11-12,渚,"箱が、\n濡れている"\n,,\n'.encode(charset)
    (found,) = read_csv(raw, "t.csv")
    assert found.words == "箱が、\n濡れている"


def test_without_a_telling_header_the_longest_column_wins():
    (found,) = read_csv(b"a;b\n1;The box is wet and nobody called me back\n", "t.csv")
    assert found.words.startswith("The box")


def test_a_table_without_rows_is_refused():
    with pytest.raises(ValueError, match="no rows"):
        list(read_csv(b"words\n", "t.csv"))


@pytest.mark.real_data
@pytest.mark.skipif(
    not DATA.exists(), reason="the folder with real mails and complaints is not beside this checkout"
)
def test_real_mails_and_complaints_all_become_drafts_or_are_named(cast: Cast):
    mails = sorted((DATA / "zammad-mail" / "mail").glob("*.box"))
    taken = [one for path in mails for one in take_in(path, cast.colleague)]
    taken += take_in(DATA / "cfpb-narratives" / "complaints.csv", cast.colleague, limit=100)
    assert len(taken) == len(mails) + 100
    troubles = [one for one in taken if one.trouble]
    assert len(troubles) <= 2, troubles
    assert Case.objects.count() == len({one.number for one in taken if one.number})
    assert verify().broken == ""
