"""A paper that was kept for the customer goes with a letter: as a file of the mail, and onto the customer's page; nothing else does."""

import datetime as dt
import email
from email.policy import default

import pytest

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.files.models import File
from tanto.journal.actor import system
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.notices.post import send_due
from tanto.notices.writing import written
from tanto.recovery.models import Case, Document, LetterDraft
from tanto.recovery.outgoing import write_due
from tests.api.conftest import Program
from tests.cast import HOUSE, MONDAY, Cast
from tests.recovery.test_receiving import refusal

PDF = b"%PDF-1.7\nThe report."
NAME = "経緯報告書 SR-2026-0001.pdf"
LATER = MONDAY + dt.timedelta(hours=5)
BODY = "Dear Ms. Kiuchi, the report is with this letter. You hear from me by {next_time}. Mori {link}"


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


def kept(cast: Cast, case: Case, kind: str = "first", content: bytes = PDF, name: str = NAME) -> Document:
    pdf, texts = File.keep([content]), {"timeline": "Monday: 54 boxes left."}
    case.keep_document(by=cast.owner.actor, kind=kind, language="ja", texts=texts, pdf=pdf, name=name, next_at=LATER)  # fmt: skip
    return Document.objects.get(case=case, attachment__file=pdf)


def sent(cast: Cast, case: Case, *papers: Document) -> Letter:
    case.write(by=cast.owner.actor, body=BODY, next_at=LATER, papers=[paper.pk for paper in papers])
    drain(clocks.now())
    return Letter.objects.filter(contact=cast.customer).latest("pk")


def hanging(letter: Letter) -> list[tuple[str | None, bytes]]:
    """As it arrives."""
    mail = email.message_from_bytes(written(letter).as_bytes(), policy=default)
    return [(part.get_filename(), part.get_payload(decode=True)) for part in mail.iter_attachments()]


def test_it_leaves_with_the_letter_and_stands_on_her_page(cast: Cast, client):
    case = cast.accountable()
    paper, private = kept(cast, case), kept(cast, case, "final", b"%PDF-1.7 still ours")
    Document.objects.update(contact=None)  # kept before it was known to whom they go
    letter = sent(cast, case, paper)
    assert hanging(letter) == [(NAME, PDF)]
    assert letter.entry.facts["papers"] == [paper.attachment.file.digest]
    page = case.links.latest("pk").token
    shown = client.get(f"/c/{page}/").content.decode()
    assert NAME in shown
    assert private.attachment.address not in shown
    got = client.get(f"/c/{page}/{paper.attachment.address}")
    assert b"".join(got.streaming_content) == PDF
    assert client.get(f"/c/{page}/{private.attachment.address}").status_code == 404
    assert verify().broken == ""


def test_a_letter_without_one_is_as_it_was(cast: Cast):
    letter = sent(cast, cast.accountable())
    assert hanging(letter) == []
    assert "papers" not in letter.entry.facts


@pytest.mark.parametrize("what", ["of the house", "of another case", "gone", "unknown", "of another firm"])
def test_only_what_was_made_for_her_and_is_there_goes(cast: Cast, what):
    case, other = cast.accountable(), cast.accountable()
    paper = kept(cast, other if what == "of another case" else case, "notice" if what == "of the house" else "first")  # fmt: skip
    if what == "gone":
        case.attachments.update(name="–")
    if what == "of another firm":
        elsewhere = Client.take_on(by=HOUSE, code="F99", name_en="Other", main=cast.deputy, deputy=cast.owner)
        Document.objects.update(contact=Contact.objects.create(client=elsewhere, name_en="Endo"))
    with refusal("no_paper_to_enclose"):
        case.write(by=cast.owner.actor, body=BODY, next_at=LATER, papers=[paper.pk + (100 if what == "unknown" else 0)])  # fmt: skip
    assert not case.history().filter(kind="letter_written").exists()


def test_ten_are_enough(cast: Cast):
    case = cast.accountable()
    papers = [kept(cast, case, content=b"%PDF-1.7 " + bytes([65 + n]), name=f"{n}.pdf") for n in range(11)]
    with refusal("too_many_papers"):
        sent(cast, case, *papers)
    assert len(hanging(sent(cast, case, *papers[:10], papers[0]))) == 10


