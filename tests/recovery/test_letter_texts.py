"""Beginning with a text on the page of a case: offered by step, found by words, put in without losing a word."""

import re
from html import unescape

import pytest

from tanto import clocks
from tanto.phrasebook.models import OwnText
from tanto.recovery.models import Case, LetterDraft
from tanto.wording import texts
from tests.cast import MONDAY, Cast
from tests.phrasebook.test_own_texts import write

HTMX = {"HX-Request": "true"}
TYPED = "Dear Ms. Kiuchi, half a sent"


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


@pytest.fixture
def owner(cast: Cast, client):
    client.force_login(cast.owner)
    return client


def page_of(owner, case: Case) -> str:
    return unescape(owner.get(f"/cases/{case.number}/").content.decode())


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send back of the letter."""
    hidden = dict(
        re.findall(
            r'<input type="hidden" name="(untouched|before_subject|before_body)" value="([^"]*)"', page
        )
    )
    body = re.search(r'<textarea name="body"[^>]*>(.*?)</textarea>', page, re.S)
    subject = re.search(r'name="subject"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="subject"', page)
    found = subject.group(1) or subject.group(2) if subject else ""
    return {
        name: unescape(value)
        for name, value in (hidden | {"body": body.group(1), "subject": found or ""}).items()
    }  # type: ignore[union-attr]


def press(owner, case: Case, fields: dict[str, str], **more: str):
    return owner.post(f"/cases/{case.number}/letters/text/", fields | more)


def sent_back(owner, case: Case, **more: str) -> tuple[dict[str, str], str]:
    before = fields_of(owner.get(f"/cases/{case.number}/").content.decode())
    page = press(owner, case, before | {"body": more.pop("body", before["body"])}, **more).content.decode()
    return fields_of(page), unescape(page)


def test_what_fits_the_step_is_offered_and_nothing_among_ourselves(cast: Cast, owner):
    page = page_of(owner, cast.accountable())
    offered = re.findall(r'name="text" value="(T-\d\d)"', page)
    assert offered[0] == "T-11"
    assert {"T-06", "T-12", "T-13"} <= set(offered)
    assert not {"T-19", "T-04", "T-31", "T-32", "T-33"} & set(offered)


def test_the_untouched_text_gives_way_to_another(cast: Cast, owner):
    case = cast.accountable()
    fields, page = sent_back(owner, case, text="T-12")
    assert "I promised you a message by now" in fields["body"]
    assert "here is where we stand" not in fields["body"]
    assert fields["subject"].startswith("Where we stand, as promised (SR-")
    assert "“Progress update without news” is put in." in page


def test_one_text_after_another_leaves_only_the_last(cast: Cast, owner):
    case = cast.accountable()
    fields, _page = sent_back(owner, case, text="T-12")
    fields = fields_of(press(owner, case, fields, text="T-14").content.decode())
    assert "would like to visit you" in fields["body"]
    assert "I promised you a message" not in fields["body"]


def test_what_was_typed_stays_below_and_undo_brings_it_back(cast: Cast, owner):
    case = cast.accountable()
    fields, _page = sent_back(owner, case, text="T-12", body=TYPED)
    assert fields["body"].endswith(TYPED)
    assert "I promised you a message" in fields["body"]
    assert LetterDraft.objects.get().body == fields["body"].strip("\n")
    back = fields_of(press(owner, case, fields, undo="1").content.decode())
    assert back["body"].strip() == TYPED
    assert LetterDraft.objects.get().body == TYPED


def test_a_subject_that_was_typed_stays(cast: Cast, owner):
    case = cast.accountable()
    before = fields_of(owner.get(f"/cases/{case.number}/").content.decode())
    page = press(owner, case, before | {"subject": "My own"}, text="T-12").content.decode()
    assert fields_of(page)["subject"] == "My own"


def test_others_are_found_by_their_words_with_and_without_a_script(cast: Cast, owner):
    case = cast.accountable()
    part = owner.get(f"/cases/{case.number}/letters/texts/?q=gift", headers=HTMX).content.decode()
    assert 'value="T-27"' in part
    assert "<html" not in part
    page = owner.post(
        f"/cases/{case.number}/letters/texts/", {"q": "gift", "body": TYPED, "subject": ""}
    ).content.decode()
    assert 'value="T-27"' in page
    assert fields_of(page)["body"].strip() == TYPED
    assert owner.get(f"/cases/{case.number}/letters/texts/?q=gift").url == f"/cases/{case.number}/"


@pytest.mark.parametrize("name", [text.id for text in texts.shipped().values() if not text.may_be_sent])
def test_a_text_among_ourselves_never_comes_into_a_letter(cast: Cast, owner, name: str):
    case = cast.accountable()
    assert press(owner, case, {"body": "", "subject": ""}, text=name).status_code == 404
    found = owner.get(f"/cases/{case.number}/letters/texts/?q={name}", headers=HTMX).content.decode()
    assert f'value="{name}"' not in found


@pytest.mark.parametrize("name", ["T-99", "", "../T-01", "T-01\x00"])
def test_a_text_that_is_none_is_not_found(cast: Cast, owner, name: str):
    assert press(owner, cast.accountable(), {"body": "x"}, text=name).status_code == 404


def test_before_listening_and_for_others_there_is_none(cast: Cast, owner, client):
    case = cast.receive()
    assert press(owner, case, {"body": "x"}, text="T-01").status_code == 404
    case = cast.accountable()
    client.force_login(cast.boss)
    assert press(client, case, {"body": "x"}, text="T-01").status_code == 404
    assert not LetterDraft.objects.exists()


def test_the_sections_own_words_come_into_the_letter(cast: Cast, owner):
    write(cast.owner.section, cast.boss, "Hello {contact}: {state}. {next_time} {me}", name="T-11")
    case = cast.accountable()
    assert "Hello Ms. Kiuchi: in work. {next_time} Mori Aya" in page_of(owner, case)
    OwnText.objects.get().as_shipped(by=cast.boss.actor)
    assert "here is where we stand" in page_of(owner, case)


def test_a_sentence_begins_the_cushion_and_what_was_typed_comes_back(cast: Cast, owner):
    case = cast.at_cushion()
    line = texts.shipped()["T-04"].lines("en")[1]
    assert line in page_of(owner, case)
    at = f"/cases/{case.number}/cushion/text/"
    page = unescape(owner.post(at, {"sentence": "My own sent", "line": "1"}).content.decode())
    assert f">\n{line}</textarea>" in page
    assert 'name="before" value="My own sent"' in page
    page = unescape(owner.post(at, {"sentence": line, "before": "My own sent", "undo": "1"}).content.decode())
    assert ">\nMy own sent</textarea>" in page
    for wrong in ("9", "-1", "x", "²"):
        assert owner.post(at, {"line": wrong}).status_code == 404


def test_listening_and_asking_say_what_to_say_in_her_language(cast: Cast, owner):
    assert "Thank you for calling us about this, Ms. Kiuchi. My name is Mori Aya." in page_of(
        owner, cast.receive()
    )
    assert "Which point is the most immediate one" in page_of(owner, cast.at_question())
    cast.customer.language = "ja"
    cast.customer.save()
    assert "いま最もお急ぎの点は、どちらでしょうか。" in page_of(owner, cast.at_question())


def test_who_takes_a_call_for_somebody_else_knows_what_to_say(cast: Cast, client):
    client.force_login(cast.stranger)
    page = unescape(client.get(f"/cases/{cast.receive().number}/").content.decode())
    assert (
        "I am sorry, Mori Aya is away from the desk until [when they are back]. My name is Matsumoto Aya."
        in page
    )


def test_a_boss_begins_the_thanks_with_the_shipped_words(cast: Cast, client):
    case = cast.receive()
    case.acknowledge(by=cast.boss.actor)
    client.force_login(cast.boss)
    assert "Thank you for telling me so quickly. It helps the customer, and it helps us." in page_of(
        client, case
    )


@pytest.mark.parametrize(
    "more", [{"untouched": "x" * 9000}, {"body": "\x00" * 50}, {"body": "x" * 30_000}, {"next_at": "soon"}]
)
def test_nonsense_breaks_nothing(cast: Cast, owner, more):
    case = cast.accountable()
    assert press(owner, case, {"body": "a", "subject": "b"} | more, text="T-12").status_code == 200
    assert len(LetterDraft.objects.get().body) <= 20_000
