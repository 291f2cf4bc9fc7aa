"""Recording and reading cases as a program does."""

from tanto.recovery.models import Case
from tests.cast import WORDS, Cast


def new(cast: Cast, **more) -> dict[str, object]:
    known = {"words": WORDS, "client": cast.client.pk, "contact": cast.customer.pk, "channel": "mail"}
    return known | more


def test_a_program_records_a_case_that_its_person_owns_at_once(cast: Cast, owner):
    made = owner.post("/cases", new(cast))
    assert made.status_code == 201, made.content
    case = Case.objects.get(number=made.json()["number"])
    assert (case.owner, case.step, case.client) == (cast.owner, "listen", cast.client)
    assert case.history().last().via == "api"
    assert made["Location"] == f"/api/v1/cases/{case.number}"


def test_who_has_a_part_reads_it_and_a_stranger_finds_the_head_only(cast: Cast, owner, stranger):
    case = cast.receive()
    assert owner.get(f"/cases/{case.number}").json()["words"] == WORDS
    assert stranger.get(f"/cases/{case.number}").status_code == 404
    head = stranger.get(f"/cases/{case.number}/head")
    assert head.json()["owner"] == {"id": cast.owner.pk, "name": "Mori Aya"}
    assert b"Which paper" not in head.content


def test_without_a_token_there_is_nothing(cast: Cast):
    from tests.api.conftest import Program

    refused = Program(None).get("/cases/SR-2026-0001")
    assert refused.status_code == 401
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "token_missing"
