"""What the record of a case has to say for a paper: only what stands there. What does not stand there stays empty."""

import datetime as dt
from collections.abc import Callable

from django.utils import formats, timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext

from tanto import clocks
from tanto.clocks import saying
from tanto.people.models import Firm
from tanto.recovery.models import Action, Case, Fact, Mistake
from tanto.recovery.steps import DocumentKind, Trigger, Work

from . import apology, timeline
from .kinds import FIELDS, KINDS
from .naming import Unnamed


def begun(case: Case, *, kind: str, language: str) -> dict[str, str]:
    """The fields of a paper as the record fills them, in the language of its reader."""
    with translation.override(language):
        record = Record(case)
        fill = FILLED | OF_KIND.get(DocumentKind(kind), {})
        return {name: fill[name](record)[: FIELDS[name].most] for name in KINDS[kind].fields if name in fill}


class Record:
    """One case, read for one paper, in the active language."""

    def __init__(self, case: Case) -> None:
        self.case, self.now = case, clocks.now()
        self.unnamed = Unnamed()

    @cached_property
    def is_ja(self) -> bool:
        return saying.is_japanese()

    @cached_property
    def supported(self) -> list[Fact]:
        return self.case.supported_facts

    @cached_property
    def mistakes(self) -> list[Mistake]:
        return list(self.case.mistakes.select_related("words", "effect"))

    @cached_property
    def done(self) -> list[Action]:
        return [each for each in self.case.actions.select_related("words") if each.done_at]

    @cached_property
    def issues(self) -> list[str]:
        """What troubles the customer, the most immediate first; before it was agreed, nothing."""
        rows = self.case.issues.select_related("words").exclude(state="withdrawn")
        return [self.plain(str(issue.words)) for issue in rows]

    @property
    def issue(self) -> str:
        return self.issues[0] if self.issues else ""

    @property
    def error(self) -> str:
        """What went wrong on our side, by step of our work; only where a fact supports it (INV-17)."""
        if not self.supported or not self.mistakes:
            return ""
        return self.joined([str(mistake.words) for mistake in self.mistakes])

    @property
    def effect(self) -> str:
        known = [str(mistake.effect) for mistake in self.mistakes if mistake.effect]
        known += [str(Trigger(code).label) for code in self.case.triggers if code != Trigger.SECOND_FAILURE]
        return self.listed(known)

    @property
    def surname(self) -> str:
        return self.case.owner.surname()

    @property
    def event_day(self) -> str:
        return day(self.case.known_at)

    def done_for(self, kind: str) -> list[str]:
        return [str(each.words) for each in self.done if each.kind == kind]

    def plain(self, text: str) -> str:
        """Without a name of ours, without the stop at its end."""
        return self.unnamed(text).strip().rstrip(".。．")

    def joined(self, texts: list[str]) -> str:
        return ("、" if self.is_ja else "; ").join(self.plain(text) for text in texts)

    def listed(self, texts: list[str]) -> str:
        return "\n".join(dict.fromkeys(self.unnamed(text).strip() for text in texts))


def day(moment: dt.datetime) -> str:
    """12 November / 11月12日"""
    local = timezone.localtime(moment)
    return formats.date_format(local, "n月j日" if saying.is_japanese() else "j F")


def addressee(record: Record) -> str:
    """A person is addressed by name and 様; a firm alone by 御中, never both."""
    case, lines = record.case, []
    if case.client and not case.contact:
        return pgettext("addressed to a firm", "%(firm)s") % {"firm": case.client.name()}
    if case.client:
        lines.append(case.client.name())
    if case.contact:
        role = case.contact.role.strip()
        lines.append(f"{role}　{case.contact.address()}".strip() if record.is_ja else case.contact.address())
        lines += [role] if role.isascii() and role and not record.is_ja else []
    return "\n".join(lines)


def sender(record: Record) -> str:
    """Firm and section, and who answers for the case."""
    case = record.case
    return "\n".join([Firm.known().name(), case.section.name(), answers(record)])


