"""Makes the pictures of the README and of the handbook from the demo: `make pictures`, or `python -m tests.pictures ja` for
one language. Opens the demo in a folder of its own, and walks through it as the journeys do."""

import base64
import datetime as dt
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.house import House
from tests.journeys.walker import Walker

DOCS = Path(__file__).parents[1] / "docs"
PASSWORD = "tanto demo 2026"
KEEPER, INVITED = "miura@tamabashi.example", "mori@tamabashi.example"
SAID = {
    "en": {
        "words": "The gaskets came, but half of them are the wrong size. Our line starts at six tomorrow.",
        "issue": "Forty gaskets of the right size before six tomorrow",
        "cushion": "I can see that your people stand ready for a line that may not start.",
        "statement": "I am Takahashi and I am fully accountable for the next steps until you tell me it is solved.",
        "action": "Forty gaskets on the night truck",
        "fixed": "Forty gaskets of the right size are with you since 05:20.",
        "solved": "They fit. The line is running.",
        "none": "No, that was all.",
    },
    "ja": {
        "words": "ガスケットは届きましたが、半分は寸法が違います。明日の朝6時からラインを動かす予定です。",
        "issue": "明日の朝6時までに、正しい寸法のガスケットを40枚",
        "cushion": "動かせるかどうか分からないラインを前に、皆様がお待ちになるご負担を、重く受け止めております。",
        "statement": "高橋でございます。「解決した」とお言葉をいただくまで、今後の対応はすべて私が責任を持ちます。",
        "action": "ガスケット40枚を夜の便で発送",
        "fixed": "正しい寸法のガスケット40枚を、5時20分にお届けしました。",
        "solved": "寸法は合っています。ラインも動いています。",
        "none": "いいえ、それだけです。",
    },
}


class Demo(House):
    """The demo at Friday 17:30."""

    def environment(self) -> dict[str, str]:
        begins = dt.datetime(2026, 11, 13, 8, 30, tzinfo=dt.UTC)
        ahead = (begins - dt.datetime.now(dt.UTC)).total_seconds()
        return super().environment() | {"TANTO_DEMO": "1", "TANTO_CLOCK_AHEAD": str(ahead)}


class Photographer(Walker):
    """Walks through the house and takes pictures for the handbook in one language."""

    def __init__(self, browser: Browser, url: str, language: str, *, width: int = 1000) -> None:
        super().__init__(browser, url, language, wide=width > 400)
        self.page.set_viewport_size({"width": width, "height": 844})
        self.folder = DOCS / "handbook" / "pictures" / language
        self.folder.mkdir(parents=True, exist_ok=True)
        self.said = SAID[language]

    def through(self, door: str) -> "Photographer":
        self.goes_to("/sign-in/")
        self.page.locator(f"form[action='/demo/{door}/'] button").click()
        self.page.wait_for_load_state("networkidle")
        return self

    def signs_in(self, email: str) -> "Photographer":
        self.goes_to("/sign-in/")
        self.page.fill("#id_login", email)
        self.page.fill("#id_password", PASSWORD)
        self.page.locator("form:has(#id_password) button").click()
        self.page.wait_for_selector(".page-head")
        return self

    def takes(self, name: str, path: str = "", of: str = "main", most: int = 640) -> "Photographer":
        """A picture of one part of the page, from its top, at most so many pixels high."""
        if path:
            self.goes_to(path)
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        self.page.wait_for_timeout(300)
        box = self.page.locator(of).first.bounding_box()
        assert box is not None, f"{of} is not on {self.page.url}"
        margin = 0 if of == "main" else 12
        part = {
            "x": max(box["x"] - margin, 0), "y": max(box["y"] - margin, 0), "width": box["width"] + 2 * margin,
            "height": min(box["height"] + 2 * margin, most), "scale": 1,
        }  # fmt: skip
        taken = self.context.new_cdp_session(self.page).send(
            "Page.captureScreenshot",
            {"format": "webp", "quality": 80, "clip": part, "captureBeyondViewport": True},
        )
        (self.folder / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
        return self

    def moment(self, hours: float) -> str:
        wall = dt.datetime(2026, 11, 13, 17, 30) + dt.timedelta(hours=hours)
        return wall.strftime("%Y-%m-%dT%H:%M")


@contextmanager
def opened(house: House):
    house.open()
    try:
        yield house
    finally:
        house.close()
        shutil.rmtree(house.folder)


def told(language: str) -> Demo:
    demo = Demo(Path(tempfile.mkdtemp(prefix="tanto-pictures-")))
    demo.tanto("migrate")
    demo.tanto("demo", "load", "--language", language)
    return demo


def for_the_readme(browser: Browser, demo: House) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="en")
    page.goto(f"{demo.url}/sign-in/")
    page.locator("form[action='/demo/owner/'] button").click()
    page.locator("main .next .foot a").first.click()
    page.wait_for_selector("#case")
    page.goto(page.url.partition("#")[0])
    page.locator("#clocks-h .chip").first.wait_for()  # the side column is drawn later
    page.screenshot(path=DOCS / "pictures" / "case.png")
    page.close()


