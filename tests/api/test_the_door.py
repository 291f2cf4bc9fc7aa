"""Once and not twice, read before changed, page by page, and told no in the reader's words."""

import json

import pytest
from django.db import OperationalError

from tanto.clients.models import Client
from tanto.people.models import Person
from tanto.recovery.models import Case, Reading
from tests.api.conftest import Program
from tests.api.test_cases import new
from tests.cast import Cast

KEY = {"Idempotency_Key": "order-4711"}


@pytest.fixture
def keeper(cast: Cast) -> Program:
    return Program(Person.objects.get(is_administrator=True), "house")


def test_the_same_key_and_body_are_one_case_and_one_answer(cast: Cast, owner):
    first, again = (owner.post("/cases", new(cast), **KEY) for _ in range(2))
    assert Case.objects.count() == 1
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


def test_the_same_key_with_another_body_is_refused(cast: Cast, owner):
    owner.post("/cases", new(cast), **KEY)
    refused = owner.post("/cases", new(cast, words="Something else."), **KEY)
    assert (refused.status_code, refused.json()["code"]) == (422, "key_used")
    assert Case.objects.count() == 1


def test_a_key_is_bound_to_its_person_and_its_address(cast: Cast, owner):
    owner.post("/cases", new(cast), **KEY)
    assert Program(cast.colleague).post("/cases", {"words": "Mine."}, **KEY).status_code == 201
    number = Case.objects.first().number
    assert owner.post(f"/cases/{number}/notes", {"text": "Mine."}, **KEY).status_code == 201


def test_a_verb_with_a_key_is_done_once(cast: Cast, owner):
    case = cast.receive()
    for _ in range(2):
        assert owner.post(f"/cases/{case.number}/notes", {"text": "At the dock."}, **KEY).status_code == 201
    assert case.notes.count() == 1


def test_something_done_to_many_with_a_key_is_done_once_to_each(cast: Cast, owner):
    numbers = [cast.receive().number for _ in range(3)]
    body = {"do": "tag", "cases": numbers, "name": "dock"}
    answers = [owner.post("/cases/bulk", body, **KEY).json() for _ in range(2)]
    assert [sorted(each["done"]) for each in answers] == [numbers, numbers]
    assert owner.post("/cases/bulk", body | {"name": "door"}, **KEY).json()["code"] == "key_used"


@pytest.mark.parametrize("key", ["", "x" * 129, "with a space", "日本"])
def test_a_key_that_cannot_be_read_is_refused(cast: Cast, owner, key):
    refused = owner.post("/cases", new(cast), Idempotency_Key=key.encode().decode("latin-1"))
    assert (refused.status_code, refused.json()["code"]) == (400, "unreadable_key")


def test_a_correction_says_what_it_corrects(cast: Cast, owner):
    case = cast.receive()
    address, body = f"/cases/{case.number}", {"failure": "wrong_item"}
    unread = owner.ask("PATCH", address, body)
    assert (unread.status_code, unread.json()["code"]) == (428, "if_match_missing")
    done = owner.ask("PATCH", address, body, If_Match=unread["ETag"])
    assert (done.status_code, done.json()["failure"]) == (200, "wrong_item")
    stale = owner.ask("PATCH", address, {"failure": "late"}, If_Match=unread["ETag"])
    assert (stale.status_code, stale["ETag"]) == (412, done["ETag"])


def test_a_verb_may_say_what_it_rests_on(cast: Cast, owner):
    case = cast.receive()
    seen = owner.get(f"/cases/{case.number}")["ETag"]
    case.note(by=cast.deputy.actor, text="I called her.")
    stale = owner.put(f"/cases/{case.number}/listening", {"intensity": 2}, If_Match=seen)
    assert stale.status_code == 412
    assert Case.objects.get().step == "listen"


@pytest.mark.parametrize("what", ["client", "contact", "person", "section", "firm"])
def test_what_two_people_may_change_is_changed_as_it_was_read(cast: Cast, keeper, what):
    address, body = {
        "client": (f"/clients/{cast.client.pk}", {"city": "Chiba"}),
        "contact": (f"/clients/{cast.client.pk}/contacts/{cast.customer.pk}", {"role": "Head"}),
        "person": (f"/people/{cast.owner.pk}", {"phone": "03"}),
        "section": (f"/sections/{cast.owner.section_id}", {"name_ja": "東"}),
        "firm": ("/firm", {"keep_people": 12}),
    }[what]
    seen = keeper.get(address)["ETag"]
    done = keeper.ask("PATCH", address, body, If_Match=seen)
    assert done.status_code == 200, done.content
    assert body.items() <= done.json().items()
    assert keeper.ask("PATCH", address, body, If_Match=seen).status_code == 412


