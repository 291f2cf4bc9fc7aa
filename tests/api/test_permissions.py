"""Every operation: nothing without a token, nothing beyond its reach, nothing for a stranger."""

import re

import pytest

from tanto.people.models import Person, Token
from tests.api.conftest import Program
from tests.cast import Cast


def operations():
    from tanto.api.operations import door

    for path, methods in door.described()["paths"].items():
        for method, one in methods.items():
            yield method.upper(), path.removeprefix("/api/v1"), one


def filled(path: str, number: str) -> str:
    return re.sub(r"{\w+}", "1", path.replace("{number}", number).replace("{kind}", "first_response"))


def example(one):
    return one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")


def test_there_are_operations_enough():
    assert len(list(operations())) > 180


def test_nothing_is_found_without_a_token(cast: Cast):
    number, nobody = cast.receive().number, Program(None)
    for method, path, one in operations():
        refused = nobody.ask(method, filled(path, number), example(one))
        assert refused.status_code == 401, (method, path)
        assert refused["WWW-Authenticate"].startswith("Bearer"), (method, path)
        assert refused["Content-Type"] == "application/problem+json"


def test_a_token_that_reads_changes_nothing(cast: Cast):
    number, reader = cast.receive().number, Program(cast.owner, "read")
    for method, path, one in operations():
        if one["x-scope"] != "read":
            refused = reader.ask(method, filled(path, number), example(one))
            assert refused.status_code == 403, (method, path)
            assert refused.json()["code"] == "token_scope"


def test_a_token_that_writes_does_not_keep_the_house(cast: Cast):
    writer = Program(Person.objects.get(is_administrator=True), "write")
    for method, path, one in operations():
        if one["x-scope"] == "house":
            assert writer.ask(method, filled(path, "SR-2026-0001"), example(one)).status_code == 403, path


def test_who_does_not_keep_the_house_finds_none_of_it(cast: Cast):
    stranger = Program(cast.stranger, "house")
    for method, path, one in operations():
        if one["x-scope"] == "house":
            refused = stranger.ask(method, filled(path, "SR-2026-0001"), example(one), If_Match="*")
            assert refused.status_code in (404, 422), (method, path, refused.content)


@pytest.mark.parametrize("who", ["stranger", "keeper"])
def test_without_a_part_a_case_is_not_there(cast: Cast, who):
    case = cast.at_test()
    person = cast.stranger if who == "stranger" else Person.objects.get(is_administrator=True)
    program, before = Program(person, "house"), case.history().count()
    for method, path, one in operations():
        if path.startswith("/cases/{number}") and path != "/cases/{number}/head":
            refused = program.ask(method, filled(path, case.number), example(one), If_Match="*")
            assert refused.status_code in (404, 415, 422), (method, path, refused.content)
            assert b"Which paper" not in refused.content
    assert case.history().count() == before


def test_who_has_a_part_reads_all_of_it(cast: Cast):
    case, owner = cast.at_test(), Program(cast.owner, "read")
    for method, path, _one in operations():
        if method == "GET" and path.startswith("/cases/{number}") and path.count("{") == 1:
            found = owner.get(filled(path, case.number))
            assert found.status_code == 200 or path.endswith("/link"), (path, found.content)


def test_everybody_reads_the_lists_that_are_everybodys(cast: Cast):
    stranger = Program(cast.stranger, "read")
    for method, path, one in operations():
        if method == "GET" and "{" not in path and one["x-scope"] == "read":
            assert stranger.get(path).status_code == 200, path


def test_no_get_changes_anything(cast: Cast):
    from tanto.journal.models import Entry

    case, owner = cast.at_test(), Program(cast.owner, "house")
    before = Entry.objects.count()
    for method, path, _one in operations():
        if method == "GET":
            owner.get(filled(path, case.number))
    assert Entry.objects.count() == before


def test_no_cookie_opens_the_door_and_none_is_set(cast: Cast, client):
    client.force_login(cast.owner)
    assert client.get("/api/v1/my-day").status_code == 401
    answer = Program(cast.owner).get("/my-day")
    assert not answer.cookies


def test_a_colleagues_token_of_yesterday_is_useless_today(cast: Cast):
    owner = Program(cast.owner)
    Token.objects.update(ended_at=Token.objects.get().made_at)
    assert owner.get("/my-day").json()["code"] == "token_unknown"
