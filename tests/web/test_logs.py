"""What stands in a log line, and what never does."""

import io
import json
import logging

import pytest

from tanto import worker
from tanto.web.logs import formatter
from tests.cast import WORDS, Cast


@pytest.fixture
def written():
    """Everything logged meanwhile, as TANTO_LOG=json writes it."""
    paper = io.StringIO()
    handler = logging.StreamHandler(paper)
    handler.setFormatter(formatter(as_json=True))
    logging.getLogger().addHandler(handler)
    yield paper
    logging.getLogger().removeHandler(handler)


def lines(written) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_each_request_is_one_line_with_request_person_and_case(cast: Cast, client, written):
    case = cast.receive()
    client.force_login(cast.owner)
    client.get(f"/cases/{case.number}/", headers={"X-Request-ID": "from-the-proxy-1"})
    (line,) = lines(written)
    assert (line["request"], line["person"], line["case"]) == ("from-the-proxy-1", cast.owner.pk, case.number)
    assert (line["method"], line["path"], line["status"]) == ("GET", f"/cases/{case.number}/", 200)
    assert line["ms"] > 0


def test_a_line_holds_no_name_no_address_and_nothing_that_was_typed(cast: Cast, client, written):
    client.force_login(cast.owner)
    client.get("/cases/", {"q": "Kiuchi"})
    client.post("/cases/new/", {"words": WORDS, "press": "1"})
    for secret in (cast.owner.email, "Mori", "Kiuchi", "Which paper"):
        assert secret not in written.getvalue()
    assert len(lines(written)) == 2


def test_a_customers_link_never_stands_in_a_line(cast: Cast, client, written):
    link = cast.at_test().link_of(cast.customer)
    client.get(f"/c/{link.token}/")
    assert lines(written)[0]["path"] == "/c/…/"
    logging.getLogger("any").error({"path": f"/c/{link.token}/"})
    try:
        raise ValueError(f"no answer at /c/{link.token}/")
    except ValueError:
        logging.getLogger("any").exception("broke at %s", f"/c/{link.token}")
    assert "no answer at /c/…/" in lines(written)[-1]["exception"]
    assert link.token not in written.getvalue()


@pytest.mark.parametrize("room", ["invitation", "begin", "password/new"])
def test_what_opens_the_house_never_stands_in_a_line(db, client, written, room):
    client.get(f"/{room}/1-0123456789abcdef/")
    assert lines(written)[0]["path"] == f"/{room}/…/"
    assert "0123456789abcdef" not in written.getvalue()


@pytest.mark.parametrize("name", ["short", "two words here", "x" * 65, "a;b=<script>", "日本語日本語日本語"])
def test_a_strange_request_id_is_not_taken_over(client, db, name):
    given = client.get("/sign-in/", headers={"X-Request-ID": name})["X-Request-ID"]
    assert len(given) == 32
    assert given != name


def test_nothing_of_one_request_stands_in_the_next(cast: Cast, client, written):
    client.force_login(cast.owner)
    client.get("/cases/")
    client.logout()
    client.get("/sign-in/")
    first, second = lines(written)
    assert "person" in first
    assert "person" not in second
    assert first["request"] != second["request"]


def test_japanese_stays_japanese(written):
    logging.getLogger("any").warning("届いていません")
    assert "届いていません" in written.getvalue()


def test_what_came_from_outside_begins_no_line_of_its_own():
    record = logging.LogRecord("any", 30, "", 1, "asked for %s", ("/x\n2026 [error] all is lost",), None)
    assert "\n" not in formatter(as_json=False).format(record)


def test_the_worker_names_its_duty_and_the_entry(cast: Cast, written):
    entry = cast.draft().history().first()
    type(entry).objects.filter(pk=entry.pk).update(kind="of_another_version")
    worker.work()
    (line,) = [line for line in lines(written) if line.get("entry")]
    assert (line["duty"], line["entry"]) == ("drain", entry.pk)
