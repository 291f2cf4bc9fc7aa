from typing import TYPE_CHECKING

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words

from ..steps import Step
from .owing import Owing
from .trail import StepVisit

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .action import Action
    from .issue import Issue


class Stepping(Owing):
    """Moving along the steps: `case.step` is the truth, visits are the history, clocks go with it."""

    visits: "RelatedManager[StepVisit]"
    issues: "RelatedManager[Issue]"
    actions: "RelatedManager[Action]"

    class Meta(Owing.Meta):
        abstract = True

    def begin(self, step: Step, *, why: Words | None = None) -> None:
        """Open a visit and stand there. The row is saved by the verb."""
        visit = (self.pk, self.last_visit + 1, step, clocks.now(), why.pk if why else None)
        self.add(StepVisit, ["case", "number", "step", "since", "words"], visit)
        self.step = step

    @property
    def last_visit(self) -> int:
        """The number of the newest visit, 0 before the first."""
        if self.fresh is not None:
            return 0
        return self.visits.order_by("-number").values_list("number", flat=True).first() or 0

    def move_to(self, step: Step, *, by: Actor, said: Words | None = None, why: Words | None = None) -> None:
        """Finish the open visit and begin the next. said: what was said to her at the step that ends."""
        done: dict[str, object] = {"done_at": clocks.now(), "done_by_id": by.person_id}
        if said is not None:
            done["words"] = said
        self.visits.filter(done_at__isnull=True).update(**done)
        self.leave_step(step)
        self.begin(step, why=why)

    @property
    def visit(self) -> StepVisit | None:
        """The open one."""
        return self.visits.filter(done_at__isnull=True).first()
