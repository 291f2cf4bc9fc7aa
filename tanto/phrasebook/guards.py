"""What a verb asks of a text before it takes it: that what would hurt was changed, or stands there for a reason (7.1)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanto.journal.models import Words
from tanto.web.refusals import Refused
from tanto.wording.checking import Draft

from . import house
from .checked import Checked, Finding

SHORTEST = 5  # signs of a reason
LONGEST = 1000


@dataclass(frozen=True)
class Said:
    """What a writer says about the findings: a reason why the text stands as it is; the keys of elements that are in there; the
    keys of warnings that were shown (none: nobody looked, as where a program writes)."""

    reason: str = ""
    in_there: tuple[str, ...] = ()
    seen: tuple[str, ...] | None = None

    @property
    def unseen(self) -> "Said":
        """For a line that is not underlined while it is written: its warnings stop nobody."""
        return Said(self.reason, self.in_there)


NOTHING_SAID = Said()


@dataclass
class Hurts(Refused):
    """A refusal of words, with everything that was found in them, for the page."""

    checked: Any = None


def draft(text: str, *modes: str, **known: Any) -> Draft:
    """A text as this house reads it, with the whys in the language of the reader."""
    speaks = (get_language() or "en")[:2]
    return Draft(text, modes, speaks=speaks, catalogue=house.catalogue(), **known)


def must_not_hurt(text: str, mode: str, *, field: str, said: Said = NOTHING_SAID) -> dict[str, Any]:
    """For a text of which only the field matters: see `must_be_lifted`."""
    return must_be_lifted(Checked(draft(text, mode), in_there=said.in_there), field=field, said=said)


def must_be_lifted(checked: Checked, *, field: str, said: Said = NOTHING_SAID) -> dict[str, Any]:
    """Refuse a text with a block that is not lifted, and one with warnings that its writer has not seen. Gives the reason as a fact of
    the entry that the text is kept with; empty where none was needed."""
    if fixed := [one for one in checked.blocks if one.is_fixed]:
        raise cannot_stand(checked, fixed[0], field)
    reason = said.reason.replace("\x00", "").strip()[:LONGEST]
    if checked.wants_reason and len(reason) < SHORTEST:
        raise would_hurt(checked, field) if checked.liftable else lacks(checked, field)
    if said.seen is not None and checked.unseen(said.seen):
        raise look_once(checked, field)
    return {"override": Words.keep(reason)} if checked.wants_reason else {}


def cannot_stand(checked: Checked, found: Finding, field: str) -> Hurts:
    return Hurts(
        "words_cannot_stand",
        _("“%(words)s” cannot stand here.") % {"words": found.first.text},
        found.first.why,
        instead(found),
        field=field,
        checked=checked,
    )


def would_hurt(checked: Checked, field: str) -> Hurts:
    found = checked.liftable[0]
    return Hurts(
        "words_hurt",
        _("“%(words)s” would hurt.") % {"words": found.first.text},
        found.first.why,
        _("%(instead)s Or say in at least five characters why it must stay.") % {"instead": instead(found)},
        field=field,
        checked=checked,
    )


def lacks(checked: Checked, field: str) -> Hurts:
    missing = checked.missing_blocks[0]
    return Hurts(
        "element_missing",
        _("This is missing in the text: %(what)s.") % {"what": missing.element.label},
        _("Whoever waits for it reads the rest in vain."),
        _("Write it; or tick that it is in there; or say in at least five characters why it is left out."),
        field=field,
        checked=checked,
    )


def look_once(checked: Checked, field: str) -> Hurts:
    return Hurts(
        "look_once",
        _("Look once before it leaves: %(summary)s") % {"summary": checked.summary},
        _("Nothing of it stops you; only you know whether it fits."),
        _("Change what you like, then press again."),
        field=field,
        checked=checked,
    )


def instead(found: Finding) -> Any:
    rewrite = found.first.rewrite
    if not rewrite:
        return _("Say it another way.")
    if found.is_advice:
        return rewrite.strip("()（）")
    return _("Say instead: “%(rewrite)s”") % {"rewrite": rewrite}