def test_what_is_left_out_stays_as_it_is(cast: Cast, keeper):
    before = Client.objects.get(pk=cast.client.pk)
    keeper.ask("PATCH", f"/clients/{before.pk}", {"city": "Chiba"}, If_Match="*")
    after = Client.objects.get(pk=before.pk)
    assert (after.name_ja, after.main, after.city) == (before.name_ja, before.main, "Chiba")


def test_a_list_is_followed_page_by_page_while_rows_come(cast: Cast, owner):
    made = [cast.receive(f"Box {number}").number for number in range(5)]
    seen, address = [], "/cases?sort=new&limit=2"
    while address:
        page = owner.get(address.removeprefix("/api/v1"))
        seen += [row["number"] for row in page.json()["items"]]
        address = page.json()["next"]
        assert ("next" in page.get("Link", "")) == bool(address)
        cast.receive("One more, on top.")
    assert seen == made[::-1]


def test_the_words_of_a_case_are_read_page_by_page(cast: Cast, owner):
    case = cast.receive()
    for number in range(4):
        case.hear(by=cast.owner.actor, text=f"And {number}.")
    first = owner.get(f"/cases/{case.number}/words?limit=3").json()
    rest = owner.get(first["next"].removeprefix("/api/v1")).json()
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [3, 2, None]


@pytest.mark.parametrize(
    "wrong",
    ["limit=0", "limit=101", "limit=x", "cursor=zzz", "cursor=%00", "colour=red", "mine=1x", "step=dance"],
)
def test_a_list_that_is_asked_for_wrongly_says_so(cast: Cast, owner, wrong):
    refused = owner.get(f"/cases?{wrong}")
    assert refused.status_code in (400, 422)
    assert refused["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"words": "a", "words": "b"}', 400), ('{"words": NaN}', 400), ("[" * 50 + "]" * 50, 400), ("{", 400),
        ('{"words": "a", "client": ' + "9" * 40 + "}", 400), ('{"words": "a", "client": 1e400}', 422),
        ('{"words": "\\ud800"}', 422), ('{"words": "a\\u0000"}', 422), ('"AAA"', 422), ("[]", 422), ("null", 422),
        ('{"words": 1}', 422), ('{"words": "a", "client": "3"}', 422), ('{"words": "a", "client": true}', 422),
        ('{"words": "a", "client": 9223372036854775808}', 422), ('{"words": "a", "known_at": 0}', 422),
        ('{"words": "a", "known_at": "2026-11-12T10:00:00"}', 422), ('{"words": "a", "colour": 1}', 422),
        (b"\xff\xfe", 400), (json.dumps({"words": "a" * 20001}), 422), ("", 422),
    ],
)  # fmt: skip
def test_a_body_is_read_strictly(cast: Cast, owner, body, status):
    refused = owner.post("/cases", body)
    assert (refused.status_code, refused["Content-Type"]) == (status, "application/problem+json")
    assert {"type", "title", "detail", "instead", "code", "status"} <= set(refused.json())
    assert Case.objects.count() == 0


def test_a_body_of_another_kind_is_not_guessed(cast: Cast, owner):
    refused = owner.browser.post("/api/v1/cases", {"words": "a"}, headers=owner.headers)
    assert (refused.status_code, refused.json()["code"]) == (415, "wrong_kind_of_body")


def test_a_body_that_is_too_large_is_not_read(cast: Cast, owner):
    refused = owner.post("/cases", json.dumps({"words": "a" * (3 * 1024 * 1024)}))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_an_address_that_is_not_there_and_a_method_it_does_not_know(cast: Cast, owner):
    assert owner.get("/nothing").json()["code"] == "not_found"
    refused = owner.ask("PUT", "/my-day")
    assert (refused.status_code, refused["Allow"]) == (405, "GET")
    assert refused.json()["code"] == "no_such_method"


