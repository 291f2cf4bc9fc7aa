"""All cases, as a boss works with them: found by two Japanese characters, kept as a view, tagged, taken out as a file."""

import csv

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.walker import DESKTOP, PHONE, Walker

HERS = "箱の中の納品書が、注文と違います。"


@pytest.mark.journey
@pytest.mark.parametrize("wide", [False, True])
def test_a_case_is_found_kept_tagged_and_exported(house: House, browser: Browser, wide: bool):
    house.moves_in()
    house.open()
    assert PHONE["width"] < DESKTOP["width"]
    number = received(house, browser)
    boss = Walker(browser, house.url, "ja", wide=wide, dark=wide).signs_in("suzuki@tamabashi.example")
    found_by_two_characters(boss, number)
    kept_as_a_view(boss)
    tagged(boss, number)
    exported(boss, number)
    boss.leaves()


def received(house: House, browser: Browser) -> str:
    mori = Walker(browser, house.url, "ja").signs_in("mori@tamabashi.example").goes_to("/cases/new/")
    mori.presses("/cases/new/", words=HERS, client="1", contact="1", channel="phone")
    mori.page.wait_for_selector("#case")
    number = mori.page.url.split("/")[-2]
    mori.leaves()
    return number


def found_by_two_characters(boss: Walker, number: str) -> None:
    for _ in range(40):  # the worker writes the index within a second
        boss.goes_to("/cases/")
        boss.page.keyboard.press("/")
        boss.page.keyboard.type("納品")
        boss.page.keyboard.press("Enter")
        boss.page.wait_for_selector("mark, .empty")
        if boss.page.locator("mark").count():
            break
        boss.page.wait_for_timeout(250)
    assert boss.page.locator("mark").first.inner_text() == "納品"
    boss.sees(number)
    boss.finds_the_page_usable_by_all()
    boss.page.keyboard.press("j")
    boss.page.keyboard.press("x")
    assert boss.page.locator("[data-chosen]").inner_text() == "1"


def kept_as_a_view(boss: Walker) -> None:
    boss.goes_to("/cases/?severity=3&section=1")
    boss.form("/cases/views/").locator("[name=name]").fill("東日本のS3")
    boss.form("/cases/views/").locator("button").click()
    boss.page.wait_for_url("**saved=*")
    boss.page.locator("nav.filters a", has_text="東日本のS3 1").wait_for()


def tagged(boss: Walker, number: str) -> None:
    boss.page.locator(f'[data-rows] input[value="{number}"]').check()
    boss.page.fill("#bulk-tag", "納品書")
    boss.page.locator("#bulk button[value=tag]").click()
    boss.page.wait_for_url("**/cases/bulk/")
    boss.finds_the_page_usable_by_all()
    boss.goes_to("/cases/?which=all&tag=納品書").sees(number)


def exported(boss: Walker, number: str) -> None:
    boss.page.locator('a[href^="/cases/exports/"]').click()
    boss.form("/cases/exports/").locator("[name=purpose]").fill("月曜の会議用")
    boss.finds_the_page_usable_by_all()
    boss.form("/cases/exports/").locator("button").click()
    with boss.page.expect_download() as download:
        boss.page.locator('a[href$="/file/"]').click(timeout=20_000)
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == [number]
    assert HERS not in str(rows)
