"""The handbook and the one line of every screen: nothing missing, nothing that leads nowhere, nothing of the house."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanto.recovery.steps import Step
from tanto.web.help import handbook
from tanto.web.help.screens import FOR_THE_CUSTOMER, ORDER, PAGES, PARTS, SCREENS, page_of_step
from tests.cast import PASSWORD, WORDS, Cast

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "docs" / "handbook"
TEMPLATES = sorted(path for path in (ROOT / "tanto").rglob("*.html") if "templates" in path.parts)
# Refusals, pages after a press, and questions of one button say all they are for in their heading.
WITHOUT_A_LINE = {
    "web/404.html", "web/refused.html", "web/too_large.html", "portal/tell.html", "429.html", "portal/dead.html", "account/account_inactive.html", "account/logout.html",
    "account/password_change.html", "account/reauthenticate.html", "mfa/recovery_codes/generate.html",
    "mfa/totp/deactivate_form.html", "mfa/webauthn/authenticator_confirm_delete.html",
    "web/help/contents.html", "web/help/page.html", "web/help/customer.html",
}  # fmt: skip
LINE_IN_A_PART = {"recovery/case.html": "recovery/head_of_case.html"}  # swapped together with the heading
# Pages that other pages lead to: they tell of a part of a screen.
FROM_OTHER_PAGES = {"writing", "words", "customers-page", "ends", "form"}
both = pytest.mark.parametrize("language", handbook.LANGUAGES)


def name_of(template: Path) -> str:
    return template.as_posix().partition("/templates/")[2]


def text_of(slug: str, language: str) -> str:
    return (BOOK / language / f"{slug}.md").read_text("utf-8")


def links_of(text: str) -> list[str]:
    return re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text)


def test_every_screen_says_what_it_is_for():
    texts = {name_of(template): template.read_text("utf-8") for template in TEMPLATES}
    silent = set()
    for name, text in texts.items():
        if '{% extends "web/base.html" %}' in text:
            told = texts[LINE_IN_A_PART.get(name, name)]
            if '{% about "' not in told:
                silent.add(name)
    assert silent == WITHOUT_A_LINE


def test_every_line_is_used_short_and_leads_to_a_page():
    used = {name for t in TEMPLATES for name in re.findall(r'{% about "([\w-]+)" %}', t.read_text("utf-8"))}
    assert used == set(SCREENS)
    for name, screen in SCREENS.items():
        assert len(str(screen.line)) <= 90, name
        assert screen.page in PAGES, name


def test_every_page_is_reached_from_a_screen_a_step_or_another_page():
    from_screens = {screen.page for screen in SCREENS.values()}
    from_steps = {page_of_step(step) for step in Step}
    assert from_screens | from_steps | FROM_OTHER_PAGES == set(PAGES)
    linked = {link for slug in ORDER for link in links_of(text_of(slug, "en"))}
    assert {f"{slug}.md" for slug in FROM_OTHER_PAGES} <= linked


@both
def test_the_files_are_the_pages(language):
    assert {path.stem for path in (BOOK / language).glob("*.md")} == {handbook.INDEX, *PAGES}


@both
def test_the_first_page_leads_to_every_page_in_order(language):
    assert links_of(text_of(handbook.INDEX, language)) == [f"{slug}.md" for slug in ORDER]


def test_the_first_page_and_the_contents_name_the_same_parts():
    parts = re.findall(r"^## (.+)$", text_of(handbook.INDEX, "en"), re.M)
    assert parts == [str(title) for title, _pages in PARTS]


@both
@pytest.mark.parametrize("slug", [handbook.INDEX, *PAGES])
def test_a_page_has_one_title_sections_and_links_that_hold(slug, language):
    text = text_of(slug, language)
    headings = re.findall(r"^(#+) (.+)$", text, re.M)
    assert text.startswith("# ")
    assert [level for level, _title in headings][1:] == ["##"] * (len(headings) - 1)
    assert len(headings) > 1
    assert len({title for _level, title in headings}) == len(headings)
    for link in links_of(text):
        assert (BOOK / language / link).is_file(), link
    for alt, picture in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text):
        assert alt
        assert (BOOK / language / picture).is_file(), picture


@both
@pytest.mark.parametrize("slug", PAGES)
def test_a_page_is_short(slug, language):
    text = text_of(slug, language)
    length = len(text.split()) if language == "en" else len(re.sub(r"\s", "", text))
    assert (150 if language == "en" else 350) <= length <= (360 if language == "en" else 950)


@both
def test_every_picture_is_shown_and_small(language):
    shown = {name for slug in PAGES for name in re.findall(r"/(\w[\w-]*\.webp)\)", text_of(slug, language))}
    made = {path.name: path.stat().st_size for path in (BOOK / "pictures" / language).glob("*.webp")}
    assert set(made) == shown
    assert max(made.values()) < 120_000
    assert {"en": "/en/", "ja": "/ja/"}[language] in text_of("case", language)


def test_a_stranger_reads_all_of_it_and_nothing_of_the_house(cast: Cast, client):
    cast.receive()
    for slug in ("", *PAGES):
        page = client.get(f"/help/{slug}/" if slug else "/help/")
        text = page.content.decode()
        assert page.status_code == 200, slug
        assert "Tamabashi" not in text
        assert cast.owner.name("en") not in text
        assert WORDS not in text


@pytest.mark.parametrize("path", ["nothing", "index", "..", "..%2fen%2fmy-day", "My-Day", "my-day.md"])
def test_what_is_no_page_is_not_found(db, client, path):
    assert client.get(f"/help/{path}/").status_code == 404


@pytest.mark.parametrize("path", ["en/nothing", "de/my-day", "en/your-page", "en/.."])
def test_what_is_no_picture_is_not_found(db, client, path):
    assert client.get(f"/help/pictures/{path}.webp").status_code == 404


def test_a_picture_comes_as_it_is(db, client):
    page = client.get("/help/pictures/ja/my-day.webp")
    assert page["Content-Type"] == "image/webp"
    assert b"".join(page.streaming_content)[:4] == b"RIFF"


def test_a_page_is_read_in_the_readers_language(db, client):
    assert "<h1>今日やること</h1>" in client.get("/help/my-day/", headers={"accept-language": "ja"}).text
    assert "<h1>My day</h1>" in client.get("/help/my-day/", headers={"accept-language": "fr"}).text


def test_the_contents_stand_beside_with_the_pages_before_and_after(cast: Cast, client):
    client.force_login(cast.owner)
    text = client.get("/help/desk/").text
    assert '<a href="/help/desk/" aria-current="page">' in text
    assert '<a href="/help/my-day/" rel="prev">' in text
    assert 'href="/help/cases/" rel="next"' in text
    assert 'src="/help/pictures/en/desk.webp"' in text


def test_help_costs_the_same_whatever_the_page(cast: Cast, client):
    client.force_login(cast.owner)
    client.get("/help/")
    counts = set()
    for slug in ORDER:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/help/{slug}/")
        counts.add(len(asked))
    assert counts == {3}  # who is signed in, and the bar at the top


def test_the_line_costs_no_query(cast: Cast, django_assert_num_queries):
    from tanto.web.templatetags.page import about

    with django_assert_num_queries(0):
        assert 'href="/help/my-day/"' in about("my-day")
        assert "first." in about("my-day")


def test_the_customer_is_led_to_one_page_and_from_there_nowhere(cast: Cast, client):
    case = cast.at_test()
    hers = client.get(f"/c/{case.link_of(cast.customer).token}/").text
    assert set(re.findall(r'href="(/help/[^"]*)"', hers)) == {"/help/your-page/?in=en"}
    text = client.get("/help/your-page/?in=ja").text
    assert "このページの使い方" in text
    assert re.findall(r'<a [^>]*href="([^"]*)"', text) == ["#main"]
    assert FOR_THE_CUSTOMER not in "".join(text_of(slug, "en") for slug in (*ORDER, handbook.INDEX))


def test_tags_in_a_page_stay_text(tmp_path, monkeypatch):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "desk.md").write_text("# Desk\n\n<script>alert(1)</script> [x](javascript:alert(1))\n")
    monkeypatch.setattr(handbook, "PLACES", (tmp_path,))
    body = handbook.read.__wrapped__("desk", "en").body
    assert "<script" not in body
    assert "<a" not in body


def test_starting_the_program_reads_no_markdown():
    script = "import django, sys; django.setup(); import tanto.urls; assert 'markdown_it' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, env=surroundings(), timeout=60)


def surroundings() -> dict[str, str]:
    import os

    return os.environ | {"DJANGO_SETTINGS_MODULE": "tanto.settings", "PYTHONPATH": str(ROOT)}


def test_an_installed_program_carries_the_handbook():
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    carried = built["targets"]["wheel"]["force-include"]["docs/handbook"]
    assert handbook.PLACES[0] == ROOT / carried


def test_the_front_door_leads_to_help(cast: Cast, client):
    assert 'href="/help/sign-in/"' in client.get("/sign-in/").text
    assert PASSWORD not in client.get("/help/sign-in/").text
