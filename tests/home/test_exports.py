"""Lists as files: who may, what stands in them, and that nothing in them is a formula."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from tanto import clocks
from tanto.home import exporting
from tanto.home.models import Export
from tanto.jobs.models import Job
from tanto.jobs.working import work_one
from tests.cast import Cast


def order(client, kind: str = "csv", address: str = "which=all") -> Export:
    form = {
        "press": f"{kind}{address}",
        "purpose": "For the meeting on Monday",
        "kind": kind,
        "address": address,
    }
    assert client.post("/cases/exports/", form).status_code == 302
    return Export.objects.latest("pk")


def rows_of(client, export: Export) -> list[list[str]]:
    content = b"".join(client.get(f"/cases/exports/{export.pk}/file/").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_boss_makes_a_list_of_heads_without_words(cast: Cast, client):
    open_one, ended = cast.receive("zirconia"), cast.closed()
    client.force_login(cast.boss)
    export = order(client)
    work_one()
    head, *rows = rows_of(client, export)
    assert head[0] == "Number"
    assert [row[0] for row in rows] == [ended.number, open_one.number]
    assert [row[-1] for row in rows] == ["", "Mori Aya"]
    assert [row[-3:-1] for row in rows] == [["0", "0"], ["", ""]], "no name beside what went wrong"
    assert "zirconia" not in str(rows)


def test_it_is_written_into_the_record_with_filter_purpose_and_rows(cast: Cast, client):
    cast.receive()
    client.force_login(cast.boss)
    order(client, address="severity=3")
    work_one()
    made, asked = cast.boss.history()[:2]
    assert (asked.kind, asked.facts["filter"]) == ("export_asked", "severity=3")
    assert (made.kind, made.facts["rows"]) == ("export_made", 1)
    assert str(Export.objects.get().purpose) == "For the meeting on Monday"


def test_formulas_are_made_harmless_in_both_kinds(cast: Cast, client):
    cast.client.change(by=cast.owner.actor, name_en="=HYPERLINK(1)")
    cast.receive()
    client.force_login(cast.boss)
    text, book = order(client), order(client, "xlsx")
    assert (work_one(), work_one()) != (None, None)
    assert rows_of(client, text)[1][2] == "'=HYPERLINK(1)"
    content = b"".join(client.get(f"/cases/exports/{book.pk}/file/").streaming_content)
    cell = load_workbook(io.BytesIO(content)).active["C2"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1)", "s")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert exporting.harmless(f"{start}1+1") == f"'{start}1+1"
    assert exporting.harmless("a=b") == "a=b"


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_others_are_refused_with_a_sentence(cast: Cast, client, who):
    client.force_login(getattr(cast, who))
    answer = client.post("/cases/exports/", {"purpose": "x", "kind": "csv"})
    assert answer.status_code == 409
    assert "Ask your boss to make the list" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_list_without_a_purpose_is_refused_at_its_field(cast: Cast, client):
    client.force_login(cast.boss)
    answer = client.post("/cases/exports/", {"purpose": " ", "kind": "csv"})
    assert answer.status_code == 422
    assert "It is not said what the list is for." in answer.content.decode()


def test_a_filter_too_long_to_keep_is_refused_with_a_sentence(cast: Cast, client):
    client.force_login(cast.boss)
    asked = client.post(
        "/cases/exports/", {"press": "1", "purpose": "x", "kind": "csv", "address": "q=" + "x" * 4000}
    )
    assert asked.status_code == 422
    assert "The filter is longer than a list can keep." in asked.content.decode()


def test_a_list_of_another_is_not_there(cast: Cast, client):
    client.force_login(cast.boss)
    export = order(client)
    work_one()
    client.force_login(cast.executive)
    for rest in ("", "file/"):
        assert client.get(f"/cases/exports/{export.pk}/{rest}").status_code == 404
    assert client.post(f"/cases/exports/{export.pk}/stop/").status_code == 404


def test_what_was_searched_is_exported(cast: Cast, client):
    from tanto.notices.drain import drain

    case = cast.receive("zirconia")
    cast.receive("something else")
    drain(clocks.now())
    client.force_login(cast.boss)
    export = order(client, address="q=zirconia")
    work_one()
    assert [row[0] for row in rows_of(client, export)[1:]] == [case.number]


def test_a_job_that_waits_is_stopped_at_once(cast: Cast, client):
    client.force_login(cast.boss)
    export = order(client)
    assert "every 2s" in client.get(f"/cases/exports/{export.pk}/").content.decode()
    client.post(f"/cases/exports/{export.pk}/stop/")
    assert work_one() is None
    assert "It was stopped." in client.get(f"/cases/exports/{export.pk}/").content.decode()


def test_a_file_is_deleted_after_a_week(cast: Cast, client, monkeypatch):
    client.force_login(cast.boss)
    export = order(client)
    work_one()
    monkeypatch.setattr(exporting, "_looked", 0.0)
    exporting.forget_old(clocks.now() + dt.timedelta(days=8))
    assert not export.path.exists()
    assert "The file is deleted." in client.get(f"/cases/exports/{export.pk}/").content.decode()


def test_rows_are_read_in_chunks_and_all_come(cast: Cast, monkeypatch):
    from tanto.home.cases.filters import Filters

    made = [cast.draft().number for _ in range(7)]
    monkeypatch.setattr(exporting, "CHUNK", 3)
    lines = list(exporting.lines(Filters(), cast.boss))
    assert [line[0] for line in lines] == made[::-1]


def test_a_list_whose_worker_was_killed_is_begun_anew_and_counted_once(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.boss)
    export = order(client)
    Job.take(clocks.now())  # and nothing more is heard of this worker
    export.path.parent.mkdir(exist_ok=True)
    export.path.with_suffix(".1.part").write_text("half a li")
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=2)):
        work_one()
    assert [row[0] for row in rows_of(client, export)[1:]] == [case.number]
    export.finish(rows=99)
    assert cast.boss.history().filter(kind="export_made").count() == 1
