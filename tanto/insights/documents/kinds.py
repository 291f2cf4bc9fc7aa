"""Which papers there are, and of which fields each is made. A field has a label for who writes and a heading for who reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tanto.recovery.steps import DocumentKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Text: TypeAlias = "str | StrPromise"
MOST_TOGETHER = 20_000  # signs in all fields of one paper


@dataclass(frozen=True)
class Field:
    """label: on the form; heading: on the paper; most: signs; modes: how the checker reads it, none for what is only looked up
    (who it is to and from); is_table: a line is a time, a stroke and what happened; hint: below the label."""

    name: str
    label: Text
    heading: Text = ""
    rows: int = 3
    most: int = 4000
    modes: str = "ext"
    is_table: bool = False
    hint: Text = ""


LINES: Text = _("One line each.")
FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("addressee", _("To"), rows=2, most=300, modes="", hint=LINES),
        Field("sender", _("From"), rows=3, most=300, modes="", hint=_("One line each; who signs stands in the last one.")),
        Field("subject", _("Subject"), rows=1, most=200),
        Field("opening", _("Opening words"), rows=1, most=100, modes=""),
        Field("body", _("The letter"), rows=16, most=6000, modes="apology_letter"),
        Field("closing", _("Closing words"), rows=1, most=100, modes=""),
        Field("finding", _("What was found"), _("What was found")),
        Field("timeline", _("What happened, in order of time"), _("In order of time"), rows=8, is_table=True, hint=_("A line each: time | what happened")),
        Field("effect", _("What it meant for the customer"), _("Effect at your site, as we understand it")),
        Field("containment", _("What keeps it from spreading"), _("What we have stopped, and proof that it holds")),
        Field("scope", _("What else is being looked at"), _("Also under examination")),
        Field("confirmed", _("What is confirmed, and by what"), _("Confirmed so far")),
        Field("open", _("What is not known yet"), _("Not yet known")),
        Field("occurrence", _("Why it happened, by step of the work"), _("Cause of occurrence"), modes="ext cause"),
        Field("escape", _("Why we did not stop it, by step of the work"), _("Cause of escape: why we did not stop it"), modes="ext cause"),
        Field("correction", _("What was put right for this customer"), _("Correction")),
        Field("permanent", _("What is changed for good, and since when"), _("Permanent measures, and from when they count")),
        Field("spread", _("Where the same may happen, and what was found there"), _("Same risk elsewhere, checked")),
        Field("effect_check", _("How, until when and by which measure it is checked"), _("Check of the effect")),
        Field("team", _("Who works on it, by section and role"), _("D1 The team"), rows=2),
        Field("thanks", _("Thanks to the team, by section"), _("D8 Thanks to the team"), rows=2),
        Field("ending", _("Last sentences"), rows=3, most=1500),
        Field("what", _("What happened"), pgettext_lazy("notice", "What happened"), rows=2, most=400, modes="board", hint=_("One line. By step of the work, without a name.")),
        Field("effect_line", _("What it means for the customer"), _("Effect on the customer"), rows=2, most=400, modes="board", hint=_("One line.")),
        Field("need", _("What is needed from the boss"), _("What I need from you"), rows=2, most=400, modes="board", hint=_("One line.")),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """layout: which file in layouts/ sets it; step: what the checker asks of it (R-10, R-13, R-16); fields: in the order of the
    form; sections: those that get a heading of their own, with the heading where this kind calls it otherwise; says_when: does
    it hold the time of the next message?"""

    of: DocumentKind
    layout: str
    step: str
    heading: Text
    stage: Text
    fields: tuple[str, ...]
    sections: tuple[str, ...] = ()
    headings: Mapping[str, Text] | None = None
    says_when: bool = True

    @property
    def value(self) -> str:
        return self.of.value

    def fields_of(self) -> list[Field]:
        return [FIELDS[name] for name in self.fields]

    def heading_of(self, field: Field) -> str:
        return str((self.headings or {}).get(field.name, field.heading))


HEAD = ("addressee", "sender", "subject")
FIRST = ("finding", "timeline", "effect", "containment", "scope", "open")
INTERIM = ("timeline", "effect", "containment", "confirmed", "open")
FINAL = ("finding", "timeline", "effect", "containment", "confirmed", "occurrence", "escape", "correction", "permanent", "spread", "effect_check")  # fmt: skip
EIGHT_D = ("team", "finding", "effect", "timeline", "containment", "occurrence", "escape", "permanent", "correction", "spread", "effect_check", "thanks")  # fmt: skip
DISCIPLINES: Mapping[str, Text] = {
    "finding": _("D2 Description of the problem"),
    "effect": _("D2 Effect at your site"),
    "timeline": _("D2 In order of time"),
    "containment": _("D0, D3 Emergency and interim containment"),
    "occurrence": _("D4 Cause of occurrence"),
    "escape": _("D4 Cause of escape"),
    "permanent": _("D5 Permanent measures chosen"),
    "correction": _("D6 Put into effect and validated"),
    "spread": _("D7 Same risk elsewhere"),
    "effect_check": _("D7 Check of the effect"),
}
REPORT: Text = _("Incident report")

KINDS: Mapping[str, Kind] = {
    kind.value: kind
    for kind in (
        Kind(DocumentKind.APOLOGY, "letter", "apology", pgettext_lazy("heading of a letter", "Letter of apology"), "", ("addressee", "sender", "opening", "body", "closing"), says_when=False),
        Kind(DocumentKind.FIRST, "report", "incident_report", REPORT, _("First report"), (*HEAD, *FIRST, "ending"), FIRST),
        Kind(DocumentKind.INTERIM, "report", "incident_report", REPORT, _("Interim report"), (*HEAD, *INTERIM, "ending"), INTERIM),
        Kind(DocumentKind.FINAL, "report", "incident_report", REPORT, _("Final report"), (*HEAD, *FINAL, "ending"), FINAL),
        Kind(DocumentKind.EIGHT_D, "report", "incident_report", _("8D report"), "", (*HEAD, *EIGHT_D, "ending"), EIGHT_D, DISCIPLINES),
        Kind(DocumentKind.NOTICE, "notice", "boss_notice", _("Notice to the boss"), "", ("addressee", "what", "effect_line", "need"), says_when=False),
    )
}  # fmt: skip
