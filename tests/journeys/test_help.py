"""From my day to the handbook and back to work, by the link under the heading, in both languages."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.walker import Walker

SAID = {
    "en": ("My day", "The boss’s desk", "How this works"),
    "ja": ("今日やること", "確認と決裁", "使い方"),
}


@pytest.mark.journey
@pytest.mark.parametrize(("language", "wide", "dark"), [("en", False, True), ("ja", True, False)])
def test_from_my_day_to_help(house: House, browser: Browser, language: str, wide: bool, dark: bool):
    title, next_title, _link = SAID[language]
    house.moves_in()
    house.open()
    reader = Walker(browser, house.url, language, wide=wide, dark=dark).signs_in("mori@tamabashi.example")
    reader.page.locator(".about .how").click()
    reader.page.wait_for_url("**/help/my-day/")
    assert reader.page.locator("h1").inner_text() == title
    assert (
        reader.page.locator(".prose img").evaluate(
            "i => { i.loading = 'eager'; return i.decode().then(() => i.naturalWidth) }"
        )
        > 300
    )
    reader.finds_the_page_usable_by_all()
    reader.page.locator(".help-turn [rel=next]").click()
    reader.page.wait_for_url("**/help/desk/")
    assert reader.page.locator("h1").inner_text() == next_title
    reader.finds_the_page_usable_by_all()
    reader.goes_to("/help/").finds_the_page_usable_by_all()
    reader.goes_to("/help/your-page/").finds_the_page_usable_by_all()
    reader.goes_to("/help/ends/").finds_the_page_usable_by_all()
    reader.page.locator(".help-nav a[href='/help/']").click()
    reader.page.wait_for_url("**/help/")
    reader.leaves()


@pytest.mark.journey
def test_a_question_mark_opens_the_handbook_unless_somebody_types(house: House, browser: Browser):
    house.moves_in()
    house.open()
    reader = Walker(browser, house.url, "en", wide=True).signs_in("mori@tamabashi.example")
    reader.page.locator("#heard").type("Why?")
    assert reader.page.url == f"{house.url}/"
    reader.goes_to("/cases/").page.keyboard.press("?")
    reader.page.wait_for_url("**/help/")
    reader.leaves()