def test_it_waits_the_twenty_seconds_with_its_letter(cast: Cast, settings, client):
    settings.TAKE_BACK = 20
    case = cast.accountable()
    paper = kept(cast, case)
    client.force_login(cast.owner)
    fields = {"body": BODY, "next_at": "2026-11-09T15:00", "papers": str(paper.pk), "channel": "mail"}
    page = client.post(f"/cases/{case.number}/letters/", fields, follow=True).content.decode()
    assert "One paper goes with it." in page
    paper.refresh_from_db()
    assert paper.sent_at is None
    with clocks.travelling(MONDAY + dt.timedelta(seconds=21)):
        write_due(clocks.now())
        drain(clocks.now())
    assert hanging(Letter.objects.get(contact=cast.customer)) == [(NAME, PDF)]
    paper.refresh_from_db()
    assert paper.sent_at == MONDAY + dt.timedelta(seconds=21)


def test_what_is_ticked_is_kept_with_the_draft_and_comes_ticked_from_the_documents(cast: Cast, client):
    case = cast.accountable()
    paper, other = kept(cast, case), kept(cast, case, "final", b"%PDF-1.7 two")
    client.force_login(cast.owner)
    place = f"/cases/{case.number}/"
    fresh = client.get(f"{place}?paper={other.pk}").content.decode()
    assert f'value="{other.pk}" checked' in fresh
    assert f'value="{paper.pk}" checked' not in fresh
    assert f'href="{place}?paper={other.pk}#to-write"' in client.get(f"{place}documents/").content.decode()
    typed = {"body": "half a sent", "papers": [str(paper.pk), "x", "9" * 30]}
    assert client.post(f"{place}letters/draft/", typed).status_code == 204
    assert LetterDraft.objects.get().papers == [paper.pk]
    assert f'value="{paper.pk}" checked' in client.get(place).content.decode()


def test_the_letter_is_seen_before_with_its_papers(cast: Cast, client):
    case = cast.accountable()
    paper = kept(cast, case)
    client.force_login(cast.owner)
    place, fields = f"/cases/{case.number}/letters/", {"body": BODY, "next_at": "2026-11-09T15:00"}
    seen = client.post(f"{place}preview/", fields | {"papers": str(paper.pk)})
    assert NAME in seen.content.decode()
    assert not case.documents.filter(sent_at__isnull=False).exists()
    refused = client.post(place, fields | {"papers": str(paper.pk + 1), "channel": "mail"})
    assert refused.status_code == 422
    assert "One of the chosen papers cannot go with the letter." in refused.content.decode()


def test_who_has_nothing_to_write_is_offered_nothing(cast: Cast, client):
    case = cast.accountable()
    paper = kept(cast, case)
    client.force_login(cast.boss)
    assert f"paper={paper.pk}" not in client.get(f"/cases/{case.number}/documents/").content.decode()
    assert 'name="papers"' not in client.get(f"/cases/{case.number}/").content.decode()


def test_a_letter_that_came_back_takes_its_papers_along(cast: Cast):
    case = cast.accountable()
    letter = sent(cast, case, kept(cast, case))
    send_due(clocks.now())
    case.letter_bounced(by=system("mail"), letter=letter, address=letter.address, said="550 no such user")
    case.refresh_from_db()
    case.send_letter_again(by=cast.owner.actor, letter=letter, address="kiuchi.new@shirakabazawa.example")
    drain(clocks.now())
    assert hanging(Letter.objects.filter(contact=cast.customer).latest("pk")) == [(NAME, PDF)]


def test_who_is_forgotten_gets_none_and_leaves_none(cast: Cast, client):
    with clocks.travelling(MONDAY - dt.timedelta(days=60)):
        case = cast.closed()
    paper = kept(cast, case)
    Document.objects.update(sent_at=clocks.now(), contact=cast.customer)
    cast.customer.mask(by=HOUSE)
    assert list(case.enclosable) == []
    paper.attachment.refresh_from_db()
    assert not paper.attachment.file.path.exists()


def test_a_program_sends_it_too(cast: Cast):
    case = cast.accountable()
    paper = kept(cast, case)
    body = {"body": BODY, "next_at": "2026-11-09T15:00:00+09:00", "channel": "mail"}
    program = Program(cast.owner, "write")
    refused = program.post(f"/cases/{case.number}/letters", body | {"papers": [paper.pk + 1]})
    assert refused.json()["code"] == "no_paper_to_enclose"
    assert program.post(f"/cases/{case.number}/letters", body | {"papers": [paper.pk]}).status_code < 300
    drain(clocks.now())
    assert hanging(Letter.objects.get(contact=cast.customer)) == [(NAME, PDF)]
