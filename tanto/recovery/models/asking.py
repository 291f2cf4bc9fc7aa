from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import OPEN_ISSUES, IssueState, Step
from .issue import Issue
from .stepping import Stepping

BEFORE_ASKED = (Step.LISTEN, Step.QUESTION, Step.CUSHION, Step.ADDRESS)


class Asking(Stepping):
    """Step 2: what troubles her, ranked by herself, read back and confirmed. New troubles may be named later too."""

    class Meta(Stepping.Meta):
        abstract = True

    def open_issues(self) -> list[Issue]:
        """In her order; the first is the most immediate one."""
        return list(self.issues.filter(state__in=OPEN_ISSUES).select_related("words"))

    @property
    def most_immediate(self) -> Issue | None:
        return self.issues.filter(state__in=OPEN_ISSUES).select_related("words").first()

    @property
    def just_said(self) -> Issue | None:
        """What she named after "solved", as she said it: to be read back as an issue."""
        said = self.issues.filter(state=IssueState.REPORTED, origin__in=[Step.PROBE, Step.FOLLOW_UP])
        return said.select_related("words").last()

    @verb
    def agree_issue(self, *, by: Actor, wording: str, read_back: bool, then: Sequence[str] = ()) -> None:
        """Write down what comes first as she put it, and what comes after it, in her order. read_back: she said yes
        when it was read to her."""
        self.must_be_owners(by)
        self.must_be_at(Step.QUESTION)
        named = [line.strip() for line in (wording, *then) if line.strip()]
        if not wording.strip() and not self.issues.filter(state__in=OPEN_ISSUES).exists():
            raise issue_missing()
        must_be_read_back(read_back)
        raw = self.just_said if wording.strip() else None
        if raw is not None:  # what she said afterwards, now in the words that she confirmed
            self.issues.filter(pk=raw.pk).update(words=Words.keep(named.pop(0)))
            self.set_order([raw.pk, *(issue.pk for issue in self.open_issues() if issue.pk != raw.pk)])
        self.name_now(named, origin=Step.QUESTION, is_first=raw is None and bool(wording.strip()))
        self._confirm_all()
        first = self.most_immediate
        assert first is not None
        self.move_to(Step.CUSHION, by=by)
        self.save()
        self.record_now("issue_agreed", by=by, words=first.words, count=len(self.open_issues()))

    @verb
    def name_issue(self, *, by: Actor, wording: str, is_confirmed: bool = False) -> None:
        """Something more troubles her. Until she confirmed the wording it is our guess. While the test question is
        open it leads back to step 2; after "solved" it is her word that says so."""
        self.must_be_owners(by)
        self.must_be_at(*BEFORE_ASKED, Step.TEST)
        if not wording.strip():
            raise issue_missing()
        [issue] = self.name_now([wording.strip()], origin=Step(self.step or Step.QUESTION))
        if is_confirmed:
            self.confirmed([issue])
        if self.step == Step.TEST:
            self.move_to(Step.QUESTION, by=by, why=issue.words)
        self.save()
        self.record_now("issue_named", by=by, words=issue.words, issue=issue.pk)

    @verb
    def confirm_issue(self, *, by: Actor, issue: int) -> None:
        """She said yes to our wording of one issue."""
        self.must_be_owners(by)
        found = self.issue_of(issue)
        if found.state == IssueState.REPORTED:
            self.confirmed([found])
            self.record_now("issue_confirmed", by=by, words=found.words, issue=found.pk)

    @verb
    def reword_issue(self, *, by: Actor, issue: int, wording: str) -> None:
        """Put an issue that is still our guess in the customer's words; both wordings are kept."""
        self.must_be_owners(by)
        found = self.issue_of(issue)
        if not wording.strip():
            raise issue_missing()
        if found.state != IssueState.REPORTED:
            raise Refused(
                "issue_agreed_already",
                _("The customer has confirmed this wording."),
                _("What was agreed is not rewritten afterwards."),
                _("Add another issue, or ask the customer to take this one back."),
                status=409,
            )
        words = Words.keep(wording.strip())
        self.issues.filter(pk=found.pk).update(words=words)
        self.record_now("issue_reworded", by=by, words=words, former=found.words, issue=found.pk)

    @verb
    def rank_issues(self, *, by: Actor, order: Iterable[int], read_back: bool) -> None:
        """Her order, first to last; it holds every open issue once (no ties)."""
        self.must_be_owners(by)
        self.must_be_at(*BEFORE_ASKED)
        wanted, known = list(order), {issue.pk: issue for issue in self.open_issues()}
        if not wanted or sorted(wanted) != sorted(known):
            raise Refused(
                "order_has_ties",
                _("This order leaves an issue out, or names one twice."),
                _("Two that come first are none that comes first: one must be worked on before the others."),
                _("Ask again which one comes first, then which next."),
                field="order",
            )
        must_be_read_back(read_back)
        self.set_order(wanted)
        self.record_now("issues_ranked", by=by, words=known[wanted[0]].words)

    @verb
    def take_back_issue(self, *, by: Actor, issue: int, words: str = "") -> None:
        """She says that one of them troubles her no more. Only she can; the last one is dropped with the whole case."""
        found = self.issue_of(issue)
        if by.entered_by:
            self.must_be_owners(by)
        if (
            by.kind != "contact"
            or not Contact.objects.filter(pk=by.id or 0, client=self.client_id or 0).exists()
        ):
            raise Refused(
                "only_customer_takes_back",
                _("Only the customer can take an issue back."),
                _("What troubles somebody is not ours to cross out."),
                _("Ask; then write down what was answered."),
                status=409,
            )
        if not found.is_open:
            return
        if len(self.open_issues()) == 1:
            raise Refused(
                "last_issue",
                _("This is the last open issue."),
                _("A case with nothing left to solve would go on without a goal."),
                _("If the whole matter is to be dropped, say that instead."),
                status=409,
            )
        self.issues.filter(pk=found.pk).update(state=IssueState.WITHDRAWN, since=clocks.now())
        facts = {"said": Words.keep(words.strip())} if words.strip() else {}
        self.record_now(
            "issue_taken_back",
            by=by,
            tell=[self.owner],
            words=found.words,
            issue=found.pk,
            contact=by.id,
            **facts,
        )

    def name_now(self, wordings: Sequence[str], *, origin: Step, is_first: bool = False) -> list[Issue]:
        """New issues below the ones there are, or, when the first is to come first, above them."""
        last = self.issues.order_by("-rank").values_list("rank", flat=True).first() or 0
        made = [
            self.issues.create(
                words=Words.keep(wording),
                rank=last + place,
                person=self.owner,
                since=clocks.now(),
                origin=origin,
            )
            for place, wording in enumerate(wordings, start=1)
        ]
        if is_first and made:
            ids = [issue.pk for issue in made]
            before = [issue.pk for issue in self.open_issues() if issue.pk not in ids]
            self.set_order([*ids, *before])
        return made

    def put_issue(self, words: Words, *, origin: Step) -> Issue:
        """What she just said becomes an issue, in her words, to be read back and ranked."""
        last = self.issues.order_by("-rank").values_list("rank", flat=True).first() or 0
        return self.issues.create(
            words=words, rank=last + 1, person=self.owner, since=clocks.now(), origin=origin
        )

    def set_order(self, order: Sequence[int]) -> None:
        """Above everything that was; never two with one rank, not even in between."""
        last = self.issues.order_by("-rank").values_list("rank", flat=True).first() or 0
        for place, issue in enumerate(order, start=last + 1):
            self.issues.filter(pk=issue).update(rank=place)

    def confirmed(self, issues: Iterable[Issue]) -> None:
        now = clocks.now()
        self.issues.filter(pk__in=[i.pk for i in issues], state=IssueState.REPORTED).update(
            state=IssueState.CONFIRMED, since=now, confirmed_at=now
        )

    def _confirm_all(self) -> None:
        self.confirmed(self.issues.all())

    def issue_of(self, pk: int) -> Issue:
        found = self.issues.select_related("words").filter(pk=pk).first()
        if found is None:
            raise Refused(
                "no_such_issue",
                _("This issue does not belong to this case."),
                _("The page may be older than the case."),
                _("Load the page again."),
                status=409,
            )
        return found


def issue_missing() -> Refused:
    return Refused(
        "issue_missing",
        _("The most immediate issue is not written down."),
        _(
            "A customer may name many troubles; one of them must be worked on first, and only the customer knows which."
        ),
        _("Ask: “Which point is the most immediate one for you at this moment?” and write the answer."),
        field="wording",
    )


def must_be_read_back(read_back: bool) -> None:
    if not read_back:
        raise Refused(
            "read_back_first",
            _("It was not read back to the customer yet."),
            _("What we understood and what was meant are often two things."),
            _("Read it out in these words and wait for the yes; then tick the box."),
            field="read_back",
        )
