"""Everything a page can do, a program can. Fails when a page or a verb comes without its operation."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tanto.api.late import LateAddresses
from tanto.clients.models import Client, Contact
from tanto.home.models import SavedView
from tanto.people.models import Firm, Person, Section
from tanto.phrasebook.models import HousePattern, Missed
from tanto.recovery.models import Case, NearMiss

ROOT = Path(__file__).parents[2] / "tanto"

# Pages whose operation has another name, or which two operations serve.
OPERATIONS = {
    "my_day": "my_day", "asked": "asked_of_me", "desk": "desk", "notices": "list_notices", "notices_count": "count_notices",
    "notices_read": "read_notices", "ways": "choose_ways", "house": "read_house", "house_again": "try_clock_again",
    "cases": "list_cases", "bulk": "do_to_many", "keep_view": "keep_view", "change_view": "change_view",
    "remove_view": "remove_view", "exports": "ask_export", "export": "read_export", "stop_export": "stop_export",
    "export_file": "read_export_file", "capture": "create_case", "near_misses": "list_near_misses",
    "near_miss_new": "tell_near_miss", "near_miss": "add_to_near_miss", "take_out": "take_out_contact", "forget": "forget_contact",
    "case": "read_case", "file": "read_file", "attach": "attach", "why": "explain_clock", "clients": "list_clients",
    "client_new": "take_on_client", "client": "change_client", "handover": "plan_handover",
    "handover_accept": "accept_handover", "handover_decline": "decline_handover", "handover_told": "tell_of_handover",
    "contact_new": "meet_contact", "contact": "change_contact", "me": "read_me", "tokens": "list_tokens",
    "end_token": "end_token", "end_token_of": "end_token_of_person", "people": "list_people", "person_new": "enter_person",
    "person": "change_person", "my_absence": "be_away", "my_return": "come_back", "absence": "enter_absence",
    "return": "end_absence", "invite": "invite_person", "take_off_second_step": "take_off_second_step",
    "forget_person": "forget_person", "firm": "change_firm", "leaving": "end_person", "calendar": "read_calendar",
    "set_hours": "set_hours", "share_hours": "share_hours", "name_day": "name_day", "drop_day": "drop_day",
    "confirm_year": "confirm_year", "rules": "list_clocks", "rule": "set_clock", "reset_rule": "reset_clock",
    "deadline_new": "enter_deadline", "section_new": "open_section", "section": "change_section", "figures": "read_figures",
    "hooks": "list_hooks", "hooks_standing": "list_hooks", "hook_new": "open_hook", "hook": "read_hook",
    "hook_entry": "change_hook", "hook_secret": "rotate_hook", "hook_switch": "switch_hook", "hook_test": "test_hook",
    "hook_again": "replay_hook", "hook_replay": "replay_hook_message",
    "mailboxes": "list_mailboxes", "mail_standing": "list_mailboxes", "mail_mine": "list_arrivals", "mailbox_new": "open_mailbox", "mailbox": "change_mailbox",
    "mailbox_switch": "switch_mailbox", "mailbox_try": "try_mailbox", "arrival": "read_arrival", "arrival_case": "make_case_of_arrival",
    "arrival_source": "read_arrival_source", "mails": "list_mails", "mail": "read_mail", "mail_source": "read_mail_source",
    "phrasebook": "list_patterns", "phrase": "read_pattern", "phrase_new": "add_pattern", "phrase_change": "change_pattern",
    "phrase_switch": "switch_pattern", "phrase_shipped": "reset_pattern", "phrase_drop": "drop_pattern", "phrase_try": "try_pattern",
    "phrase_changes": "take_pattern_changes", "phrase_changes_file": "read_pattern_changes", "missed": "list_missed",
    "missed_new": "tell_missed", "missed_drop": "drop_missed", "missed_into": "change_pattern", "check": "check_text",
    "texts": "list_texts", "letter_texts": "list_texts_of_case", "letter_text": "fill_text", "cushion_text": "fill_text", "text": "write_text", "text_shipped": "reset_text", "text_version": "bring_back_text",
    "figures_csv": "read_figures", "drawer": "list_words_of_case", "part": "read_history",
    "documents": "list_documents", "document": "keep_document",
}  # fmt: skip

# Pages that no program needs, and why.
ONLY_PAGES = {
    "signing in is a person's, by password and second step": r"account_|mfa_|password_|sign_out_elsewhere|invitation$",
    "a house is begun once, at the machine": r"begin",
    "a token is made where somebody shows once more who they are": r"token_new$",
    "style, language and help belong to the browser": r"style$|language$|help|demo_",
    "a letter while it is typed, and looked at before it goes": r"letter_(draft|draft_end|going|preview)$",
    "a text while it is typed, read through before it is kept": r"text_reading$",
    "a picture within a mail; programs read its source": r"mail_picture$",
    "who else has the page open just now": r"here$",
    "a hint while somebody types": r"alike$",
    "a text is read while it is written; `tanto check-text` reads files": r"check(_live)?$",
    "a table is looked at before it is taken in": r"bring",
    "asked by machines beside it, without a person": r"health$|ready$|metrics$",
    "the customer's own page and form: she is no user": r"her_|tell$",
    "the reference of this very API": r"api_docs$",
}

# Verbs that a clock, a letter, the customer or another verb presses; nobody of us does.
MACHINES = {
    "expire_offer": "its clock runs out", "offer_on": "follows a new tanto", "ask_new_password": "from the sign-in page",
    "ask_for_call": "the customer, on her page", "ask_for_link": "the customer, on her page",
    "come_in": "behind a link in a mail", "note_key": "the sign-in library tells it", "sign_out": "browsers are a person's",
    "write": "`send` lets it wait, and the worker writes it", "let_go": "the same worker", "letter_bounced": "a mail that came back",
    "hear_unconfirmed": "the mail room", "hear_colleague": "the mail room", "note_automatic": "the mail room",
    "make_token": "on the page, with the password shown again",
}  # fmt: skip


def patterns(resolver=None):
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield each
        elif isinstance(each, URLResolver) and not isinstance(each, LateAddresses):
            yield from patterns(each)


@pytest.fixture(scope="module")
def operations() -> dict[str, str]:
    from tanto.api.operations import door

    paths = door.described()["paths"]
    return {one["operationId"]: path for path, methods in paths.items() for one in methods.values()}


def test_every_page_has_its_operation(operations):
    from tanto.recovery.api.verbs import VERBS

    pressed = {verb.view for verb in VERBS}
    left = set()
    for pattern in patterns():
        name = pattern.name or ""
        is_page_only = any(re.match(reason, name) for reason in ONLY_PAGES.values())
        if not is_page_only and pattern.callback not in pressed and OPERATIONS.get(name) not in operations:
            left.add(name)
    assert left == set()


def test_no_exception_and_no_line_is_left_over(operations):
    names = {pattern.name or "" for pattern in patterns()}
    assert set(OPERATIONS) <= names
    for reason in ONLY_PAGES.values():
        assert any(re.match(reason, name) for name in names), reason


def test_every_verb_is_pressed_by_some_operation():
    files = [*ROOT.glob("*/api/*.py"), *ROOT.glob("*/api.py"), *(ROOT / "recovery/views").glob("*.py")]
    files.append(ROOT / "insights/documents/views.py")
    text = "\n".join(file.read_text("utf-8") for file in files) + (ROOT / "people/views.py").read_text(
        "utf-8"
    )
    verbs = {
        name
        for model in (Case, Person, Client, Contact, Section, Firm, NearMiss, SavedView, HousePattern, Missed)
        for name in dir(model)
        if getattr(getattr(model, name, None), "is_verb", False)
    }
    left = {name for name in verbs if f".{name}(" not in text} - set(MACHINES)
    assert len(verbs) > 90
    assert left == set()


def test_every_operation_has_an_example_and_its_refusals():
    from tanto.api.operations import door

    document = door.described()
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            answers = {str(code): answer for code, answer in one["responses"].items()}
            good = next(answer for code, answer in answers.items() if code.startswith("2"))
            media = next(iter(good.get("content", {}).values()), None)
            assert media is None or "example" in media or media["schema"].get("format") == "binary", path
            sends = one.get("requestBody", {}).get("content", {}).get("application/json")
            assert sends is None or "example" in sends, (path, method)
            assert {"400", "401", "403", "404", "422", "429", "503"} <= set(answers), path
            assert one["summary"], path


def test_every_example_is_as_its_schema_says():
    import jsonschema_rs

    from tanto.api.operations import door

    document = door.described()
    for methods in document["paths"].values():
        for one in methods.values():
            answers = one["responses"].values()
            media = [each for answer in answers for each in answer.get("content", {}).values()]
            media += one.get("requestBody", {}).get("content", {}).values()
            for each in media:
                if "example" in each:
                    schema = each["schema"] | {"components": document["components"]}
                    jsonschema_rs.validate(schema, each["example"])


def test_no_two_shapes_have_one_name():
    from tanto.api.operations import door
    from tanto.web.api.kinds import Given, Shown

    def below(model):
        return [model, *(lower for each in model.__subclasses__() for lower in below(each))]

    ours = [each for top in (Given, Shown) for each in below(top) if each.__module__.startswith("tanto.")]
    names = [each.__name__ for each in ours]
    assert door.described()["openapi"] == "3.1.0"
    assert sorted({name for name in names if names.count(name) > 1}) == []
