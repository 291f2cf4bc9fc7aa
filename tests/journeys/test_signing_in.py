"""A passkey made in a real browser opens the house without a password; guesses are counted over all processes."""

import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.walker import PASSWORD, Walker

OWNER = "mori@tamabashi.example"


def fills_in(walker: Walker, field: str, value: str) -> None:
    walker.page.fill(field, value)
    walker.page.locator("main .is-primary").click()


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_passkey_opens_the_house_and_two_keys_keep_it_open(house: House, browser: Browser, language: str):
    house.url = house.url.replace("127.0.0.1", "localhost")  # an address of numbers can have no passkey
    house.tanto("migrate")
    house.moves_in()
    house.open()
    house.tanto("createadmin", "--email", OWNER, "--password", PASSWORD)
    owner = Walker(browser, house.url, language).goes_to("/sign-in/")
    page = owner.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    owner.finds_the_page_usable_by_all()
    page.fill("#id_login", OWNER)
    fills_in(owner, "#id_password", PASSWORD)
    page.wait_for_selector(".page-head")
    owner.goes_to("/me/sign-in/").finds_the_page_usable_by_all()
    page.click("a[href='/me/sign-in/passkeys/new/']")
    fills_in(owner, "#id_password", PASSWORD)
    page.wait_for_selector("#mfa_webauthn_add")
    owner.finds_the_page_usable_by_all()
    page.fill("#id_name", "Mori’s notebook")
    page.click("#mfa_webauthn_add")
    page.wait_for_selector(".codes")
    owner.finds_the_page_usable_by_all()
    assert page.locator(".codes code").count() == 10
    code = page.locator(".codes code").first.inner_text()
    owner.goes_to("/me/sign-in/")
    owner.sees("Mori’s notebook")

    page.context.clear_cookies()
    owner.goes_to("/sign-in/")
    page.click("#passkey_login")
    page.wait_for_selector(".page-head")

    other = Walker(browser, house.url, language).goes_to("/sign-in/")
    other.page.fill("#id_login", OWNER)
    fills_in(other, "#id_password", PASSWORD)
    other.page.wait_for_selector("#id_code")
    other.finds_the_page_usable_by_all()
    fills_in(other, "#id_code", code)
    other.page.wait_for_selector(".page-head")

    owner.goes_to("/me/sign-in/")
    page.locator("form[action='/me/sign-in/browsers/'] .is-strong").click()
    page.wait_for_url("**/me/sign-in/")
    other.page.goto(f"{house.url}/me/")
    assert other.page.locator(".page-head").count() == 0
    assert "404" in other.page.content() or other.page.locator("a[href^='/sign-in/']").count()


@pytest.mark.journey
def test_guesses_are_counted_over_all_processes(house: House):
    house.tanto("migrate")
    house.moves_in()
    house.open()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        second = free.getsockname()[1]
    house.running.append(
        subprocess.Popen(
            [sys.executable, "-m", "tanto", "web", "--port", str(second)], env=house.environment()
        )
    )
    doors = [f"http://127.0.0.1:{port}/sign-in/" for port in (house.port, second)]
    end = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(doors[1], timeout=5)
            break
        except OSError:
            assert time.monotonic() < end, "the second process did not open"
            time.sleep(0.1)
    answers = [guess(doors[number % 2], f"a wrong password {number}") for number in range(8)]
    assert [("Too many tries" in answer) for answer in answers] == [False] * 5 + [True] * 3


def guess(door: str, password: str) -> str:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(door, timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "login": OWNER, "password": password})
    asked = urllib.request.Request(door, sent.encode(), headers={"Referer": door, "Accept-Language": "en"})
    return browser.open(asked, timeout=10).read().decode()
