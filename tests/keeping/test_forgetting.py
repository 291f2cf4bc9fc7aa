"""Somebody is forgotten: the words go, everything that happened stays, and a backup does not bring the words back."""

import datetime as dt
import json
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tanto import clocks
from tanto.clients.models import Contact
from tanto.files.models import File
from tanto.home.following import freshen
from tanto.journal.masking import LOG, read_log
from tanto.journal.models import Entry, Words
from tanto.journal.verify import verify
from tanto.keeping import backup, forgetting
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.notices.post import send_due
from tanto.people.models import Firm, Person
from tanto.people.models.forgetting import months_ago
from tanto.recovery.models import Attachment, Case, Link, Reading
from tests.cast import HOUSE, Cast
from tests.keeping.test_backup import elsewhere, house, tanto  # noqa: F401 - fixtures
from tests.recovery.test_receiving import refusal

HERS = "My delivery is short again and nobody called me back yesterday"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"hers" * 300


def an_ended_case(cast: Cast, text: str = HERS) -> Case:
    """She complained, sent a photograph, was written to, and the case was dropped by her."""
    case = cast.receive(text)
    case.attach(by=cast.customer.actor, file=File.keep([PHOTO]), name="Kiuchi box.png")
    case.accept(by=cast.owner.actor)
    case.finish_listening(by=cast.owner.actor, intensity=1)
    case.note(by=cast.owner.actor, text=f"{cast.customer.name('en')} sounded tired")
    case.note(by=cast.owner.actor, text="The lorry left at nine")
    case.write(
        by=cast.owner.actor,
        body=f"Dear {cast.customer.name('en')}, I am Mori and I will call you. {{next_time}}",
        next_at=clocks.now() + dt.timedelta(hours=1),
    )
    told()
    end(case, cast)
    told()
    return case


def end(case: Case, cast: Cast) -> None:
    case.ask_to_drop(by=cast.customer.actor, words="Please drop it, I have no time for this")
    case.agree_to_end(by=cast.boss.actor)


def told() -> None:
    drain(clocks.now())
    send_due(clocks.now())
    freshen(clocks.now())


@pytest.fixture
def forgotten(cast: Cast) -> Case:
    case = an_ended_case(cast)
    cast.customer.mask(by=HOUSE)
    told()
    return case


def texts() -> str:
    return "\n".join(Words.objects.exclude(text=None).values_list("text", flat=True))


def test_her_words_go_and_what_happened_stays(forgotten, cast: Cast):
    assert HERS not in texts()
    assert "sounded tired" not in texts()
    assert "Dear " not in texts()
    assert "The lorry left at nine" in texts()
    kinds = [entry.kind for entry in forgotten.history()]
    assert {"case_received", "words_masked"} <= set(kinds)
    assert verify().broken == ""


def test_her_name_address_and_number_go(forgotten, cast: Cast):
    hers = Contact.objects.get(pk=cast.customer.pk)
    assert (hers.name("en"), hers.email, hers.phone, hers.role) == (f"Contact {hers.pk}", "", "", "")
    assert hers.address("ja") == f"お客様 {hers.pk}"
    assert not Letter.objects.filter(contact=hers).exclude(address="").exists()
    assert not Link.objects.filter(contact=hers, revoked_at=None).exists()


def test_what_she_sent_goes_from_the_disk(forgotten, cast: Cast, client):
    (sent,) = Attachment.objects.filter(contact=cast.customer)
    assert not sent.file.path.exists()
    assert sent.name == "–"
    client.force_login(cast.owner)
    assert client.get(f"/cases/{forgotten.number}/files/{sent.pk}/").status_code == 404


def test_a_photograph_that_somebody_else_sent_too_stays(cast: Cast):
    case = an_ended_case(cast)
    other = cast.receive("Another story about another box", by=cast.colleague, contact=None)
    other.attach(by=cast.colleague.actor, file=File.keep([PHOTO]), name="box.png")
    cast.customer.mask(by=HOUSE)
    assert case.attachments.get().file.path.exists()


def test_letters_in_the_folder_go_too(cast: Cast, settings):
    an_ended_case(cast)
    assert "Dear " in "".join(path.read_text() for path in settings.MAIL_FOLDER.glob("*.eml"))
    cast.customer.mask(by=HOUSE)
    assert "Dear " not in "".join(path.read_text() for path in settings.MAIL_FOLDER.glob("*.eml"))


def test_nobody_finds_them_any_more(cast: Cast, client):
    case = an_ended_case(cast)
    client.force_login(cast.owner)
    assert case.number in client.get("/cases/?which=all&q=short+again").content.decode()
    name = cast.customer.name("en")
    cast.customer.mask(by=HOUSE)
    told()
    for words in ("short+again", "sounded+tired", name):
        page = client.get(f"/cases/?which=all&q={words}").content.decode()
        assert case.number not in page.split("<main")[1].replace(f'value="{words}"', ""), words


