"""How a small trouble goes: recorded, the boss told, led by one person to the customer's word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone

from tanto.clocks import working
from tanto.clocks.models import Calendar
from tanto.recovery.models import Case

from ..telling import TOKYO, Pair, Telling, at
from . import sentences
from .row import Minor

if TYPE_CHECKING:
    from ..story import Story

Said = TypeVar("Said")
Beat = tuple[dt.datetime, Callable[[], None]]


def minutes(amount: int) -> dt.timedelta:
    return dt.timedelta(minutes=amount)


def wall(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment, TOKYO):%Y-%m-%d %H:%M}"


class SmallTrouble:
    """One row of the table, told. number: its place in the table, from which the turns of phrase are taken."""

    case: Case

    def __init__(self, story: Story, row: Minor, number: int) -> None:
        self.story, self.row, self.number = story, row, number
        self.client = story.clients.get(row.code)
        main = next((key for key, p in story.people.items() if self.client and p == self.client.main), row.by)
        self.owner = row.owner or main
        self.by = story.who(self.owner)

    def tell(self) -> Telling:
        """From the first word to where it stands at demo time."""
        yield wall(self.after(max(3, self.row.boss_after // 4)))
        self.record()
        for moment, beat in sorted(self.first_days(), key=lambda each: each[0]):
            yield wall(moment)
            beat()

    def first_days(self) -> list[Beat]:
        """What the owner does, and the boss beside."""
        row = self.row
        start = self.after(max(9, row.boss_after // 2))
        beats: list[Beat] = [(self.boss_reads_at, self.boss_reads)]
        if row.until == "draft":
            return beats
        beats += [(start, self.take), (start + minutes(7), self.listen)]
        if row.until == "question":
            return beats
        if row.in_one:
            return [*beats[:2], (start + minutes(38), self.settle)]
        beats.append((start + minutes(12), self.account))
        if row.until in ("address", "withdrawn"):
            return beats
        fixed = self.next_day("10:15") + minutes(7 * (self.number % 11))
        beats.append((fixed, self.report_fixed))
        if row.until not in ("test", "silent"):
            beats.append((fixed + minutes(40 + 9 * (self.number % 8)), self.hear_solved))
        return beats

    def record(self) -> None:
        row = self.row
        self.case = Case.receive(
            self.say(row.words),
            by=self.story.who(row.by),
            client=self.client,
            contact=self.story.contacts.get(row.contact),
            known_at=at(row.known),
            channel=row.channel,
            discovered="us" if row.found_by_us else "customer",
            severity=4,
            failure=row.failure,
            language=self.story.language,
        )

    def boss_reads(self) -> None:
        told = self.case.told_bosses.select_related("boss").first()
        assert told is not None
        boss = told.boss.actor
        self.case.acknowledge(by=boss)
        if self.row.is_thanked:
            self.case.thank(by=boss, words=self.say(self.turn(sentences.THANKS)))
            decision, reason = self.turn(sentences.DECISIONS)
            self.case.decide_contact(by=boss, decision=decision, reason=self.say(reason))

    def take(self) -> None:
        """The tanto takes it, or whoever recorded it leads it alone."""
        offer = self.case.open_offer
        if offer is not None and offer.to_id == self.by.id:
            self.case.accept(by=self.by)
        elif offer is not None:
            self.case.take_back_offer(by=self.by)
        if tag := sentences.TAGS.get(self.row.failure):
            self.case.tag(by=self.by, name=self.say(tag))

    def listen(self) -> None:
        if self.row.found_by_us:
            self.case.hear(by=self.by, text=self.say(self.row.first), channel="phone")
        self.case.finish_listening(by=self.by, intensity=self.number % 3)

    def settle(self) -> None:
        """All of it in one conversation."""
        self.case.settle_in_one(
            by=self.by,
            intensity=self.number % 3,
            wording=self.say(self.row.first),
            sentence=self.say(sentences.CUSHIONS[self.row.failure]),
            statement=self.story.statement(self.case, self.owner),
            action=self.say(self.row.action),
            words=self.say(self.row.solved),
            nothing_more=self.say(self.turn(sentences.NOTHING_MORE)),
        )

    def account(self) -> None:
        row, next_at = self.row, self.next_day("14:00")
        self.case.agree_issue(by=self.by, wording=self.say(row.first), read_back=True)
        self.case.cushion(by=self.by, sentence=self.say(sentences.CUSHIONS[row.failure]))
        self.case.take_accountability(
            by=self.by,
            statement=self.story.statement(self.case, self.owner),
            action=self.say(row.action),
            action_due_at=next_at,
            next_at=next_at,
        )
        if row.names_mistake:
            step, what = sentences.MISTAKES[row.failure]
            self.case.record_mistake(by=self.by, what=self.say(what), work_step=self.say(step))

    def report_fixed(self) -> None:
        for deed in self.case.actions.filter(done_at__isnull=True):
            self.case.finish_action(by=self.by, action=deed)
        self.case.report_fixed(by=self.by, how=self.say(self.row.action))
        self.story.ask_if_solved(self.case, self.by, self.next_day("17:00", days=3))

    def hear_solved(self) -> None:
        hers = self.story.hers(self.row.contact, heard_by=self.owner)
        self.case.confirm_fix(by=hers, words=self.say(self.row.solved), channel="phone")
        if self.row.until != "probe":
            words = self.say(self.turn(sentences.NOTHING_MORE))
            self.case.say_nothing_more(by=hers, words=words, channel="phone")

    def ask_after_two_weeks(self) -> Telling:
        """On the morning of the fourteenth day; the customer's word closes it."""
        coming = self.case.next_follow_up
        assert coming is not None
        yield wall(coming.due_at - minutes(4 + 3 * (self.number % 9)))
        hers = self.story.hers(self.row.contact, heard_by=self.owner)
        words = self.say(self.turn(sentences.LASTING))
        self.case.confirm_lasting(by=hers, words=words, channel="phone")

    @property
    def boss_reads_at(self) -> dt.datetime:
        return self.after(self.row.boss_after) if self.row.boss_after else self.next_day("09:20")

    def after(self, amount: int) -> dt.datetime:
        return at(self.row.known) + minutes(amount)

    def next_day(self, clock: str, days: int = 1) -> dt.datetime:
        """So many working days on, at this hour."""
        timetable = Calendar.company().timetable()
        day = timetable.day_of(working.days_on(at(self.row.known), days, timetable))
        return at(f"{day} {clock}")

    def say(self, pair: Pair) -> str:
        return pair[self.story.language == "ja"]

    def turn(self, said: list[Said]) -> Said:
        return said[self.number % len(said)]
