"""The filter of the list of cases, read from an address that anybody may have typed by hand. What is wrong is said in
place, and the rest of the filter still counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tanto.recovery.steps import End, Severity, Step
from tanto.web.numbers import whole
from tanto.web.refusals import Refused

OPEN, ENDED, ALL = "open", "ended", "all"
DUE, NEW = "due", "new"
LONGEST = 200  # signs of a question to the search
NAMES = (
    "which",
    "step",
    "end",
    "severity",
    "section",
    "client",
    "tag",
    "mine",
    "owner",
    "draft",
    "late",
    "q",
    "sort",
)
BESIDE = ("after", "before", "view", "saved")  # what an address holds beside its filter


@dataclass(frozen=True)
class Filters:
    """What the list shows. Empty, zero or False: not asked for. section, client, owner: ids; tag: its name."""

    which: str = OPEN
    step: str = ""
    end: str = ""
    severity: int = 0
    section: int = 0
    client: int = 0
    tag: str = ""
    mine: bool = False
    owner: int = 0
    draft: bool = False
    late: bool = False
    q: str = ""
    sort: str = DUE

    @property
    def is_open_only(self) -> bool:
        return self.which == OPEN

    @property
    def by_due(self) -> bool:
        """The next due first; what the search found stands newest first."""
        return self.sort == DUE and self.is_open_only and not self.q

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) for name in NAMES if name not in ("which", "sort"))

    def address(self) -> str:
        """The filter as a query string, always in the same order, without what goes without saying."""
        beside = {
            "which": ALL if self.q else OPEN,
            "sort": self.sort if self.q or not self.is_open_only else DUE,
        }
        asked = {name: getattr(self, name) for name in NAMES}
        kept = {name: value for name, value in asked.items() if value and value != beside.get(name)}
        return urlencode({name: "1" if value is True else value for name, value in kept.items()})

    def without(self, name: str) -> "Filters":
        """The same filter, one thing less."""
        rest = replace(self, **{name: getattr(Filters(), name)})
        return replace(rest, sort=NEW) if rest.which != OPEN else rest


def read(given: Mapping[str, str]) -> tuple[Filters, list[Refused]]:
    """The filter of an address, and what of it could not be read."""
    reader = Reader(given)
    return reader.filters(), reader.refused


class Reader:
    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.refused: list[Refused] = []

    def filters(self) -> Filters:
        for name in sorted(set(self.given) - set(NAMES) - set(BESIDE)):
            self.refuse(
                name, self.given[name], _("Filters are called: %(names)s.") % {"names": ", ".join(NAMES)}
            )
        q = self.text("q", LONGEST)
        which = self.one_of("which", (OPEN, ENDED, ALL)) or (ALL if q and not self.is_about_open() else OPEN)
        found = Filters(
            which=which,
            step=self.one_of("step", Step.values),
            end=self.one_of("end", End.values),
            severity=int(self.one_of("severity", map(str, Severity.values)) or 0),
            section=self.number("section"),
            client=self.number("client"),
            tag=self.text("tag", 40),
            mine=self.tick("mine"),
            owner=self.number("owner"),
            draft=self.tick("draft"),
            late=self.tick("late"),
            q=q,
            sort=self.one_of("sort", (DUE, NEW)) or (DUE if which == OPEN else NEW),
        )
        return self.agreeing(found)

    def is_about_open(self) -> bool:
        return any(self.given.get(name) for name in ("step", "mine", "owner", "draft", "late"))

    def agreeing(self, found: Filters) -> Filters:
        """What cannot be asked for together is said, and left out."""
        if found.which != OPEN:
            for name in ("owner", "mine"):
                if getattr(found, name):
                    self.refused.append(owner_of_ended())
                    found = replace(found, **{name: getattr(Filters(), name)})
            for name in ("late", "draft", "step"):
                if getattr(found, name) and found.which == ENDED:
                    self.refused.append(only_open(name))
                    found = replace(found, **{name: getattr(Filters(), name)})
            if found.sort == DUE:
                self.refused.append(only_open("sort"))
                found = replace(found, sort=NEW)
        if found.end and found.which == OPEN:
            found = replace(found, which=ENDED, sort=NEW) if "which" not in self.given else found
            if found.which == OPEN:
                self.refused.append(only_ended())
                found = replace(found, end="")
        return found

    def text(self, name: str, longest: int) -> str:
        return " ".join(self.given.get(name, "").replace("\x00", "").split())[:longest]

    def one_of(self, name: str, allowed: Iterable[str]) -> str:
        value, allowed = self.given.get(name, ""), list(allowed)
        if value and value not in allowed:
            self.refuse(name, value, _("Allowed are: %(values)s.") % {"values": ", ".join(allowed)})
            return ""
        return value

    def number(self, name: str) -> int:
        value = self.given.get(name, "")
        if value and not whole(value):
            self.refuse(name, value, _("It is a whole number, as the links on this page write it."))
            return 0
        return whole(value) or 0

    def tick(self, name: str) -> bool:
        return self.one_of(name, ("1",)) == "1"

    def refuse(self, name: str, value: str, allowed: str) -> None:
        self.refused.append(
            Refused(
                "filter_unknown",
                _("The list knows no “%(name)s=%(value)s”.") % {"name": name[:40], "value": value[:40]},
                _("A filter that is passed by in silence would show more than was asked for."),
                allowed,
            )
        )


def owner_of_ended() -> Refused:
    return Refused(
        "owner_of_open_only",
        _("Cases can be listed by owner while they are open, not afterwards."),
        _("Who owes something now must be found; nobody is counted by what went wrong."),
        _("Leave the owner out, or look at the open cases."),
    )


def only_open(name: str) -> Refused:
    return Refused(
        "filter_of_open_only",
        _("“%(name)s” asks for something that only open cases have.") % {"name": name},
        _("A step, a draft and a next due time end with the case."),
        _("Choose the open cases, or leave this out."),
    )


def only_ended() -> Refused:
    return Refused(
        "end_of_ended_only",
        _("An open case has no end yet."),
        _("A case stands at a step or has an end, never both."),
        _("Choose the ended cases, or leave the end out."),
    )


def missing(what: str) -> Refused:
    """A section, client, person or tag that is not there."""
    return Refused(
        "filter_of_nothing",
        what,
        _("It may have been written by hand, or come from an old link."),
        _("Choose it from the list, or leave it out."),
    )
