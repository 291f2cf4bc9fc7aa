"""Somebody with a phone in one hand: signs in, fills a form, presses, and looks whether the page can be used by all."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

PASSWORD = "a long enough password"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


class Walker:
    def __init__(
        self, browser: Browser, url: str, language: str, *, dark: bool = False, wide: bool = False
    ) -> None:
        scheme = "dark" if dark else "light"
        self.context = browser.new_context(
            viewport=DESKTOP if wide else PHONE,
            locale=language,
            color_scheme=scheme,
            timezone_id="Asia/Tokyo",
        )
        self.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.url = url
        self.troubles: list[str] = []
        self.page.on("console", lambda message: self.hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def hear(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.troubles.append(text)

    def goes_to(self, path: str) -> "Walker":
        self.page.goto(path if path.startswith("http") else self.url + path)
        return self

    def signs_in(self, email: str) -> "Walker":
        self.goes_to("/sign-in/")
        self.finds_the_page_usable_by_all()
        self.page.fill("#id_login", email)
        self.page.fill("#id_password", PASSWORD)
        self.page.locator("form:has(#id_password) button").click()
        self.page.wait_for_selector(".page-head")
        return self

    def form(self, action: str) -> Locator:
        """The form with this action; folded ones are opened by their summary."""
        form = self.page.locator(f'form[action$="{action}"]').first
        if not form.count():  # some forms come when their fold is opened
            for fold in self.page.locator("details:has(> .form-here):not([open])").all():
                fold.locator("summary").first.click()
        form.wait_for(state="attached")
        for fold in form.locator("xpath=ancestor::details[not(@open)]").all():
            fold.locator("summary").first.click()
        for fold in form.locator("details:not([open]):not([hidden])").all():
            fold.locator("summary").first.click()
        return form

    def presses(self, action: str, /, button: str = "button:not([data-fill])", **fields: str) -> "Walker":
        """Fill the named fields and press; waits until the answer stands on the page."""
        form = self.form(action)
        for name, value in fields.items():
            self.fills(form, name, value)
        pressed = action.rstrip("/").rpartition("/")[2]
        with self.page.expect_response(
            lambda answer: answer.request.method == "POST" and f"/{pressed}/" in answer.url
        ) as answer:
            form.locator(button).first.click()
        self.status = answer.value.status
        self.settles()
        return self

    def settles(self) -> None:
        """Until what came back stands on the page."""
        self.page.wait_for_load_state("networkidle")
        for _ in range(2):  # a swap may be asked for by what was swapped in
            busy = self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")
            busy.first.wait_for(state="detached")
            self.page.wait_for_timeout(40)

    def fills(self, form: Locator, name: str, value: str) -> None:
        field = form.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type") or field.first.evaluate("e => e.tagName")
        if kind == "radio":
            form.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "checkbox":
            field.check()
        elif kind == "SELECT":
            field.select_option(value)
        else:
            field.first.fill(value)

    def opens(self, number: str, drawer: str) -> "Walker":
        """A case with one of its drawers pulled open, by a press on its label."""
        self.goes_to(f"/cases/{number}/")
        self.page.locator(f'.drawers a[href*="open={drawer}"]').click()
        self.page.wait_for_selector("#drawer")
        return self

    def sees(self, text: str) -> None:
        assert text in self.page.locator("main").inner_text(), f"{text!r} is not on {self.page.url}"

    def stands_at(self, number: int) -> None:
        assert self.page.locator(".rail .is-open .stop").inner_text() == str(number)

    def finds_the_page_usable_by_all(self) -> None:
        """No serious finding of axe, nothing wider than the phone, nothing refused by the browser."""
        found = Axe().run(self.page).response["violations"]
        serious = [
            (f["id"], f["nodes"][0]["html"][:200]) for f in found if f["impact"] in ("serious", "critical")
        ]
        assert serious == [], self.page.url
        assert self.wide() == [], self.page.url
        assert self.troubles == []

    def wide(self) -> list[str]:
        """What stands out of the phone's side."""
        script = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(-3)"""
        return list(self.page.evaluate(script))

    def leaves(self) -> None:
        assert self.troubles == []
        self.context.close()
