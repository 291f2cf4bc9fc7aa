"""A morning with the clocks: the owner's day, the boss's desk, the calendar that the deadlines count."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.walker import Walker

HERS = "The box is wet and the labels have come off."


@pytest.mark.journey
@pytest.mark.parametrize(("language", "wide"), [("en", False), ("ja", True)])
def test_what_is_owed_stands_in_order_and_is_one_tap_away(
    house: House, browser: Browser, language: str, wide: bool
):
    house.moves_in()
    house.open()
    owner = Walker(browser, house.url, language, wide=wide).signs_in("mori@tamabashi.example")
    owner.goes_to("/cases/new/").presses("/cases/new/", words=HERS, client="1", contact="1", channel="phone")
    owner.page.wait_for_selector("#case")
    number = owner.page.url.split("/")[-2]
    my_day(owner, number)
    boss = Walker(browser, house.url, language, wide=wide, dark=wide).signs_in("suzuki@tamabashi.example")
    the_desk(boss, number)
    told_and_seen(owner, number)
    owner.leaves()
    boss.leaves()


def my_day(owner: Walker, number: str) -> None:
    owner.goes_to("/")
    owner.sees(HERS)
    owner.page.locator(".next details summary").click()
    owner.page.wait_for_selector(".next .why-time")
    owner.finds_the_page_usable_by_all()
    owner.page.locator(".next .foot a.is-primary").click()
    owner.page.wait_for_url(f"**/cases/{number}/**")
    assert owner.page.locator("#step-h").count()


def the_desk(boss: Walker, number: str) -> None:
    boss.goes_to("/desk/")
    boss.page.wait_for_load_state("networkidle")
    boss.sees(HERS)
    boss.finds_the_page_usable_by_all()
    boss.presses(f"/cases/{number}/reading/")
    boss.goes_to("/desk/").presses(f"/cases/{number}/thanks/", button="button.is-strong")
    boss.goes_to("/desk/")
    boss.presses(f"/cases/{number}/boss-contact/", decision="call")


def told_and_seen(owner: Walker, number: str) -> None:
    """The bell counts what the boss did, without a reload; the list says it; pressing empties the bell."""
    owner.goes_to("/")
    owner.page.locator("#bell .count").wait_for(timeout=30_000)
    owner.goes_to("/notices/")
    owner.page.wait_for_load_state("networkidle")
    assert number in owner.page.locator("main").inner_text()
    owner.finds_the_page_usable_by_all()
    owner.form("/notices/reading/").locator("button").click()
    owner.page.wait_for_load_state("networkidle")
    assert owner.page.locator("#bell .count").count() == 0


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ja"])
def test_who_keeps_the_house_sets_hours_days_and_a_deadline(house: House, browser: Browser, language: str):
    house.moves_in()
    house.open()
    keeper = Walker(browser, house.url, language).signs_in("yamaguchi@tamabashi.example")
    keeper.goes_to("/calendar/?month=2027-01")
    keeper.finds_the_page_usable_by_all()
    keeper.form("/calendar/year/").locator("button").click()
    keeper.page.wait_for_load_state("networkidle")
    days = keeper.form("/calendar/days/")
    days.locator("[name=day]").fill("2027-01-04")
    days.locator("[name=name]").fill("Stock-taking")
    days.locator("button").click()
    keeper.page.wait_for_load_state("networkidle")
    keeper.goes_to("/calendar/?month=2027-01").sees("Stock-taking")
    keeper.goes_to("/clocks/")
    keeper.finds_the_page_usable_by_all()
    keeper.page.locator('a[href="/clocks/new/"]').click()
    keeper.page.wait_for_selector("[name=name_en]")
    keeper.finds_the_page_usable_by_all()
    keeper.page.fill("[name=name_en]", "Final response")
    for severity in range(1, 5):
        keeper.page.select_option(f"[name=unit_{severity}]", "elapsed_days")
        keeper.page.fill(f"[name=amount_{severity}]", "56")
    keeper.page.check('[name=tell_100][value="boss"]')
    keeper.page.locator("main form button.is-primary").click()
    keeper.page.wait_for_url("**/clocks/")
    keeper.sees("Final response")
    keeper.goes_to("/me/")
    keeper.page.wait_for_selector('form[action="/me/ways/"]')
    keeper.finds_the_page_usable_by_all()
    keeper.leaves()