def test_the_page_says_masked_where_the_words_stood(forgotten, cast: Cast, client):
    client.force_login(cast.owner)
    page = client.get(f"/cases/{forgotten.number}/?open=words").content.decode()
    assert "(masked)" in page
    assert HERS not in page


def test_while_she_waits_for_us_she_cannot_be_forgotten(cast: Cast):
    case = cast.receive()
    with refusal("still_needed") as refused:
        cast.customer.mask(by=HOUSE)
    assert case.number in str(refused.value)
    assert Words.objects.filter(masked_at__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("who", "may"), [("owner", False), ("boss", False), ("stranger", False), ("executive", True)]
)
def test_who_may(cast: Cast, client, who, may):
    case = an_ended_case(cast)
    client.force_login(getattr(cast, who))
    at = f"/clients/{cast.client.pk}/contacts/{cast.customer.pk}/forgetting/"
    assert client.get(at).status_code == (200 if may else 404)
    assert client.post(at, {"press": "1"}).status_code == (302 if may else 404)
    cast.customer.refresh_from_db()
    assert bool(cast.customer.masked_at) == may
    assert (HERS in texts()) != may
    if not may:
        with refusal("not_to_mask"):
            cast.customer.mask(by=getattr(cast, who).actor)
    assert case.number


def test_the_page_says_how_much_would_go(cast: Cast, client):
    an_ended_case(cast)
    client.force_login(cast.executive)
    page = client.get(f"/clients/{cast.client.pk}/contacts/{cast.customer.pk}/forgetting/")
    assert page.context["count"] == cast.customer.traces > 3
    assert HERS not in page.content.decode()


def test_twice_is_once(forgotten, cast: Cast):
    before = Entry.objects.count()
    cast.customer.mask(by=HOUSE)
    assert Entry.objects.count() == before


def test_another_contact_of_the_firm_keeps_her_words(cast: Cast):
    an_ended_case(cast)
    other = Contact.meet(cast.client, by=HOUSE, name_en="Oda", language="en", email="oda@s.example")
    hers = cast.receive("The lid of my box is broken", contact=other)
    cast.customer.mask(by=HOUSE)
    assert str(hers.verbatims.get().words) == "The lid of my box is broken"


@pytest.fixture
def gone(cast: Cast) -> Person:
    """A colleague whom texts name, and who left."""
    case = cast.receive(by=cast.colleague)
    case.note(by=cast.colleague.actor, text=f"{cast.colleague.family_en} saw the box")
    case.offer_now(cast.owner, by=cast.colleague.actor)
    case.accept(by=cast.owner.actor)
    cast.colleague.leave(by=HOUSE)
    return cast.colleague


def test_a_colleague_who_left_is_forgotten(gone, cast: Cast):
    name, address = gone.family_en, gone.email
    gone.mask(by=HOUSE)
    told()
    left = Person.objects.get(pk=gone.pk)
    assert (left.name("en"), left.name("ja"), left.phone) == (f"Employee {left.pk}", f"元社員 {left.pk}", "")
    assert name not in texts()
    assert left.email.endswith(".invalid")
    assert address not in json.dumps(list(Entry.objects.values_list("facts", "after")))
    assert verify().broken == ""


def test_a_paper_that_prints_who_left_goes_with_them(cast: Cast):
    case, pdf = cast.receive(by=cast.colleague), File.keep([b"%PDF-1.7"])
    case.keep_document(by=cast.colleague.actor, kind="notice", language="ja", texts={"what": "箱"}, pdf=pdf, name="n.pdf")  # fmt: skip
    assert case.documents.get().typed == {"what": "箱"}
    case.offer_now(cast.owner, by=cast.colleague.actor)
    case.accept(by=cast.owner.actor)
    cast.colleague.leave(by=HOUSE)
    cast.colleague.mask(by=HOUSE)
    assert not pdf.path.exists()
    assert case.documents.get().attachment.is_masked
    assert verify().broken == ""


def test_who_works_here_is_not_forgotten(cast: Cast):
    with refusal("still_here"):
        cast.owner.mask(by=HOUSE)


def test_the_firm_s_rule_masks_by_itself(cast: Cast, monkeypatch):
    an_ended_case(cast)
    Firm.kept().keep_names(by=HOUSE, contacts=12, people=0)
    for months, is_masked in ((11, False), (13, True)):
        monkeypatch.setattr(forgetting, "_looked", 0.0)
        with clocks.travelling(clocks.now() + dt.timedelta(days=30.5 * months)):
            forgetting.mask_old(clocks.now())
        cast.customer.refresh_from_db()
        assert bool(cast.customer.masked_at) == is_masked
    assert verify().broken == ""


def test_nothing_is_masked_where_the_firm_keeps_for_good(cast: Cast):
    an_ended_case(cast)
    Firm.kept().keep_names(by=HOUSE, contacts=0, people=0)
    later = clocks.now() + dt.timedelta(days=36500)
    assert not forgetting.contacts_over(later).exists()
    assert not forgetting.people_over(later).exists()


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ("2026-11-26", 36, "2023-11-26"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
    ],
)
def test_months_ago(now, months, then):
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    assert months_ago(moment, months).date().isoformat() == then


