"""Rules that the whole house keeps."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from tanto.api.late import LateAddresses
from tanto.clocks.kinds import KINDS
from tanto.journal.events import EVENTS
from tests.cast import Cast

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "tanto"
GROUND = {"journal", "clocks", "wording", "files", "web"}
OPEN_DOORS = {
    "help/",
    "help/your-page/",
    "sign-in/second/",
    "sign-in/passkey/",
    "password/forgotten/",
    "sign-in/",
    "sign-in/closed/",
    "sign-out/",
    "language/",
    "healthz",
    "readyz",
    "metrics",
    "",
}


def addresses(resolver: URLResolver | None = None, before: str = "") -> list[str]:
    """Every address of the URL list, with something plausible in its places."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, LateAddresses):
            continue  # the door of programs: tests/api asks every operation of it
        if isinstance(pattern, URLResolver):
            found += addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            found.append(route)
    return found


def filled(route: str, case_number: str) -> str:
    route = route.replace("<slug:number>", case_number).replace("<slug:token>", "1-" + "a" * 40)
    route = route.replace("<slug:digest>", "abc").replace("<slug:who>", "nobody")
    return "/" + re.sub(r"<int:\w+>", "1", route)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_at_any_address(cast: Cast, client, method):
    number = cast.receive().number
    walked = 0
    for route in addresses():
        if route in OPEN_DOORS or route.startswith("style-"):
            continue
        answer = getattr(client, method)(filled(route, number))
        allowed = {404, 405} if route.startswith(("c/", "demo/")) else {404}
        assert answer.status_code in allowed, route
        walked += 1
    assert walked > 40


def test_a_colleague_without_a_part_finds_the_head_and_no_words(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.stranger)
    page = client.get(f"/cases/{case.number}/")
    assert page.status_code == 200
    assert cast.owner.name("en") in page.content.decode()
    assert "Which paper" not in page.content.decode()


def test_a_colleague_without_a_part_can_press_nothing(cast: Cast, client):
    case = cast.at_test()
    client.force_login(cast.stranger)
    before = case.history().count()
    for route in addresses():
        if route.startswith("cases/<slug:number>/") and route != "cases/<slug:number>/":
            assert client.post(filled(route, case.number), {"press": "x"}).status_code == 404, route
    assert case.history().count() == before


def test_no_get_changes_anything(cast: Cast, client, django_db_blocker):
    case = cast.at_test()
    link = case.link_of(cast.customer)
    from tanto.journal.models import Entry

    before = Entry.objects.count()
    client.force_login(cast.owner)
    for route in addresses():
        client.get(filled(route, case.number).replace("1-" + "a" * 40, link.token))
    assert Entry.objects.count() == before


def test_every_event_has_a_sentence_an_audience_and_its_japanese():
    catalogue = polib.pofile(str(HOUSE / "locale/ja/LC_MESSAGES/django.po"))
    japanese = {entry.msgid: entry.msgstr for entry in catalogue}
    for event in EVENTS.values():
        assert event.sentence
        assert event.audience
        assert japanese.get(event.sentence), event.kind


def test_every_event_that_is_recorded_is_declared():
    recorded = set()
    for file in HOUSE.rglob("*.py"):
        recorded |= set(re.findall(r'\.record(?:_now)?\(\s*"(\w+)"', file.read_text("utf-8")))
    assert recorded <= set(EVENTS)
    assert len(recorded) > 25


def test_every_clock_kind_says_what_is_owed():
    assert all(str(kind.label) and str(kind.duty) and kind.rungs for kind in KINDS.values())


def test_every_text_has_its_japanese():
    catalogue = polib.pofile(str(HOUSE / "locale/ja/LC_MESSAGES/django.po"))
    missing = [entry.msgid for entry in catalogue if not entry.translated() and not entry.obsolete]
    fuzzy = [entry.msgid for entry in catalogue if entry.fuzzy]
    assert (missing, fuzzy) == ([], [])


def test_every_text_in_the_code_is_in_the_catalogue():
    catalogue = {entry.msgid for entry in polib.pofile(str(HOUSE / "locale/ja/LC_MESSAGES/django.po"))}
    for file in HOUSE.rglob("*.py"):
        for text in texts_in(file):
            assert text in catalogue, f"{file.name}: {text}"
    for file in HOUSE.rglob("*.html"):
        for text in re.findall(r'{%\s*translate\s+(?:"([^"]+)"|\'([^\']+)\')', file.read_text("utf-8")):
            assert "".join(text) in catalogue, f"{file.name}: {text}"


def texts_in(file: Path) -> list[str]:
    names = {"_", "gettext", "gettext_lazy", "gettext_noop"}
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    marked = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in names and c.args]
    return [
        c.args[0].value
        for c in marked
        if isinstance(c.args[0], ast.Constant) and isinstance(c.args[0].value, str)
    ]


def test_placeholders_are_the_same_in_both_languages():
    places = re.compile(r"%\(\w+\)[sd]|{\w+}")
    for entry in polib.pofile(str(HOUSE / "locale/ja/LC_MESSAGES/django.po")):
        source = entry.msgid_plural or entry.msgid
        for form in list(entry.msgstr_plural.values()) or [entry.msgstr]:
            assert set(places.findall(source)) == set(places.findall(form)), entry.msgid


def test_every_setting_is_documented():
    used = set(re.findall(r'environ(?:\.get)?[\[(]"(\w+)"', (HOUSE / "settings.py").read_text("utf-8")))
    documented = (ROOT / "docs/install.md").read_text("utf-8")
    assert [name for name in used if f"`{name}`" not in documented] == []


def test_the_ground_floor_points_at_nothing_above_it():
    for model in apps.get_models():
        if model._meta.app_label not in GROUND:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if isinstance(field, models.ForeignKey) and target is not None:
                assert target._meta.app_label in GROUND, field


def test_no_style_attribute_and_no_script_in_a_template():
    for file in HOUSE.rglob("*.html"):
        text = file.read_text("utf-8")
        assert " style=" not in text or file.parent.name == "mail", (
            file
        )  # a mail has no style sheet beside it
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))|\son\w+=", text), file


def test_scripts_of_one_page_share_no_names():
    """Two classic scripts with one name at their top stop each other; only what must run before the page is drawn is one."""
    for file in HOUSE.rglob("*.html"):
        for tag in re.findall(r"<script[^>]*static '(?:tanto|home)/[^>]*>", file.read_text("utf-8")):
            assert 'type="module"' in tag or "tanto/theme.js" in tag, (file, tag)


def test_colours_stand_in_the_tokens_only():
    for file in (HOUSE / "web/static/tanto/css").rglob("*.css"):
        if file.name not in ("tokens.css", "print.css"):
            colours = re.findall(
                r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(|oklch\((?!from)",
                re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S),
            )
            assert colours == [], file


def test_the_content_security_policy_allows_nothing_inline(client, db):
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_migrations_are_complete(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_licence_of_every_dependency_is_allowed():
    from importlib.metadata import distribution

    for name in (
        "django",
        "django-allauth",
        "django-csp",
        "django-htmx",
        "gunicorn",
        "holidays",
        "markdown-it-py",
        "whitenoise",
        "click",
        "django-tasks",
        "openpyxl",
        "prometheus-client",
        "structlog",
        "argon2-cffi",
    ):
        meta = distribution(name).metadata
        text = f"{meta.get('License-Expression', '')} {meta.get('License', '')} {meta.get_all('Classifier')}"
        assert "AGPL" not in text
        assert "GNU General Public" not in text
