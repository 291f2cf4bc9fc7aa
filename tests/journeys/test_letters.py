"""A letter is begun on one machine, goes on on another, is looked at with her eyes, taken back, and leaves."""

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
    first.leaves()

    second = Walker(browser, house.url, language, dark=dark, wide=wide).signs_in("mori@tamabashi.example")
    second.goes_to(f"/cases/{number}/")
    expect(second.page.locator("#id_body")).to_have_value("森 Mori: it is with you by {next_time}. {link}")
    second.page.locator("[formaction$='/preview/']").click()
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
    assert house.link_for(HERS, letters=1)
    second.goes_to(f"/cases/{number}/").finds_the_page_usable_by_all()
    expect(second.page.locator("#id_body")).not_to_have_value(
        "森 Mori: it is with you by {next_time}. {link}"
    )
    second.leaves()