def of_the_days(browser: Browser, demo: House, language: str) -> None:
    """What stands there without anybody pressing."""
    owner = Photographer(browser, demo.url, language, width=1120).through("owner")
    owner.takes("my-day", "/")
    owner.page.locator("main .next .foot a").first.click()
    owner.page.wait_for_selector("#case")
    number = owner.page.url.partition("/cases/")[2].partition("/")[0]
    owner.takes("case", f"/cases/{number}/", most=900).takes("writing", of=".composer", most=760)
    owner.takes("drawers", f"/cases/{number}/?open=apologies", of="#drawers", most=700)
    owner.takes("ends", f"/cases/{number}/?open=ends", of="#drawers", most=620)
    for name, path in (
        ("cases", "/cases/"), ("taking-in", "/cases/new/"), ("notices", "/notices/"), ("clients", "/clients/1/"),
        ("people", "/people/"), ("calendar", "/calendar/"), ("clocks", "/clocks/"), ("figures", "/figures/"),
        ("near-misses", "/near-misses/new/"), ("sign-in", "/me/sign-in/"),
    ):  # fmt: skip
        owner.takes(name, path)
    owner.leaves()
    boss = Photographer(browser, demo.url, language, width=1120).through("boss")
    boss.takes("desk", "/desk/").takes("exports", "/cases/exports/?of=").leaves()
    Photographer(browser, demo.url, language, width=390).through("customer").takes(
        "customers-page", most=1000
    ).leaves()


def of_the_steps(browser: Browser, demo: House, language: str) -> None:
    """One case from its first words to the follow-up."""
    owner = Photographer(browser, demo.url, language).through("owner").goes_to("/cases/new/")
    contact = owner.page.locator("#id_contact option[data-owner]").first
    client = {
        "client": contact.get_attribute("data-owner") or "",
        "contact": contact.get_attribute("value") or "",
    }
    owner.presses("/cases/new/", words=owner.said["words"], channel="phone", **client)
    owner.page.wait_for_selector("#case")
    number = owner.page.url.split("/cases/")[1].split("/")[0]
    panel = {"of": ".step-panel", "most": 760}
    owner.takes("listen", f"/cases/{number}/", **panel)
    owner.presses("/listening/", intensity="2")
    owner.takes("question", f"/cases/{number}/", **panel)
    owner.presses("/issue/", wording=owner.said["issue"], read_back="on")
    owner.takes("cushion", f"/cases/{number}/", **panel)
    owner.presses("/cushion/", sentence=owner.said["cushion"])
    owner.takes("address", f"/cases/{number}/", **panel)
    owner.presses(
        "/accountability/", statement=owner.said["statement"], action=owner.said["action"],
        action_due_at=owner.moment(5), next_at=owner.moment(2),
    )  # fmt: skip
    owner.presses("/fix/", how=owner.said["fixed"])
    owner.takes("test", f"/cases/{number}/", **panel)
    owner.presses("/answer/", answer="solved", words=owner.said["solved"], channel="phone")
    owner.takes("probe", f"/cases/{number}/", **panel)
    owner.presses("/answer/", answer="nothing_more", words=owner.said["none"], channel="phone")
    owner.takes("follow-up", f"/cases/{number}/", **panel)
    boss = Photographer(browser, demo.url, language).through("boss")
    name = boss.page.locator(".you .seal").get_attribute("title") or ""
    offer = owner.form("/offer/").locator("[name=to]")
    offer.select_option(label=name)
    owner.presses("/offer/")
    boss.takes("hand-over", f"/cases/{number}/", of=".card.is-offer").leaves()
    owner.leaves()


def of_keeping(browser: Browser, demo: House, language: str) -> None:
    keeper = Photographer(browser, demo.url, language).signs_in(KEEPER)
    for name, path in (("firm", "/firm/"), ("bring-in", "/import/clients/"), ("house", "/house/")):
        keeper.takes(name, path, most=620)
    keeper.goes_to("/people/").page.locator(".person-row", has_text=INVITED).locator(".what a").click()
    keeper.page.wait_for_selector("form[action$='/invitation/']")
    keeper.presses("/invitation/")
    keeper.leaves()
    invited = Photographer(browser, demo.url, language)
    invited.takes("invitations", demo.link_to("invitation", INVITED), of=".door").leaves()
    empty = House(Path(tempfile.mkdtemp(prefix="tanto-pictures-")))
    empty.tanto("migrate")
    with opened(empty):
        Photographer(browser, empty.url, language).takes("begin", "/begin/", most=800).leaves()


def look(languages: list[str]) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in languages:
            with opened(told(language)) as demo:
                if language == "en":
                    for_the_readme(chromium, demo)
                of_the_days(chromium, demo, language)
                of_the_steps(chromium, demo, language)
                of_keeping(chromium, demo, language)
        chromium.close()


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[1])
    look(sys.argv[1:] or ["en", "ja"])
