from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import Step
from .stepping import Stepping


class Asking(Stepping):
    """Step 2: the one most immediate issue, in her wording, read back to her and confirmed."""

    class Meta(Stepping.Meta):
        abstract = True

    @verb
    def agree_issue(self, *, by: Actor, wording: str, read_back: bool) -> None:
        """Write the most immediate issue down as she put it. read_back: she said yes when it was read to her."""
        self.must_be_owners(by)
        self.must_be_at(Step.QUESTION)
        if not wording.strip():
            raise Refused(
                "issue_missing",
                _("The most immediate issue is not written down."),
                _(
                    "A customer may name many troubles; one of them must be worked on first, and only the customer knows which."
                ),
                _(
                    "Ask: “Which point is the most immediate one for you at this moment?” and write the answer."
                ),
                field="wording",
            )
        if not read_back:
            raise Refused(
                "read_back_first",
                _("It was not read back to the customer yet."),
                _("What we understood and what was meant are often two things."),
                _("Read it out in these words and wait for the yes; then tick the box."),
                field="read_back",
            )
        words = Words.keep(wording.strip())
        self.issues.create(words=words, confirmed_at=clocks.now())
        self.move_to(Step.CUSHION, by=by)
        self.save()
        self.record_now("issue_agreed", by=by, words=words)
