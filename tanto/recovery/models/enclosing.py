from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.web.refusals import Refused

from ..steps import DocumentKind
from .attachment import MASKED
from .document import Document
from .row import CaseRow

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.fields.related_descriptors import RelatedManager

MOST = 10  # papers with one letter
FOR_HER = [kind.value for kind in DocumentKind if kind.is_hers]


class Enclosing(CaseRow):
    """Papers that go with a letter: those that were made for the customer and kept with the case. Nothing else of the case can leave
    by this way."""

    documents: "RelatedManager[Document]"

    class Meta(CaseRow.Meta):
        abstract = True

    @property
    def enclosable(self) -> "QuerySet[Document]":
        """The newest first. What was addressed to somebody of another firm, before the case was put right, is not among them."""
        to_them = Q(contact=None) | Q(contact__client=self.client_id)
        there = self.documents.filter(to_them, kind__in=FOR_HER).exclude(attachment__name=MASKED)
        return there.select_related("attachment__file")

    def enclosed(self, papers: Sequence[int]) -> list[Document]:
        """The rows of these papers, in the order chosen."""
        wanted = list(dict.fromkeys(papers))
        found = {document.pk: document for document in self.enclosable.filter(pk__in=wanted)}
        if len(found) < len(wanted):
            raise no_paper()
        if len(wanted) > MOST:
            raise too_many()
        return [found[pk] for pk in wanted]

    def enclosed_before(self, digests: Iterable[str]) -> list[Document]:
        """What went with an earlier letter and is still there."""
        return list(self.enclosable.filter(attachment__file__digest__in=list(digests)))

    def papers_left(self, papers: Sequence[Document]) -> dict[str, Any]:
        """They stand on the customer's page from now on. Gives what the entry of the letter says of them."""
        if not papers:
            return {}
        chosen = self.documents.filter(pk__in=[paper.pk for paper in papers])
        chosen.filter(contact=None).update(contact=self.contact)  # kept before it was known to whom it goes
        chosen.filter(sent_at=None).update(sent_at=clocks.now())
        return {"papers": [paper.attachment.file.digest for paper in papers]}


def hanging_on(facts: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    """Names and contents of the papers of a letter, as they leave with it. What was masked since stays here."""
    if not facts.get("papers"):
        return []
    found = Document.objects.filter(
        case__number=facts["number"], attachment__file__digest__in=facts["papers"]
    )
    there = found.exclude(attachment__name=MASKED).select_related("attachment__file").order_by("pk")
    return [(paper.attachment.name, paper.attachment.file.path.read_bytes()) for paper in there]


def no_paper() -> Refused:
    return Refused(
        "no_paper_to_enclose",
        _("One of the chosen papers cannot go with the letter."),
        _("Only papers that were made for the customer and are kept with this case leave by a letter."),
        _("Look under “Documents” which are there, and choose again."),
        field="papers",
    )


def too_many() -> Refused:
    return Refused(
        "too_many_papers",
        _("More than %(most)d papers are chosen.") % {"most": MOST},
        _("A mail with many papers is stopped on its way, and its reader does not know where to begin."),
        _("Choose those that the letter speaks of."),
        field="papers",
    )
