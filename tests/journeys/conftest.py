import shutil

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.house import House

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, (
        "Chromium is missing. Install Debian's chromium, or set TANTO_SKIP_BROWSER=1 for make test."
    )
    with sync_playwright() as playwright:
        opened: Browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    house.tanto("migrate")
    yield house
    house.close()
