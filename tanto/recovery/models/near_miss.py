"""What nearly went wrong. No name is asked and none is kept (B-4); a code lets whoever told it come back to it."""

import datetime as dt
import hashlib
import secrets
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor, system
from tanto.journal.models import Subject, Words
from tanto.journal.verbs import verb
from tanto.phrasebook.guards import NOTHING_SAID, Said, must_not_hurt
from tanto.web.refusals import Refused

from .finding import must_name_nobody
from .guards import must_have_words

SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"  # none that look like another


class NearMiss(Subject):
    """day: the day only, so that nobody is found by the minute; code: a digest of what the teller keeps."""

    subject_kind: ClassVar[str] = "near_miss"

    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    work_step = models.CharField(max_length=120)
    day = models.DateField()
    code = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.day} {self.work_step}"

    def journal_state(self) -> dict[str, Any]:
        return {"step": self.work_step, "day": self.day.isoformat(), "words": self.words_id}

    def journal_facts(self) -> dict[str, Any]:
        return {"number": self.pk}

    @classmethod
    @transaction.atomic
    def tell(cls, *, what: str, work_step: str, press: str = "") -> tuple["NearMiss", str]:
        """Keep it without a name; returns it and the code that only the teller sees. Nobody is told at that minute: a
        notice would say when. press: the key of the form, bound to nobody; the same press has the same code."""
        words = must_have_words(what, "what")
        if not work_step.strip():
            raise Refused(
                "step_of_work_missing",
                _("The step of our work is missing."),
                _("A near miss belongs to a step that can be made better, not to a person."),
                _("Name the step: order entry, packing, label, delivery note, telephone …"),
                field="work_step",
            )
        must_name_nobody(words, field="what")
        must_name_nobody(work_step, field="work_step")
        must_not_hurt(words, "cause", field="what")
        must_not_hurt(work_step, "cause", field="work_step")
        code = code_of(press)
        if told := cls.objects.filter(code=digest_of(code)).first():
            return told, code
        miss = cls.objects.create(
            words=Words.keep(words),
            work_step=" ".join(work_step.split())[:120],
            day=clocks.today(),
            code=digest_of(code),
        )
        miss.record("near_miss_told", by=system("page"), at=start_of_day(), words=miss.words)
        return miss, code

    @verb
    def thank(self, *, by: Actor, text: str, said: Said = NOTHING_SAID) -> None:
        """A colleague thanks, asks, or says what was done about it."""
        words = Words.keep(must_have_words(text, "text"))
        must_name_nobody(text, field="text")
        lifted = must_not_hurt(text, "board", field="text", said=said)
        self.record("near_miss_answered", by=by, at=clocks.now(), words=words, **lifted)

    @verb
    def add(self, *, by: Actor, code: str, text: str, said: Said = NOTHING_SAID) -> None:
        """Whoever told it adds something; the code is the only key, and `by` stays a machine."""
        if not secrets.compare_digest(digest_of(code), self.code):
            raise Refused(
                "wrong_code",
                _("This is not the code of this record."),
                _("Without a name, only the code says that it is you."),
                _("Look at the code you wrote down, or tell a new near miss."),
                field="code",
            )
        words = Words.keep(must_have_words(text, "text"))
        must_name_nobody(text, field="text")
        lifted = must_not_hurt(text, "board", field="text", said=said)
        self.record("near_miss_added", by=system(by.via), at=start_of_day(), words=words, **lifted)


def start_of_day() -> dt.datetime:
    """The first minute of today on the office wall: nobody is found by the hour."""
    return timezone.localtime(clocks.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def code_of(press: str) -> str:
    """Three groups of four signs; made of the press where there is one, so that a second press shows the same."""
    if not press:
        return "-".join("".join(secrets.choice(SIGNS) for _sign in range(4)) for _group in range(3))
    made = salted_hmac("tanto.near_miss", press, algorithm="sha256").digest()
    signs = "".join(SIGNS[byte % len(SIGNS)] for byte in made[:12])
    return "-".join(signs[start : start + 4] for start in (0, 4, 8))


def digest_of(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"near miss {plain}".encode()).hexdigest()