def test_a_refusal_of_a_verb_is_told_as_on_the_page(cast: Cast, owner):
    case = cast.at_cushion()
    refused = owner.put(f"/cases/{case.number}/listening", {"intensity": 2})
    assert (refused.status_code, refused.json()["code"]) == (409, "step_out_of_order")
    assert refused.json()["instead"] == "Look at the case as it is now. What you typed is kept below."


def test_it_is_told_in_the_language_that_is_asked_for_else_the_persons(cast: Cast):
    cast.owner.change(by=cast.owner.actor, language="ja")
    owner = Program(cast.owner)
    case = cast.at_cushion()
    hers = owner.put(f"/cases/{case.number}/listening", {"intensity": 2})
    english = owner.put(f"/cases/{case.number}/listening", {"intensity": 2}, Accept_Language="en")
    assert hers["Content-Language"] == "ja"
    assert english.json()["title"].startswith("The case stands at")
    assert hers.json()["title"] != english.json()["title"]


def test_a_database_that_is_gone_is_told_as_such(cast: Cast, owner, monkeypatch):
    monkeypatch.setattr(Case, "receive", lambda *a, **k: (_ for _ in ()).throw(OperationalError("gone")))
    refused = owner.post("/cases", new(cast))
    assert (refused.status_code, refused.json()["code"], refused["Retry-After"]) == (
        503,
        "database_gone",
        "30",
    )


def test_what_breaks_on_our_side_is_told_without_a_trace(cast: Cast, owner, monkeypatch):
    monkeypatch.setattr(Case, "receive", lambda *a, **k: 1 / 0)
    refused = owner.post("/cases", new(cast))
    assert (refused.status_code, refused.json()["code"]) == (500, "our_error")
    assert b"division" not in refused.content


def test_reading_without_a_part_is_written_down(cast: Cast):
    case = cast.receive()
    Program(cast.boss, "read").get(f"/cases/{case.number}")
    assert not Reading.objects.exists()
    case.parts.filter(person=cast.deputy).delete()
    Program(cast.deputy, "read").get(f"/cases/{case.number}/words")
    assert Reading.objects.get().person == cast.deputy


def test_reading_what_went_wrong_on_our_side_is_written_down(cast: Cast, owner):
    case = cast.receive()
    case.record_mistake(by=cast.owner.actor, work_step="packing", what="Another label.")
    owner.get(f"/cases/{case.number}/mistakes")
    assert Reading.objects.get().what == Reading.MISTAKES


def test_files_go_in_and_come_out(cast: Cast, owner):
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = cast.receive()
    paper = SimpleUploadedFile("note.txt", b"54 boxes")
    address = f"/api/v1/cases/{case.number}/files"
    put = owner.browser.post(address, {"papers": paper}, headers=owner.headers)
    assert put.status_code == 201, put.content
    (kept,) = owner.get(f"/cases/{case.number}/files").json()["items"]
    assert b"".join(owner.get(f"/cases/{case.number}/files/{kept['id']}").streaming_content) == b"54 boxes"


def test_a_boss_reads_thanks_and_decides(cast: Cast):
    case, boss = cast.receive(), Program(cast.boss)
    for path, body in (("reading", None), ("thanks", {}), ("boss-contact", {"decision": "call"})):
        assert boss.put(f"/cases/{case.number}/{path}", body).status_code == 200
    assert case.told_bosses.get().decision == "call"


def test_seven_steps_by_programs_alone(cast: Cast, owner):
    number = owner.post("/cases", new(cast)).json()["number"]
    later = "2099-01-01T12:00:00+09:00"
    steps = [
        ("PUT", "listening", {"intensity": 1}), ("PUT", "issue", {"wording": "A correct note", "read_back": True}),
        ("PUT", "cushion", {"sentence": "I can see how hard this makes Monday for you."}),
        ("PUT", "accountability", {"statement": "I am Mori and I am fully accountable for the next steps until you tell me it is solved.", "action": "A corrected note", "action_due_at": later, "next_at": later}),
        ("PUT", "fix", {"how": "The corrected note is with you since noon."}),
        ("POST", "answers", {"answer": "solved", "words": "Yes, this is right.", "channel": "phone"}),
        ("POST", "answers", {"answer": "nothing_more", "words": "No, thank you.", "channel": "phone"}),
    ]  # fmt: skip
    for method, path, body in steps:
        answer = owner.ask(method, f"/cases/{number}/{path}", body)
        assert answer.status_code in (200, 201), (path, answer.json())
    assert answer.json()["step"] == "follow_up"
