from django.utils.translation import gettext_lazy as _

from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.phrasebook.guards import NOTHING_SAID, Said, must_not_hurt
from tanto.web.refusals import Refused
from tanto.wording import checks

from ..steps import Step
from .stepping import Stepping


class Cushioning(Stepping):
    """Step 3: one sentence that shows we understand what it means for her (INV-15)."""

    class Meta(Stepping.Meta):
        abstract = True

    @verb
    def cushion(self, *, by: Actor, sentence: str, said: Said = NOTHING_SAID) -> None:
        """Record the one sentence that was said or will open the letter."""
        self.must_be_owners(by)
        self.must_be_at(Step.CUSHION)
        count = checks.sentences(sentence)
        if count != 1:
            raise Refused(
                "cushion_one_sentence",
                _("The cushion has %(count)d sentences.") % {"count": count}
                if count
                else _("The cushion is empty."),
                _(
                    "It is a bridge, not a speech: it neither agrees nor explains, it shows that we see the customer’s position."
                ),
                _(
                    "Keep the sentence about what it means for the customer. The rest belongs to the next step."
                ),
                field="sentence",
            )
        must_not_hurt(sentence, "cushion", field="sentence", said=said)
        words = Words.keep(sentence.strip())
        self.move_to(Step.ADDRESS, by=by, said=words)
        self.save()
        self.record_now("cushioned", by=by, words=words)
