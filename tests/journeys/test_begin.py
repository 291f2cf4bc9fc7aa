"""A fresh folder becomes a working firm in the browser: no command line, no password on a slip of paper."""

import re
import time

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.walker import PASSWORD, Walker

BOSS, OWNER, CUSTOMER = "suzuki@tamabashi.example", "mori@tamabashi.example", "aizawa@mugiwara.example"
WORDS = {
    "en": "The box is wet and nobody calls back.",
    "ja": "箱が濡れています。折り返しの電話もありません。",
}
TOLD = {"en": "Two rings are missing in my parcel.", "ja": "小包の中の輪が二つ足りません。"}


def invitation(house: House, address: str) -> str:
    end = time.monotonic() + 20
    while not (
        found := [
            link
            for text in house.letters_to(address)
            for link in re.findall(rf"{house.url}/invitation/\S+", text)
        ]
    ):
        assert time.monotonic() < end, f"no invitation reached {address}"
        time.sleep(0.1)
    return found[-1]


def comes_in(house: House, browser: Browser, language: str, address: str) -> Walker:
    walker = Walker(browser, house.url, language).goes_to(invitation(house, address))
    walker.finds_the_page_usable_by_all()
    walker.page.fill("#id_password", PASSWORD)
    walker.page.locator("main .is-primary").click()
    walker.page.wait_for_selector(".page-head")
    return walker


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_fresh_folder_becomes_a_firm_in_which_a_complaint_reaches_the_boss(
    house: House, browser: Browser, language: str
):
    house.open()
    keeper = Walker(browser, house.url, language).goes_to("/")
    page = keeper.page
    page.locator("main .is-primary").click()
    page.wait_for_selector("[name=firm_en]")
    keeper.finds_the_page_usable_by_all()
    for name, value in (
        ("family_en", "Kuroda"), ("given_en", "Makoto"), ("family_ja", "黒田"), ("given_ja", "誠"), ("email", "kuroda@tamabashi.example"),
        ("password", "short"), ("firm_en", "Tamabashi Kiko"), ("firm_ja", "多摩橋機工"), ("seal", "多摩橋"),
        ("section_1", "Sales East"), ("boss_family_1", "Suzuki"), ("boss_given_1", "Kenji"), ("boss_email_1", BOSS),
    ):  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.locator("main .is-primary").click()
    page.wait_for_selector(".refusal")
    keeper.finds_the_page_usable_by_all()
    assert page.locator("[name=firm_ja]").input_value() == "多摩橋機工"
    page.fill("[name=password]", PASSWORD)
    page.locator("main .is-primary").click()
    page.wait_for_url("**/people/")
    keeper.sees("Sales East")
    keeper.goes_to("/people/new/").presses(
        "/people/new/", family_en="Mori", given_en="Aya", family_ja="森", given_ja="彩", email=OWNER, section="2",
        phone="03-0000-2716", language=language,
    )  # fmt: skip
    boss = comes_in(house, browser, language, BOSS)
    owner = comes_in(house, browser, language, OWNER)
    owner.goes_to("/cases/new/")
    owner.page.fill("#id_words", WORDS[language])
    owner.page.locator("main form button.is-primary").click()
    owner.page.wait_for_selector("#case")
    owner.sees(WORDS[language])
    boss.goes_to("/desk/")
    boss.sees(WORDS[language])
    boss.finds_the_page_usable_by_all()
    once_more = Walker(browser, house.url, language).goes_to(invitation(house, BOSS))
    once_more.finds_the_page_usable_by_all()
    assert not once_more.page.locator("#id_password").count()
    stranger = Walker(browser, house.url, language).goes_to(f"/tell/?lang={language}")
    stranger.finds_the_page_usable_by_all()
    stranger.page.fill("#id_words", TOLD[language])
    stranger.page.fill("#id_name", "Oda")
    stranger.page.fill("#id_email", "oda@kinoshita.example")
    stranger.page.wait_for_timeout(3_100)  # a machine would have been quicker
    stranger.page.locator("main .is-primary").click()
    stranger.page.wait_for_selector("[role=status]")
    stranger.sees("SR-")
    keeper.goes_to("/")
    keeper.sees(TOLD[language][:12])