def signed_by_boss(record: Record) -> str:
    """A letter on behalf of the firm is signed by a boss."""
    case = record.case
    boss = gettext("%(name)s, head of the section") % {"name": case.section.boss.name()}
    return "\n".join([Firm.known().name(), case.section.name(), boss])


def answers(record: Record) -> str:
    owner = record.case.owner
    if not owner.phone:
        return owner.name()
    return gettext("%(name)s, direct %(phone)s") % {"name": owner.name(), "phone": owner.phone}


def boss_of(record: Record) -> str:
    boss = record.case.section.boss
    return gettext("To %(name)s") % {"name": boss.name()}


def told(record: Record) -> str:
    """What we were told, and what we found ourselves as far as evidence goes. Our error and its cause wait for the final report."""
    found = [gettext("You told us: %(words)s") % {"words": issue} for issue in record.issues]
    found += [
        gettext("We found: %(words)s") % {"words": record.plain(str(fact.words))} for fact in record.supported
    ]
    return "\n".join(found)


def finding(record: Record) -> str:
    """What went wrong, where a fact supports it; until then what we were told."""
    if not record.error:
        return told(record)
    return record.listed([str(mistake.words) for mistake in record.mistakes])


def containment(record: Record) -> str:
    return record.listed(
        [
            gettext("%(what)s (done %(when)s)") % {"what": record.plain(str(each.words)), "when": saying.letter_time(each.done_at)}
            for each in record.done
            if each.kind == Work.CONTAINMENT and each.done_at
        ]
    )  # fmt: skip


def confirmed(record: Record) -> str:
    return record.listed(
        [
            gettext("%(what)s (source: %(source)s)") % {"what": record.plain(str(fact.words)), "source": record.plain(str(fact.source))}
            for fact in record.supported
        ]
    )  # fmt: skip


def occurrence(record: Record) -> str:
    """INV-17: a cause only where a fact supports it."""
    if not record.supported:
        return ""
    return record.listed(
        [
            gettext("Step “%(step)s”: %(what)s") % {"step": mistake.work_step, "what": record.plain(str(mistake.words))}
            for mistake in record.mistakes
        ]
    )  # fmt: skip


def ending_of_final(record: Record) -> str:
    if not record.error:
        return gettext("I apologise for the continuing trouble.")
    return gettext("We caused this, and we apologise. I will call you to hear your questions.")


def what(record: Record) -> str:
    known = record.error or record.issue or record.plain(str(record.case.opening_words or ""))[:200]
    return " ".join(known.split())


FILLED: dict[str, Callable[[Record], str]] = {
    "addressee": addressee,
    "sender": sender,
    "subject": lambda record: record.issue,
    "opening": apology.opening,
    "body": apology.body,
    "closing": apology.closing,
    "finding": finding,
    "timeline": timeline.rows,
    "effect": lambda record: record.effect,
    "containment": containment,
    "confirmed": confirmed,
    "open": lambda record: gettext("Cause of occurrence\nCause of escape"),
    "occurrence": occurrence,
    "correction": lambda record: record.listed(record.done_for(Work.CORRECTION)),
    "ending": lambda record: gettext("I apologise for the trouble, and take personal responsibility for this report and the next steps."),
    "what": what,
    "effect_line": lambda record: " ".join(record.effect.split()),
    "need": lambda record: gettext("Please read it, and decide how you go to the customer."),
}  # fmt: skip

OF_KIND: dict[DocumentKind, dict[str, Callable[[Record], str]]] = {
    DocumentKind.APOLOGY: {"sender": signed_by_boss},
    DocumentKind.FIRST: {"finding": told},
    DocumentKind.INTERIM: {"ending": lambda record: gettext("I apologise for the continuing trouble.")},
    DocumentKind.FINAL: {"ending": ending_of_final},
    DocumentKind.EIGHT_D: {"ending": ending_of_final},
    DocumentKind.NOTICE: {"addressee": boss_of},
}
