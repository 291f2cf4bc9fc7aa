"""The page of figures: read by everybody in the house, naming nobody, and never a rate of fewer than five."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanto import clocks
from tanto.clocks.models import timing
from tanto.people.models import Section
from tanto.recovery.models import Case
from tests.cast import HOUSE, MONDAY, Cast, at

PEOPLE = [
    "Mori",
    "Sasaki",
    "Suzuki",
    "Tanaka",
    "Kuroda",
    "Ando",
    "Nakamura",
    "Yamaguchi",
    "Kiuchi",
    "Shirakaba",
]
JAPANESE = ["森", "佐々木", "田中", "黒田", "安藤", "中村", "山口", "木内", "白樺沢"]
TUESDAY = at("2026-11-10 10:00")


def received(cast: Cast, many: int, *, read: int = 0) -> list[Case]:
    with clocks.travelling(MONDAY):
        cases = [cast.receive() for _ in range(many)]
    with clocks.travelling(MONDAY + dt.timedelta(minutes=20)):
        for case in cases[:read]:
            case.acknowledge(by=cast.boss.actor)
    return cases


def page_for(client, person, address: str = "/figures/") -> str:
    client.force_login(person)
    with clocks.travelling(TUESDAY):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def main_of(page: str) -> str:
    """Without the frame, which greets the reader by name."""
    return page[page.index("<main") : page.index("</main>")]


def lines_of(client, person, address: str = "/figures.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page_for(client, person, address).removeprefix("\ufeff"))))


@pytest.mark.parametrize("address", ["/figures/", "/figures.csv", "/figures/?metric=M22&section=1"])
def test_who_is_not_signed_in_finds_nothing(cast: Cast, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["boss", "executive", "quality", "owner", "stranger"])
def test_everybody_of_the_house_reads_the_figures(cast: Cast, client, who):
    received(cast, 5, read=4)
    assert "4 of 5" in page_for(client, getattr(cast, who))


def test_a_figure_carries_its_interval_and_its_count(cast: Cast, client):
    received(cast, 12, read=9)
    page = page_for(client, cast.boss)
    assert "75 %" in page
    assert "47 to 91 %" in page
    assert "9 of 12" in page


def test_fewer_than_five_show_counts_and_never_a_rate(cast: Cast, client):
    cases = received(cast, 4, read=3)
    with clocks.travelling(MONDAY + dt.timedelta(hours=2)):
        cases[0].chase(by=cast.customer.actor)
    page = main_of(page_for(client, cast.boss, "/figures/?metric=M02-in-time"))
    assert "3 of 4" in page
    assert "too few to show a rate" in page
    said = re.findall(r"<(?:dd|td)[^>]*>(.*?)</(?:dd|td)>", page, flags=re.S)
    assert len(said) > 100
    assert [text for text in said if re.search(r"%|\d\.\d|[1-9]\d* min", text)] == []
    assert page.count("<circle") == 1  # the ownerless minutes: a sum, not a rate


def test_fewer_than_five_have_no_rate_in_the_file(cast: Cast, client):
    received(cast, 4, read=3)
    newest = lines_of(client, cast.boss, "/figures.csv?metric=M02-in-time")[0]
    assert (newest["counted"], newest["out of"]) == ("3", "4")
    assert (newest["value"], newest["interval from"], newest["interval to"]) == ("", "", "")


def test_five_have_a_rate_in_the_file(cast: Cast, client):
    received(cast, 5, read=4)
    newest = lines_of(client, cast.boss, "/figures.csv?metric=M02-in-time")[0]
    assert (newest["section"], newest["month"], newest["final"]) == ("all sections", "2026-11", "so far")
    assert (newest["value"], newest["interval from"], newest["interval to"]) == ("0.800", "0.376", "0.964")


@pytest.mark.parametrize("metric", ["M02", "M10", "M12", "M21", "M45"])
def test_nobody_is_named_on_the_page_or_in_the_file(cast: Cast, client, metric):
    case, *_others = received(cast, 6, read=5)
    case.offer(by=cast.owner.actor, to=cast.deputy)
    case.decline(by=cast.deputy.actor, reason="Tanaka knows it better than Sasaki.")
    page = main_of(page_for(client, cast.stranger, f"/figures/?metric={metric}"))
    file = page_for(client, cast.stranger, f"/figures.csv?metric={metric}")
    assert [name for name in [*PEOPLE, *JAPANESE] if name in page + file] == []


def test_no_address_asks_for_a_person(cast: Cast, client):
    received(cast, 6, read=5)
    plain = main_of(page_for(client, cast.boss))
    for asked in ("owner", "person", "boss", "recorder", "duty"):
        assert main_of(page_for(client, cast.boss, f"/figures/?{asked}={cast.owner.pk}")) == plain


@pytest.mark.parametrize(
    "address", ["/figures/", "/figures/?months=24&metric=M02", "/figures.csv?metric=M22"]
)
def test_the_figures_cost_the_same_for_few_cases_and_many(cast: Cast, client, address):
    received(cast, 5, read=2)
    client.force_login(cast.boss)
    with clocks.travelling(TUESDAY):
        client.get(address)
        few = asked(client, address)
    received(cast, 195, read=10)
    for number in range(6):
        Section.open(by=HOUSE, name_en=f"Section {number}", boss=cast.boss)
    with clocks.travelling(TUESDAY):
        assert asked(client, address) == few
    assert few <= 24


def asked(client, address: str) -> int:
    timing.drop()  # calendars are kept for a second: ask for them both times
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_every_drawing_has_a_title_a_description_and_a_table_beside_it(cast: Cast, client):
    received(cast, 6, read=5)
    page = main_of(page_for(client, cast.boss))
    drawings = re.findall(r'<svg class="chart".*?</svg>', page, flags=re.S)
    assert len(drawings) == 14
    for drawing in drawings:
        title, description = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', drawing).groups()
        assert re.search(rf'<title id="{title}">[^<]+</title>', drawing)
        assert "November 2026: " in re.search(rf'<desc id="{description}">([^<]+)</desc>', drawing)[1]
        assert " style=" not in drawing
    assert (
        page.count("<table") == 14 + 3
    )  # each drawing's own, and the chosen figure for all and for two sections


def test_ids_are_given_once(cast: Cast, client):
    received(cast, 6, read=5)
    ids = re.findall(r'\bid="([^"]+)"', page_for(client, cast.boss))
    assert len(ids) == len(set(ids))


def test_a_section_without_cases_says_so(cast: Cast, client):
    received(cast, 6)
    page = page_for(client, cast.boss, f"/figures/?section={cast.colleague.section_id}")
    assert "Nothing to show yet." in page
    assert '<svg class="chart"' not in page


def test_an_empty_house_says_what_belongs_here(cast: Cast, client):
    assert "Figures grow from work" in page_for(client, cast.stranger)


def test_an_address_that_asks_for_nonsense_shows_everything(cast: Cast, client):
    received(cast, 6, read=5)
    plain = main_of(page_for(client, cast.boss))
    nonsense = "/figures/?section=999999&months=7&severity=9&metric=M99"
    assert main_of(page_for(client, cast.boss, nonsense)).count("5 of 6") == plain.count("5 of 6")


def test_a_section_named_like_a_formula_stays_text_in_the_file(cast: Cast, client):
    received(cast, 5)
    Section.open(by=HOUSE, name_en="=HYPERLINK(1)", boss=cast.boss)
    sections = {line["section"] for line in lines_of(client, cast.boss)}
    assert "'=HYPERLINK(1)" in sections
    assert "=HYPERLINK(1)" not in sections


def test_the_page_reads_in_japanese(cast: Cast, client):
    received(cast, 12, read=9)
    cast.boss.change(by=HOUSE, language="ja")
    assert "2026年11月" in page_for(client, cast.boss)
