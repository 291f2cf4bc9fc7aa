"""Makes the README's pictures from the demo: `make pictures`. Opens the demo in a folder of its own and looks at it."""

import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.house import House

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


class Demo(House):
    """The demo at Friday 17:30."""

    def environment(self) -> dict[str, str]:
        begins = dt.datetime(2026, 11, 13, 8, 30, tzinfo=dt.UTC)
        ahead = (begins - dt.datetime.now(dt.UTC)).total_seconds()
        return super().environment() | {"TANTO_DEMO": "1", "TANTO_CLOCK_AHEAD": str(ahead)}


def look() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tanto-pictures-"))
    demo = Demo(folder)
    demo.tanto("migrate")
    demo.tanto("demo", "load", "--language", "en")
    demo.open()
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = chromium.new_page(viewport={"width": 1280, "height": 860}, locale="en")
            page.goto(f"{demo.url}/sign-in/")
            page.locator("form[action='/demo/owner/'] button").click()
            page.locator("main .next .foot a").first.click()
            page.wait_for_selector("#case")
            page.goto(page.url.partition("#")[0])
            page.screenshot(path=PICTURES / "case.png")
            chromium.close()
    finally:
        demo.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[1])
    look()
