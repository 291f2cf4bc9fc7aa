"""From what was typed to what a layout sets: every word in the language of the reader, whatever is missing called "still being checked"."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext, pgettext

from tanto.clocks import saying
from tanto.people.models import Firm
from tanto.recovery.models import Case

from .kinds import KINDS, Field, Kind

STROKE = re.compile(r"\s*[|｜\t]\s*")
ENDLESS = re.compile(r"[!-~\u00a1-\u02ff]{30}")
NO_SIGN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")
MOST_ROWS = 80


@dataclass(frozen=True)
class Paper:
    """What was typed for one paper. texts: by field; day: the date on it; next_at: when the customer hears next; reason: why words that
    would hurt stay as they are."""

    case: Case
    kind: Kind
    language: str
    texts: Mapping[str, str]
    day: dt.date
    next_at: dt.datetime | None = None
    reason: str = ""

    @property
    def at(self) -> dt.datetime:
        """The moment inside the file: the day on the paper, so that the same paper made twice is the same file."""
        return dt.datetime(self.day.year, self.day.month, self.day.day, tzinfo=dt.UTC)

    @property
    def name(self) -> str:
        """Of the file."""
        with translation.override(self.language):
            said = {"stage": self.kind.stage, "number": self.case.number}
            if self.kind.stage:
                return gettext("%(stage)s %(number)s.pdf") % said
            return f"{self.kind.heading} {self.case.number}.pdf"

    def content(self) -> dict[str, Any]:
        """For the layout, as JSON."""
        with translation.override(self.language):
            found = self._head() | OF_LAYOUT[self.kind.layout](self)
            return {"lang": self.language, **found}

    def _head(self) -> dict[str, Any]:
        firm, case = Firm.known().name(), self.case
        heading = str(self.kind.heading)
        return {
            "title": f"{heading} {case.number}",
            "heading": heading,
            "firm": firm,
            "number": case.number,
            "date": formats.date_format(self.day, "Y年n月j日" if saying.is_japanese() else "j F Y"),
            "addressee": self.lines("addressee"),
            "sender": self.lines("sender"),
        }

    def text(self, name: str) -> str:
        """Fit to be set: without signs that are none, and with places to break in what has none."""
        text = NO_SIGN.sub("", self.texts.get(name, "").replace("\r\n", "\n")).strip()
        return ENDLESS.sub(lambda run: run.group() + "\u200b", text)

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]

    def paragraphs(self, name: str) -> list[str]:
        """Parted by an empty line; in Japanese every line is one."""
        parts = re.split(r"\n\s*\n" if self.language == "en" else r"\n+", self.text(name))
        return [part.strip() for part in parts if part.strip()]

    def one_line(self, name: str) -> str:
        return " ".join(self.text(name).split())


def letter(paper: Paper) -> dict[str, Any]:
    return {
        "title": str(paper.kind.heading),
        "opening": paper.one_line("opening"),
        "paragraphs": paper.paragraphs("body"),
        "closing": paper.one_line("closing"),
        "seal": pgettext("room for a seal", "seal"),
    }


def report(paper: Paper) -> dict[str, Any]:
    case = paper.case
    missing = gettext("Still being checked")
    end = "" if paper.language == "en" else gettext("End of the report")
    return {
        "stage": str(paper.kind.stage),
        "about": [
            [gettext("Subject"), paper.one_line("subject") or missing],
            [gettext("Case number"), case.number],
        ],
        "sections": [section(paper, field, number) for number, field in enumerate(sections_of(paper), 1)],
        "paragraphs": paper.paragraphs("ending"),
        "answers": answers(paper),
        "end": end,
    }


def sections_of(paper: Paper) -> list[Field]:
    return [field for field in paper.kind.fields_of() if field.name in paper.kind.sections]


def section(paper: Paper, field: Field, number: int) -> dict[str, Any]:
    heading = paper.kind.heading_of(field)
    rows = table(paper.lines(field.name)) if field.is_table else []
    return {
        "heading": heading if paper.kind.headings else numbered(number, heading),
        "rows": rows,
        "head": [pgettext("column", "Time"), pgettext("column", "What happened")],
        "paragraphs": [] if rows else paper.paragraphs(field.name),
        "missing": gettext("Still being checked"),
    }


def table(lines: list[str]) -> list[list[str]]:
    """A line without a stroke has no time of its own."""
    parted = [STROKE.split(line, maxsplit=1) for line in lines[:MOST_ROWS]]
    return [part if len(part) == 2 else ["", part[0]] for part in parted]


def numbered(number: int, heading: str) -> str:
    """A number of one digit is as wide as a Japanese sign."""
    if not saying.is_japanese():
        return f"{number}  {heading}"
    wide = chr(ord("０") + number) if number < 10 else str(number)
    return f"{wide}　{heading}"


def answers(paper: Paper) -> list[list[str]]:
    """Who answers for it, and when the next message comes."""
    owner = paper.case.owner
    found = []
    if paper.next_at is not None:
        found.append([gettext("Next report"), saying.letter_time(paper.next_at)])
    elif paper.case.resolved_at is None:
        found.append([gettext("Next report"), gettext("Still being checked")])
    name = owner.name()
    if owner.phone:
        name = gettext("%(name)s, direct %(phone)s") % {"name": name, "phone": owner.phone}
    return [*found, [gettext("Responsible"), name]]


def notice(paper: Paper) -> dict[str, Any]:
    case = paper.case
    missing = gettext("Still being checked")
    known = gettext("Known since %(when)s") % {"when": saying.letter_time(case.known_at)}
    next_told = saying.letter_time(case.next_told_at) if case.next_told_at else missing
    beside = {
        "what": known,
        "effect_line": gettext("Next contact announced: %(when)s") % {"when": next_told},
        "need": gettext("Responsible: %(name)s") % {"name": case.owner.name()},
    }
    client = case.client.name() if case.client else gettext("Client not named yet")
    severity = f"S{case.severity} {case.get_severity_display()}"
    return {
        "subject": f"{client}　{case.number}" if saying.is_japanese() else f"{client}, {case.number}",
        "heading": f"{paper.kind.heading} · {severity}",
        "lines": [
            {"label": paper.kind.heading_of(field), "text": paper.one_line(field.name), "missing": missing, "beside": beside[field.name]}
            for field in paper.kind.fields_of()
            if field.name in beside
        ],
    }  # fmt: skip


OF_LAYOUT = {"letter": letter, "report": report, "notice": notice}


def paper_of(kind: str, **more: Any) -> Paper:
    return Paper(kind=KINDS[kind], **more)
