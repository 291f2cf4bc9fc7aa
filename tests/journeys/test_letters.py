"""A letter is begun on one machine, goes on on another, is looked at with her eyes, taken back, and leaves, with a report beside it."""

import subprocess
import sys

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.house import ROOT, House
from tests.journeys.walker import Walker

HERS = "kiuchi@shirakabazawa.example"
CASE = """
import django; django.setup()
from tanto.people.models import Person
from tests.cast import Cast
from tanto.clients.models import Client
owner, client = Person.objects.get(family_en="Mori"), Client.objects.get()
cast = Cast(owner=owner, client=client, customer=client.contacts.get(), **dict.fromkeys(("deputy", "boss", "colleague", "executive", "quality", "stranger")))
print(cast.accountable().number)
"""


def accountable(house: House) -> str:
    known = house.environment() | {"DJANGO_SETTINGS_MODULE": "tanto.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", CASE], env=known, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


def keep_a_report(walker: Walker, number: str) -> None:
    """As PDF, with the case; its link leads to the letter with the report ticked."""
    walker.goes_to(f"/cases/{number}/documents/first/")
    walker.page.locator("button[value=keep]").click()
    walker.page.locator("a[href*='?paper=']").click()
    expect(walker.page.locator("[name=papers]")).to_be_checked()
    walker.finds_the_page_usable_by_all()


def hers_is_the_report(browser: Browser, link: str, language: str, number: str) -> None:
    hers = Walker(browser, link, language).goes_to(link)
    with hers.page.expect_download() as coming:
        hers.page.locator("main a", has_text=f"{number}.pdf").click()
    with open(coming.value.path(), "rb") as paper:
        assert paper.read(5) == b"%PDF-"
    hers.leaves()


@pytest.mark.journey
@pytest.mark.parametrize(("language", "dark", "wide"), [("ja", False, False), ("en", True, True)])
def test_a_letter_is_begun_looked_at_taken_back_and_leaves(
    house: House, browser: Browser, language, dark, wide
):
    house.take_back = 6
    house.moves_in()
    number = accountable(house)
    house.open()
    first = Walker(browser, house.url, language, dark=dark, wide=wide).signs_in("mori@tamabashi.example")
    first.goes_to(f"/cases/{number}/")
    first.page.fill("#id_body", "森 Mori: it is with you by {next_time}. {link}")
    first.page.locator("[data-fill]").last.click()
    expect(first.page.locator("[data-draft-said]")).not_to_have_text("")
    keep_a_report(first, number)
    first.leaves()

    second = Walker(browser, house.url, language, dark=dark, wide=wide).signs_in("mori@tamabashi.example")
    second.goes_to(f"/cases/{number}/")
    expect(second.page.locator("#id_body")).to_have_value("森 Mori: it is with you by {next_time}. {link}")
    second.page.locator("[name=papers]").check()
    second.page.locator("[formaction$='/preview/']").click()
    expect(second.page.locator(".preview .facts")).to_contain_text(f"{number}.pdf")
    expect(second.page.locator(".preview .paper")).to_contain_text("/c/")
    second.finds_the_page_usable_by_all()
    second.presses("/letters/", button="[value=mail]")
    expect(second.page.locator("#going")).to_be_visible()
    second.finds_the_page_usable_by_all()
    second.presses("/letters/taken-back/")
    expect(second.page.locator("#id_body")).to_have_value("森 Mori: it is with you by {next_time}. {link}")
    second.page.wait_for_timeout(7000)
    assert house.letters_to(HERS) == []

    second.presses("/letters/", button="[value=mail]")
    expect(second.page.locator("#going.is-kept")).to_be_visible(timeout=20_000)
    link = house.link_for(HERS, letters=1)
    [letter] = house.mails_to(HERS)
    assert [part.get_content_type() for part in letter.iter_attachments()] == ["application/pdf"]
    hers_is_the_report(browser, link, language, number)
    second.goes_to(f"/cases/{number}/").finds_the_page_usable_by_all()
    expect(second.page.locator("#id_body")).not_to_have_value(
        "森 Mori: it is with you by {next_time}. {link}"
    )
    second.leaves()
