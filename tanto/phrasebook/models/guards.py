"""What must be true of a pattern before it marks anybody's text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tanto.web.refusals import Refused
from tanto.wording import catalogues, examples, patterns
from tanto.wording.examples import Broken
from tanto.wording.patterns import LEVELS, MACROS, MODES, SCOPES, Pattern, PatternError

REPLACED = ("sentence", "words")
NOT_WRITTEN_FOR = frozenset({"required", "keigo", "said_before", "empty"})  # found without patterns
MOST_EXAMPLES = 20  # of each kind
LONGEST = {
    "find": patterns.LONGEST,
    "unless": patterns.LONGEST,
    "not_after": 400,
    "not_before": 400,
    "say": 500,
}
LONGEST_WHY, LONGEST_EXAMPLE = 300, 500
LARGEST = 10_000  # steps of the machine that RE2 makes; the largest shipped one has a tenth of it
MACRO = re.compile(r"@@?[A-Z]{2,}[A-Z_@]*")

# What RE2 says, and what that means for whoever wrote it.
IN_PLAIN_WORDS: list[tuple[str, str | Promise]] = [
    ("invalid perl operator: (?", _("It looks ahead or behind, or uses a kind of group that is not known here. Write what cancels a hit into “Not where this stands too”, “Not right after” or “Not right before”.")),
    ("invalid escape sequence: \\", _("A backslash stands before something that has no meaning there. Going back to a group (\\1) is not possible.")),
    ("missing )", _("A bracket “(” is opened and not closed.")),
    ("unexpected )", _("A bracket “)” is closed and was not opened.")),
    ("missing ]", _("A bracket “[” is opened and not closed.")),
    ("no argument for repetition operator", _("Nothing stands before a *, + or ? that could be repeated. A real one is written \\*, \\+ or \\?.")),
    ("bad repetition operator", _("A repetition is repeated; one is enough.")),
    ("invalid repetition size", _("A repetition in {…} runs from the smaller to the larger number, and to 1000 at most.")),
    ("invalid character class range", _("A range in […] runs from the earlier sign to the later one.")),
    ("invalid named capture group", _("A group with a name is written (?P<hit>…).")),
    ("duplicate capture group name", _("The name “hit” marks one group only.")),
    ("trailing \\", _("It ends with a backslash, and nothing comes after it.")),
    ("pattern too large", _("It is too large. Make two patterns of it, or fewer repetitions.")),
]  # fmt: skip


def written_for() -> list[str]:
    """The groups in which patterns can be written, in the order of the catalogue."""
    return [name for name in catalogues.groups() if name not in NOT_WRITTEN_FOR]


def must_be_known(language: str, group: str) -> None:
    if language not in catalogues.LANGUAGES or group not in written_for():
        raise Refused(
            "pattern_without_group",
            _("It is not said in which language and group the pattern stands."),
            _("The group says why a phrase hurts; without it nobody is told."),
            _("Choose one language and one group of the lists."),
            field="group",
        )


def must_hold(made: Pattern, shipped: Pattern | None = None) -> None:
    """Can it be read, is it bounded, and do its examples hold, with those that it was shipped with?"""
    must_be_chosen(made)
    must_fit(made)
    must_be_legible(made)
    must_have_examples(made)
    for wrong in broken(made, shipped):
        raise example_fails(made, wrong, is_shipped=shipped is not None and wrong.text in (*shipped.fire, *shipped.ok))  # fmt: skip
    must_not_find_its_own_words(made)


def broken(made: Pattern, shipped: Pattern | None = None) -> Iterator[Broken]:
    """Examples that do not hold, its own first, then those it was shipped with."""
    yield from examples.broken(made)
    if shipped is not None:
        left = replace(
            made,
            fire=tuple(text for text in shipped.fire if text not in made.fire),
            ok=tuple(text for text in shipped.ok if text not in made.ok),
        )
        yield from examples.broken(left)


def must_be_chosen(made: Pattern) -> None:
    for field, given, known in (
        ("level", made.level, LEVELS),
        ("mode", made.mode, MODES),
        ("scope", made.scope, SCOPES if made.language == "ja" else SCOPES[:2]),
        ("replaces", made.replaces, REPLACED),
    ):
        if given not in known:
            raise Refused(
                "pattern_without_place",
                _("“%(given)s” is none of: %(known)s.")
                % {"given": str(given)[:40], "known": ", ".join(known)},
                _("Level, field and reach decide where a phrase is marked and what it stops."),
                _("Choose one of the list."),
                field=field,
            )


def must_fit(made: Pattern) -> None:
    for field, most in LONGEST.items():
        must_be_text(field, getattr(made, field), most)
    for said in made.why.values():
        must_be_text("why", said, LONGEST_WHY)
    for field in ("fire", "ok"):
        texts = getattr(made, field)
        if len(texts) > MOST_EXAMPLES:
            raise too_long(field, MOST_EXAMPLES)
        for text in texts:
            must_be_text(field, text, LONGEST_EXAMPLE)


def must_be_text(field: str, text: object, most: int) -> None:
    if not isinstance(text, str) or "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise Refused(
            "pattern_no_text",
            _("What stands there is no text that can be kept."),
            _("A pattern is compared with what people write, sign by sign."),
            _("Write it anew, without signs that cannot be seen."),
            field=field,
        )
    if len(text) > most:
        raise too_long(field, most)


def too_long(field: str, most: int) -> Refused:
    return Refused(
        "pattern_too_long",
        _("More than %(most)d stand there.") % {"most": most},
        _("Whoever looks after it next year must be able to read it, and every text is read with it."),
        _("Shorten it, or make two patterns of it."),
        field=field,
    )


def must_be_legible(made: Pattern) -> None:
    """All its expressions; what it finds may be written over words instead of signs."""
    fields = ("find", "unless", "not_after", "not_before")
    for field in fields[1:] if made.scope == "words" and made.find.strip() else fields:
        must_be_read(field, getattr(made, field))
    must_name_known_words(made)


def must_be_read(field: str, expression: str) -> None:
    """RE2 says no in its own words; beside them stands what they mean."""
    if field == "find" and not expression.strip():
        raise unread(field, _("No expression stands there."))
    for macro in MACRO.findall(expression):
        if macro != "@@NAME@@" and not any(macro.startswith(f"@{name}") for name in MACROS):
            known = ", ".join(["@@NAME@@", *(f"@{name}" for name in MACROS)])
            raise unread(
                field, _("“%(macro)s” is not known; there are %(known)s.") % {"macro": macro, "known": known}
            )
    try:
        made = patterns.compiled(expression)
    except PatternError as wrong:
        raise unread(field, _("RE2 says: %(said)s.") % {"said": wrong}, in_plain_words(str(wrong))) from wrong
    if made.programsize > LARGEST:
        raise unread(field, _("It is too large. Make two patterns of it, or fewer repetitions."))


def must_name_known_words(made: Pattern) -> None:
    """A pattern over words names sets of words that there are."""
    try:
        made.finds  # noqa: B018
    except PatternError as wrong:
        raise unread("find", str(wrong)) from wrong


def in_plain_words(said: str) -> str | Promise:
    meant = next((words for start, words in IN_PLAIN_WORDS if said.startswith(start)), "")
    return meant or _("Take it to pieces, and try each piece alone.")


def unread(field: str, what: str | Promise, instead: str | Promise = "") -> Refused:
    return Refused(
        "pattern_unread",
        _("The expression cannot be read. %(what)s") % {"what": what},
        _("Only expressions whose time grows with the text alone are taken: nobody’s page must ever hang."),
        instead or _("Change the expression."),
        field=field,
    )


def must_have_examples(made: Pattern) -> None:
    for field, texts in (("fire", made.fire), ("ok", made.ok)):
        if not any(text.strip() for text in texts):
            raise Refused(
                "pattern_without_examples",
                _("An example is missing."),
                _("Examples hold a pattern to its word: one that it finds, one that it leaves alone."),
                _("Write at least one sentence of each kind, without real names."),
                field=field,
            )


def example_fails(made: Pattern, wrong: Broken, *, is_shipped: bool) -> Refused:
    instead = _("Change the expression until it holds, or take the example out.")
    if made.names_people:
        instead = _("Change the expression until it holds. In examples a colleague is called Sato or Mori, 佐藤 or 森.")  # fmt: skip
    return Refused(
        "pattern_breaks_its_word",
        broken_in_words(wrong),
        _("It came with the program; whatever the house changes, that example must hold.")
        if is_shipped
        else _("A pattern that does not do what its own example says does something else."),
        _("Change the expression until it holds; or leave this pattern as shipped, switch it off, and add one of your own.")
        if is_shipped
        else instead,
        field=wrong.kind,
    )  # fmt: skip


def broken_in_words(wrong: Broken) -> str | Promise:
    text, words = shortened(wrong.text), shortened(wrong.words)
    if wrong.reason == "found":
        return _("“%(text)s” is to be left alone, and is found: “%(words)s”.") % {"text": text, "words": words}  # fmt: skip
    if wrong.reason == "cancelled":
        return _("“%(text)s” is to be found, and is cancelled by “%(words)s”.") % {"text": text, "words": words}  # fmt: skip
    if wrong.reason == "beside":
        return _("“%(text)s” is to be found, and is cancelled by what stands right beside “%(words)s”.") % {"text": text, "words": words}  # fmt: skip
    if wrong.reason == "other_language":
        return _("“%(text)s” is to be found, and is not: it is in another language than this pattern.") % {"text": text}  # fmt: skip
    return _("“%(text)s” is to be found, and is not.") % {"text": text}


def shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def must_not_find_its_own_words(made: Pattern) -> None:
    if made.say and made.say[:1] not in "(（" and (found := examples.hits(made, made.say)):
        raise Refused(
            "pattern_finds_its_own_words",
            _("The words offered instead are found by this very pattern: “%(words)s”.")
            % {"words": found[0].text},
            _("Whoever takes them would be told off again."),
            _("Offer other words, or put advice in brackets: (name the hour)."),
            field="say",
        )
