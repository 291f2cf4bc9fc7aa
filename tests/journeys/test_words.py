"""A bad letter becomes a good one by keyboard alone: what would hurt is underlined, told with its why, and one press says it better."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tanto.wording import catalogues
from tests.journeys.house import House
from tests.journeys.test_letters import HERS, accountable
from tests.journeys.walker import Walker

SPOKEN = {
    "en": {
        "bad": "Dear Ms. Kiuchi,\nthe warehouse forgot your box.\nMori Aya",
        "hurts": "the warehouse forgot",
        "fill": "a new box is packed",
        "next": "What comes next: I call you at {next_time}. {link}",
        "nothing": "Nothing found.",
    },
    "ja": {
        "bad": "木内様\n倉庫が出荷を忘れておりました。\n森",
        "hurts": "倉庫が出荷を忘れ",
        "fill": "再出荷",
        "next": "次に、{next_time}にお電話いたします。{link}",
        "nothing": "見つかりませんでした。",
    },
}


@pytest.fixture
def at_work(house: House):
    house.moves_in()
    number = accountable(house)
    house.open()
    return house, number


def comes_to(page: Page, what: str, *, most: int = 150) -> None:
    """By the Tab key alone."""
    for _ in range(most):
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never comes to {what}")


def why(language: str) -> str:
    return catalogues.why(catalogues.shipped().by_id[f"{language.upper()}-BL-01"], language)


def text_of(page: Page) -> str:
    return page.locator("#id_body").input_value()


def chosen(page: Page) -> str:
    script = "() => { const f = document.querySelector('#id_body'); return f.value.slice(f.selectionStart, f.selectionEnd); }"
    return str(page.evaluate(script)) if page.evaluate("document.activeElement.id") == "id_body" else ""


@pytest.mark.journey
@pytest.mark.parametrize(
    ("language", "dark", "wide"),
    [("en", False, True), ("ja", True, False), ("en", True, False), ("ja", False, True)],
)
def test_a_bad_letter_becomes_a_good_one_by_keyboard_alone(at_work, browser: Browser, language, dark, wide):
    house, number = at_work
    said = SPOKEN[language]
    walker = Walker(browser, house.url, language, dark=dark, wide=wide).signs_in("mori@tamabashi.example")
    page = walker.goes_to(f"/cases/{number}/").page
    comes_to(page, "#id_body")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(said["bad"])

    under = page.locator("[data-check-under=body]")
    expect(under.locator(".findings .because").first).to_have_text(why(language))
    expect(page.locator(".draft mark.is-block").first).to_have_text(said["hurts"])
    expect(under.locator(".holds li.no")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "id_body"  # nothing took the cursor away
    walker.finds_the_page_usable_by_all()

    page.keyboard.press("F8")
    expect(page.locator(".draft mark.is-here").first).to_have_text(said["hurts"])
    instead = page.evaluate("document.activeElement.value")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "id_body"
    page.keyboard.press("F8")
    page.keyboard.press("Enter")
    assert instead in text_of(page)
    page.keyboard.press("Control+Z")
    assert text_of(page) == said["bad"]
    expect(page.locator(".draft mark.is-block").first).to_have_text(said["hurts"])
    page.keyboard.press("F8")
    expect(page.locator(".draft mark.is-here").first).to_have_text(said["hurts"])
    page.keyboard.press("Enter")
    assert instead in text_of(page)
    while re.fullmatch(r"…|\{\w+\}", chosen(page)):  # what only the writer knows
        page.keyboard.insert_text(said["fill"])
        page.wait_for_timeout(900)
        page.keyboard.press("F8")
    page.keyboard.press("Escape")

    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(said["next"])
    expect(under.locator(".holds li.no")).to_have_count(0)
    expect(under.locator(".holds li.yes")).to_have_count(2)
    expect(page.locator(".draft mark")).to_have_count(0)
    expect(under.locator("[data-said]")).to_contain_text(said["nothing"])
    comes_to(page, "[name=channel][value=mail]")
    with page.expect_response(lambda answer: answer.url.endswith("/letters/")) as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 200
    assert house.link_for(HERS, letters=1)
    walker.leaves()


@pytest.mark.journey
def test_while_japanese_is_composed_nothing_is_asked_and_nothing_is_touched(at_work, browser: Browser):
    house, number = at_work
    walker = Walker(browser, house.url, "ja", wide=True).signs_in("mori@tamabashi.example")
    page = walker.goes_to(f"/cases/{number}/").page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/check/") else None)
    page.locator("#id_body").fill("倉庫が出荷を忘れておりました。")
    expect(page.locator(".draft mark.is-block")).to_have_count(1)
    before = len(asked)
    keys = page.context.new_cdp_session(page)
    for typed in ("う", "うん", "うんそう", "運送会社の遅れです"):
        keys.send(
            "Input.imeSetComposition",
            {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)},
        )
        page.wait_for_timeout(500)
        assert text_of(page) == f"倉庫が出荷を忘れておりました。{typed}"
    assert len(asked) == before
    expect(page.locator(".draft mark.is-block")).to_have_count(1)  # what stood before stays underlined
    keys.send("Input.insertText", {"text": "運送会社の遅れです。"})
    expect(page.locator(".draft mark.is-block")).to_have_count(2)
    assert text_of(page).endswith("運送会社の遅れです。")
    walker.leaves()


@pytest.mark.journey
def test_a_reason_lets_it_leave_and_the_rest_is_told_in_place(at_work, browser: Browser):
    """Also in the fields inside the house, and without a script."""
    house, number = at_work
    walker = Walker(browser, house.url, "en", wide=True).signs_in("mori@tamabashi.example")
    page = walker.goes_to(f"/cases/{number}/?open=notes").page
    note = page.locator("form[action$='/notes/'] textarea")
    note.fill("Sasaki forgot the label.")
    expect(page.locator("form[action$='/notes/'] .findings")).to_contain_text("This field takes no reason")
    note.fill("Who did this?")
    stays = page.locator("form[action$='/notes/'] [data-reason]")
    expect(stays).to_be_visible()
    stays.locator("summary").click()
    stays.locator("input").fill("Asked of the machine.")
    walker.finds_the_page_usable_by_all()
    page.locator("form[action$='/notes/'] .button.is-strong").click()
    expect(page.locator("#drawer .ours").first).to_have_text("Who did this?")
    walker.leaves()

    plain = browser.new_context(java_script_enabled=False, locale="en")
    plain.add_cookies([{"name": "django_language", "value": "en", "url": house.url}])
    page = plain.new_page()
    page.goto(house.url + "/sign-in/")
    page.fill("#id_login", "mori@tamabashi.example")
    page.fill("#id_password", "a long enough password")
    page.locator("form:has(#id_password) button").click()
    page.goto(f"{house.url}/cases/{number}/")
    bad = "Dear Ms. Kiuchi, the warehouse forgot your box, {next_time}. Mori"
    page.fill("#id_body", bad)
    page.locator("[name=channel][value=mail]").click()
    expect(page.locator(".composer .findings")).to_contain_text("the warehouse forgot")
    assert text_of(page) == bad
    plain.close()
