from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import verb
from tanto.people.models.keeper import must_keep_house
from tanto.web.refusals import Refused
from tanto.web.sealing import Shut

from ..kinds import GROUPS, TOLD
from ..reach import Barred, must_be_fit
from ..signing import new_secret
from .row import OVERLAP, HookRow

if TYPE_CHECKING:
    from .hook import Hook


class Opening(HookRow):
    """Entering a webhook, changing what it is told, and giving it a new secret."""

    class Meta:
        abstract = True

    @classmethod
    @transaction.atomic
    def open(cls, *, by: Actor, url: str, kinds: list[str], description: str = "") -> "Hook | None":
        """A new webhook with a secret of its own. None where this press was done before: the secret was shown then."""
        must_keep_house(by)
        if Entry.already(by.press):
            return None
        must_be_an_address(url)
        must_choose(kinds)
        hook = cast(
            "Hook", cls(url=url, description=description, kinds=sorted(kinds), opened_at=clocks.now())
        )
        hook.seal_in(new_secret())
        hook.save(force_insert=True)
        hook.record("hook_opened", by=by, at=hook.opened_at)
        return hook

    @verb
    def change(self, *, by: Actor, **columns: Any) -> None:
        """Another address, other kinds, another description. What waits goes to the new address."""
        must_keep_house(by)
        if "kinds" in columns:
            must_choose(columns["kinds"])
            columns["kinds"] = sorted(columns["kinds"])
        changed = sorted(name for name, value in columns.items() if getattr(self, name) != value)
        if not changed:
            return
        if "url" in changed:
            must_be_an_address(columns["url"])
        for name in changed:
            setattr(self, name, columns[name])
        self.save(update_fields=changed)
        self.record("hook_changed", by=by, at=clocks.now(), columns=changed)

    @verb
    def rotate(self, *, by: Actor) -> bool:
        """A new secret; for a day messages are signed with both. None where this press was done before."""
        must_keep_house(by)
        now = clocks.now()
        self.former_secret, self.former_until = self.secret, now + OVERLAP
        try:
            self.shown_secret()
        except Shut:
            self.former_secret, self.former_until = "", None  # it signs nothing any more
        self.seal_in(new_secret())
        self.save(update_fields=["secret", "former_secret", "former_until"])
        self.record("hook_rotated", by=by, at=now, until_at=self.former_until)
        return True


def must_be_an_address(url: str) -> None:
    try:
        must_be_fit(url)
    except Barred as barred:
        raise Refused(
            "hook_address",
            _("Messages cannot go to this address: %(why)s.") % {"why": barred},
            _(
                "What leaves the house must not be readable on the way, nor reach into a network that is not open to all."
            ),
            _(
                "Enter an https:// address on the open internet. For one inside the firm, whoever runs the program names it in TANTO_HOOKS_MAY_REACH."
            ),
            field="url",
        ) from barred


def must_choose(kinds: list[str]) -> None:
    if not kinds or not set(kinds) <= GROUPS.keys() | TOLD.keys():
        raise Refused(
            "hook_kinds",
            _("It is not said what this webhook is told of, or it is something that never leaves."),
            _("A webhook without a kind would stay silent and look well."),
            _("Tick at least one group or one kind of the lists."),
            field="kinds",
        )
