"""The phrasebook for programs: a text is checked, patterns are read by all and kept by who keeps the house."""

import pytest

from tanto.people.models import Person
from tanto.phrasebook import pace
from tanto.phrasebook.models import HousePattern, Missed
from tests.api.conftest import Program
from tests.cast import Cast
from tests.phrasebook.conftest import LATE

NEW = {"language": "en", "group": "BL"} | LATE


@pytest.fixture
def program(keeper: Person) -> Program:
    return Program(keeper, "house")


@pytest.fixture
def owner(cast: Cast) -> Program:
    return Program(cast.owner, "read")


def test_a_program_has_a_text_checked(owner: Program):
    sent = {"text": "Sorry. The courier was late.", "modes": ["ext"], "step": "acknowledgement"}
    found = owner.post("/checks", sent).json()
    assert [(hit["id"], hit["start"], hit["text"]) for hit in found["hits"]] == [
        ("EN-BL-02", 11, "courier was late")
    ]
    assert {one["id"]: one["is_there"] for one in found["elements"]}["THANKS_OR_APOLOGY"] is False
    assert owner.post("/checks", {"text": "早急に対応します。"}, Accept_Language="ja").json()["hits"][0]["why"].startswith("「早急に」")  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{}, {"text": 7}, {"text": "x", "modes": ["dream"]}, {"text": "x", "step": "R-99"}, {"text": "a" * 200_001}]
)  # fmt: skip
def test_what_cannot_be_checked_is_refused(owner: Program, wrong):
    assert owner.post("/checks", wrong).status_code == 422


def test_a_program_that_asks_too_fast_is_told_to_wait(owner: Program, monkeypatch):
    monkeypatch.setattr(pace, "MOST", 0)
    refused = owner.post("/checks", {"text": "The courier was late."})
    assert refused.status_code == 429
    assert refused.json()["code"] == "texts_too_fast"


def test_patterns_are_read_page_by_page(owner: Program):
    seen, address = [], "/patterns?language=en&limit=40"
    while address:
        page = owner.get(address.removeprefix("/api/v1")).json()
        seen += [one["id"] for one in page["items"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) >= 116
    assert seen[0] == "EN-BL-01"
    assert owner.get("/patterns?q=courier&group=BL").json()["items"][0]["id"] == "EN-BL-02"
    assert owner.get("/patterns?cursor=RU4tWFgtOTk").status_code == 422


def test_a_pattern_is_added_changed_switched_and_dropped(program: Program):
    made = program.post("/patterns", NEW, Idempotency_Key="one")
    assert (made.status_code, made["Location"]) == (201, "/api/v1/patterns/EN-BL-101")
    assert program.post("/patterns", NEW, Idempotency_Key="one").json()["id"] == "EN-BL-101"
    address, sent = "/patterns/EN-BL-101", LATE | {"level": "hint"}
    assert program.put(address, sent).status_code == 428
    assert program.put(address, sent, If_Match='"EN-BL-101-0-9"').status_code == 412
    assert program.put(address, sent, If_Match=made["ETag"]).json()["level"] == "hint"
    assert program.put(f"{address}/state", {"on": False}).json()["is_off"] is True
    assert program.post(f"{address}/shipped").status_code == 422
    assert program.ask("DELETE", address).status_code == 204
    assert program.get(address).status_code == 404


def test_a_version_of_the_house_is_undone(program: Program):
    read = program.get("/patterns/EN-BL-02")
    known = {name: read.json()[name] for name in ("find", "say", "fire", "ok", "mode", "scope")}
    changed = program.put("/patterns/EN-BL-02", known | {"level": "warn"}, If_Match=read["ETag"])
    assert changed.json()["is_changed"] is True
    assert program.post("/patterns/EN-BL-02/shipped").json()["is_changed"] is False


def test_a_broken_example_is_told_with_its_field(program: Program):
    refused = program.post("/patterns", NEW | {"ok": ["Oh, the dog ate it."]}).json()
    assert (refused["code"], refused["field"]) == ("pattern_breaks_its_word", "ok")
    assert program.post("/patterns", NEW | {"find": "(?=x)"}).json()["code"] == "pattern_unread"


def test_a_pattern_is_tried(owner: Program):
    tried = owner.post("/patterns/EN-BL-02/trial", {"text": "The courier was late."}).json()
    assert [hit["text"] for hit in tried["hits"]] == ["courier was late"]


def test_missed_words_are_told_seen_and_taken_in(cast: Cast, program: Program):
    writer = Program(cast.owner, "write")
    told = {"text": "Please be patient with us.", "words": "be patient"}
    assert writer.post("/missed-phrases", told).status_code == 204
    assert writer.get("/missed-phrases").status_code == 403
    seen = program.get("/missed-phrases").json()["items"]
    assert [(one["words"], one["sentence"]) for one in seen] == [("be patient", told["text"])]
    made = NEW | {"find": "be patient", "fire": [told["text"]], "missed": seen[0]["id"]}
    assert program.post("/patterns", made).status_code == 201
    assert Missed.objects.get().outcome == "accepted"
    assert program.post("/patterns", made).status_code == 404
    assert HousePattern.objects.count() == 1
    writer.post("/missed-phrases", told)
    assert program.ask("DELETE", f"/missed-phrases/{Missed.objects.last().pk}").status_code == 204


def test_changes_go_out_and_in(program: Program, own: HousePattern):
    items = program.get("/pattern-changes").json()["items"]
    assert [one["id"] for one in items] == ["EN-BL-101"]
    own.drop(by=Person.objects.get(is_administrator=True).actor)
    seen = program.post("/pattern-changes", {"items": items, "look_only": True}).json()["changes"]
    assert "dropped" in seen[0]["refused"]
    items[0]["id"] = "EN-BL-102"
    taken = program.post("/pattern-changes", {"items": items}).json()["changes"]
    assert taken == [{"id": "EN-BL-102", "what": ["new"], "fields": [], "refused": None}]
    assert program.post("/pattern-changes", {"items": items * 2}).status_code == 422
