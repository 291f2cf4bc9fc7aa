"""What a case knows of the places in a text to the customer, said in the customer's language."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import formats, timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tanto import clocks
from tanto.clocks import saying
from tanto.people.models import Firm, Person
from tanto.wording import texts
from tanto.wording.texts import Text
from tanto.wording.texts.filling import Value

from .models.bouncing import HEARD
from .steps import Confidence, IssueState, Work

if TYPE_CHECKING:
    from .models import Action, Case, CustomerWord, Fact, Issue, Verbatim

# How an issue stands, as it is said to the customer.
STAGES = {
    IssueState.REPORTED: _("heard, and to be confirmed with you"),
    IssueState.CONFIRMED: _("agreed with you"),
    IssueState.IN_WORK: pgettext_lazy("said to the customer", "in work"),
    IssueState.FIXED: _("done as we see it, and yours to judge"),
    IssueState.ACCEPTED: _("solved, as you told us"),
    IssueState.REJECTED: _("taken up again"),
}
HER_LINE = 120  # signs of her first words that can stand for an issue nobody has named yet


class Filling:
    """Knows the places of a text. Each kind of row is read once, and only where a text asks for it: eight questions at most.

    issues, actions, words: the rows of the case, where a page has read them already.
    """

    def __init__(
        self,
        case: "Case",
        *,
        issues: "Iterable[Issue] | None" = None,
        actions: "Iterable[Action] | None" = None,
        words: "Iterable[Verbatim] | None" = None,
    ) -> None:
        self.case, self.now = case, clocks.now()
        self._issues, self._actions, self._words = issues, actions, words

    @property
    def language(self) -> str:
        """The customer's; before anybody is known, the reader's."""
        contact = self.case.contact
        return contact.language if contact else (translation.get_language() or "en")[:2]

    def fill(self, text: Text, language: str = "") -> tuple[str, str]:
        """Subject and body with what the case knows; what it does not know is a gap that is seen."""
        language = language or self.language
        with translation.override(language):
            subject = texts.fill(text.subject.get(language, ""), self.knows, language, is_subject=True)
            return subject, texts.fill(text.body[language], self.knows, language)

    def knows(self, name: str) -> Value | None:
        known = self.places.get(name)
        return known() if known else None

    @cached_property
    def places(self) -> Mapping[str, Callable[[], Value | None]]:
        """What to ask for each place; asked while the customer's language is active."""
        case, owner = self.case, self.case.owner
        return {
            "contact": self.contact,
            "firm": lambda: case.client.name() if case.client else None,
            "firm_ours": lambda: Firm.known().name(),
            "section": lambda: owner.section.name() if owner.section else None,
            "me": lambda: as_said(owner),
            "my_name": lambda: owner.name(),
            "phone": lambda: owner.phone,
            "boss": lambda: as_said(case.section.boss),
            "boss_name": lambda: case.section.boss.name(),
            "boss_title": lambda: title_of(case.section.name()),
            "case_no": lambda: case.number,
            "issue": self.issue,
            "state": lambda: str(STAGES[IssueState(self.issues[0].state)]) if self.issues else None,
            "containment": lambda: self.finished(Work.CONTAINMENT),
            "correction": lambda: self.finished(Work.CORRECTION),
            "done": lambda: [str(one) for one in self.done if one.done_at and one.done_at > self.last_told],
            "next": lambda: self.open_words(0),
            "action_1": lambda: self.open_words(0),
            "action_2": lambda: self.open_words(1),
            "time_1": lambda: self.open_time(0),
            "time_2": lambda: self.open_time(1),
            "result_at": lambda: self.open_time(0),
            "promises": lambda: [str(one) for one in self.promised],
            "fixed_how": lambda: [str(one) for one in self.fixed],
            "fixed_at": lambda: at(self.fixed[-1].done_at) if self.fixed else None,
            "now": lambda: at(self.now),
            "today": lambda: on(self.now),
            "missed_time": self.missed,
            "customer_word": lambda: str(self.word.words or self.word.get_answer_display()) if self.word else None,
            "word_on": lambda: on(self.word.at) if self.word else None,
            "confirmed": lambda: [str(one) for one in self.facts if one.confidence == Confidence.SURE],
            "open": lambda: [str(one) for one in self.facts if one.confidence != Confidence.SURE],
            "attempts": self.attempts,
            "severity": lambda: f"S{case.severity} {case.get_severity_display()}",
            "known_at": lambda: at(case.known_at),
        }  # fmt: skip

    # Rows, read once

    @cached_property
    def issues(self) -> "list[Issue]":
        """What troubles her, the open ones first; what she took back is no trouble."""
        rows = self._issues if self._issues is not None else self.case.issues.select_related("words")
        left = [issue for issue in rows if issue.state != IssueState.WITHDRAWN]
        return sorted(left, key=lambda issue: not issue.is_open)

    @cached_property
    def actions(self) -> "list[Action]":
        rows = self._actions if self._actions is not None else self.case.actions.select_related("words")
        return [action for action in rows if action.is_promised]

    @cached_property
    def words(self) -> "list[Verbatim]":
        rows = self._words if self._words is not None else self.case.verbatims.select_related("words")
        return list(rows)

    @cached_property
    def facts(self) -> "list[Fact]":
        return list(self.case.facts.select_related("words"))

    @cached_property
    def word(self) -> "CustomerWord | None":
        return self.case.customer_words.select_related("words").order_by("-id").first()

    @cached_property
    def last_told(self) -> dt.datetime:
        """When she heard from us last."""
        told = self.case.history().filter(kind__in=HEARD).values_list("at", flat=True).first()
        return told or self.case.known_at

    # What they say

    def contact(self) -> str:
        contact = self.case.contact
        return contact.address() if contact else str(_("colleagues"))

    def issue(self) -> str | None:
        """The most immediate one; while the customer is asked, all of those that are asked about."""
        asked = [issue for issue in self.issues if issue.state == IssueState.FIXED]
        if asked or self.issues:
            return " / ".join(texts.filling.trimmed(str(issue)) for issue in asked or self.issues[:1])
        hers = next((str(said) for said in self.words if said.is_hers), "")
        return hers if len(hers) <= HER_LINE else None

    @property
    def done(self) -> "list[Action]":
        finished = [(action.done_at, action.pk, action) for action in self.actions if action.done_at]
        return [action for _at, _pk, action in sorted(finished)]

    @property
    def promised(self) -> "list[Action]":
        return [action for action in self.actions if action.is_open]

    @property
    def fixed(self) -> "list[Action]":
        """What was reported as fixed: finished in the moment it was written down; else what was finished last."""
        return [action for action in self.done if action.done_at == action.due_at] or self.done[-1:]

    def finished(self, kind: Work) -> list[str]:
        return [str(action) for action in self.done if action.kind == kind]

    def open_words(self, place: int) -> str | None:
        left = self.promised
        return str(left[place]) if place < len(left) else None

    def open_time(self, place: int) -> str | None:
        left = self.promised
        return at(left[place].due_at) if place < len(left) else None

    def missed(self) -> str | None:
        told = self.case.next_told_at
        return at(told) if told is not None and told < self.now else None

    def attempts(self) -> list[str]:
        tried = self.case.attempts.values_list("at", flat=True)
        return list(
            dict.fromkeys(on(moment, "n月j日" if saying.is_japanese() else "j F") for moment in tried)
        )


def at(moment: dt.datetime | None) -> str | None:
    """With the weekday and the clock time."""
    return saying.letter_time(moment) if moment else None


def on(moment: dt.datetime, form: str = "") -> str:
    """The day alone."""
    form = form or ("Y年n月j日" if saying.is_japanese() else "j F Y")
    return formats.date_format(timezone.localtime(moment), form)


def as_said(person: Person, language: str = "") -> str:
    """How one of us is called in a sentence: in Japanese by the surname."""
    spoken = language or ("ja" if saying.is_japanese() else "en")
    return person.surname(spoken) if spoken == "ja" else person.name(spoken)


def title_of(section: str) -> str:
    """Of the one who leads it: 東日本営業部長 / Head of Sales East."""
    if saying.is_japanese():
        return (
            f"{section}長"
            if section.endswith(("部", "課", "室", "係", "所", "ター"))
            else f"{section} 責任者"
        )
    return f"Head of {section}"