def test_she_gets_what_is_kept_of_her_as_a_file(cast: Cast, client):
    case = an_ended_case(cast)
    at = f"/clients/{cast.client.pk}/contacts/{cast.customer.pk}/data/"
    client.force_login(cast.stranger)
    assert client.post(at).status_code == 404
    client.force_login(cast.owner)
    with zipfile.ZipFile(BytesIO(client.post(at, {"press": "1"}).content)) as bundle:
        known = json.loads(bundle.read("data.json"))
        (photo,) = [name for name in bundle.namelist() if name.startswith("files/")]
        assert bundle.read(photo) == PHOTO
    assert known["entry"]["email"] == cast.customer.email
    (hers,) = known["cases"]
    assert (hers["number"], hers["said"][0]["words"]) == (case.number, HERS)
    assert "Dear " in str(hers["letters"])
    assert "sounded tired" not in json.dumps(known)
    assert cast.client.history().first().kind == "contact_told_hers"


def test_an_administrator_takes_no_words_out(cast: Cast, client):
    cast.stranger.is_administrator = True
    cast.stranger.save()
    case = an_ended_case(cast)
    client.force_login(cast.stranger)
    assert client.post(f"/clients/{cast.client.pk}/contacts/{cast.customer.pk}/data/").status_code == 404
    for address in ("", "?open=words", "drawers/words/", "drawers/record/", "drawers/facts/"):
        assert HERS not in client.get(f"/cases/{case.number}/{address}").content.decode()
    for address in ("/", "/cases/?which=all", "/cases/?which=all&q=short+again", "/notices/", "/house/"):
        assert HERS not in client.get(address).content.decode()


def test_who_looks_in_without_a_part_is_written_down_once_a_day(cast: Cast, client):
    case = cast.receive(by=cast.colleague)
    client.force_login(cast.deputy)
    for _ in range(2):
        client.get(f"/cases/{case.number}/")
    assert [(row.person, row.what) for row in Reading.objects.all()] == [(cast.deputy, "words")]
    client.force_login(cast.colleague)
    client.get(f"/cases/{case.number}/")
    assert Reading.objects.count() == 1
    page = client.get(f"/cases/{case.number}/?open=people").content.decode()
    assert "Who looked in, and when" in page


def test_who_reads_what_went_wrong_on_our_side_is_written_down(cast: Cast, client):
    case = cast.at_question()
    client.force_login(cast.owner)
    client.get(f"/cases/{case.number}/?open=facts")
    assert not Reading.objects.exists()
    case.record_mistake(by=cast.owner.actor, what="Two rows were packed into one box", work_step="packing")
    client.get(f"/cases/{case.number}/?open=facts")
    assert Reading.objects.get().what == "mistakes"


@pytest.mark.django_db(transaction=True)
def test_a_backup_does_not_bring_the_words_back(house, elsewhere, tmp_path):  # noqa: F811
    case = Case.objects.get()
    end(case, house)
    told()
    made = backup.make(tmp_path / "b.tanto")
    house.customer.mask(by=HOUSE)
    log = Path(django_settings.DATA_DIR) / LOG
    assert list(read_log(log)) == [("contact", house.customer.pk)]
    broken = tmp_path / "broken.log"
    broken.write_text("who?\n")
    other = tmp_path / "other.log"
    other.write_text('{"house": "0123456789abcdef"}\n')
    assert "wrong people" in tanto(elsewhere, "restore", str(made.path), "--masks", str(other), code=1)
    assert "line 1 of" in tanto(elsewhere, "restore", str(made.path), "--masks", str(broken), code=1)
    said = tanto(elsewhere, "restore", str(made.path), "--masks", str(log))
    assert "1 people who were masked since are masked again" in said
    assert "The record holds" in said
    if connection.vendor == "sqlite":
        restored = sqlite3.connect(Path(elsewhere["TANTO_DATA_DIR"]) / "tanto.sqlite3")
        name, masked = restored.execute("SELECT name_en, masked_at FROM clients_contact").fetchone()
        assert (name, bool(masked)) == (f"Contact {house.customer.pk}", True)
        legible = restored.execute(
            "SELECT count(*) FROM journal_words WHERE text LIKE '%invoice says 60%'"
        ).fetchone()
        assert legible == (0,)
        restored.close()


@pytest.mark.skipif(
    "postgresql" in django_settings.DATABASES["default"]["ENGINE"], reason="a file of SQLite is looked at"
)
@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_database_and_its_index_no_longer_hold_them(cast: Cast):
    an_ended_case(cast, f"{HERS}, zwiebelkuchen")
    hers = [b"zwiebelkuchen", HERS.encode(), cast.customer.email.encode()]
    for number in range(3):
        cast.receive(f"Another box {number}", contact=None)
        told()
    cast.customer.mask(by=HOUSE)
    told()
    told()
    place = Path(connection.settings_dict["NAME"])
    content = place.read_bytes() + place.with_name(f"{place.name}-wal").read_bytes()
    assert [words for words in hers if words in content] == []
