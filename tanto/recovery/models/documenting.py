import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Firm, Person
from tanto.phrasebook.guards import NOTHING_SAID, Said, must_be_lifted, must_not_hurt
from tanto.web.refusals import Refused
from tanto.wording.texts.placeholders import IN_BRACES, PLACEHOLDERS

from ..steps import DocumentKind
from .apologising import must_be_sorry
from .attachment import Attachment
from .document import RESPONSIBLE, Document, DocumentText
from .finding import must_name_nobody
from .sensing import clean_name
from .writing import Writing

CAUSES = ("occurrence", "escape")
# Who a paper is to, and who signs it: only there may anybody be named; in a letter also the two who answer for it.
TO_AND_FROM = ("addressee", "sender", "opening")
SIGNED = ("body", "ending", "need")


class Documenting(Writing):
    """Papers made from the record. They state no cause that no fact supports and name nobody for a mistake, whichever door makes
    them; that one was made changes nothing, that it was kept is written down."""

    class Meta(Writing.Meta):
        abstract = True

    def must_be_sound(
        self,
        *,
        by: Actor,
        kind: str,
        texts: Mapping[str, str],
        next_at: dt.datetime | None = None,
        said: Said = NOTHING_SAID,
    ) -> dict[str, Any]:
        """What no paper may do: a name tied to a mistake (INV-21, INV-22), a cause without a fact (INV-17), an apology with a
        condition or with words that would hurt, a report that does not say when the next one comes (INV-10). Gives what the entry keeps."""
        self.must_be_readable(by)
        for field, text in texts.items():
            must_be_filled(text, field)
        wanted = DocumentKind(kind)
        self._must_name_nobody(texts)
        for field in CAUSES:
            if texts.get(field, "").strip() and not self.supported_facts:
                raise cause_needs_fact(field)
            must_not_hurt(texts.get(field, ""), "cause", field=field)
        if wanted.is_hers:
            for field, text in texts.items():
                self.must_be_supported(self.looked_over(text, by=by), text, by=by, field=field)
        if wanted.is_report:
            self.must_announce(next_at)
        if wanted is not DocumentKind.APOLOGY:
            return {}
        body = texts.get("body", "")
        must_have_body(body)
        checked = self.looked_over(body, by=by, mode="apology_letter")
        return must_be_lifted(checked, field="body", said=said)

    def _must_name_nobody(self, texts: Mapping[str, str]) -> None:
        """The firm, the client and whom it is addressed to may be called like one of us."""
        people = list(Person.objects.here())
        signs = {self.owner_id, self.section.boss_id, self.section.deputy_id}
        others = [person for person in people if person.pk not in signs]
        for field, text in texts.items():
            if field not in TO_AND_FROM:
                among = others if field in SIGNED else people
                must_name_nobody(self._without_their_names(text), field=field, among=among)

    def _without_their_names(self, text: str) -> str:
        firm = Firm.known()
        names = [firm.name_ja, firm.name_en]
        if self.client:
            names += [self.client.name_ja, self.client.name_en]
        if self.contact:
            names += [self.contact.address("ja"), self.contact.address("en")]
        for name in sorted(filter(None, names), key=len, reverse=True):
            text = text.replace(name, "–")
        return text

    @verb
    def keep_document(
        self,
        *,
        by: Actor,
        kind: str,
        language: str,
        texts: Mapping[str, str],
        pdf: File,
        name: str,
        next_at: dt.datetime | None = None,
        said: Said = NOTHING_SAID,
    ) -> None:
        """Keep a paper with the case, with what was typed for it. The same paper twice is one. It is not sent by this, and nothing
        is announced. Who answers for it is printed on most, so it is kept with the texts: who is forgotten takes the paper along."""
        lifted = self.must_be_sound(by=by, kind=kind, texts=texts, next_at=next_at, said=said)
        if Document.objects.filter(case=self.pk, attachment__file=pdf).exists():
            return
        lies_there = self.attachments.filter(file=pdf).first()
        if lies_there is None:
            self.attach_now(pdf, name, by=by, channel="")
        printed = dict(texts) | {RESPONSIBLE: f"{self.owner.name(language)} {self.owner.phone}"}
        kept = {field: Words.keep(text, language) for field, text in printed.items() if text.strip()}
        document = self.documents.create(
            attachment=lies_there or Attachment.objects.get(case=self.pk, file=pdf),
            kind=kind,
            language=language,
            contact=self.contact if DocumentKind(kind).is_hers else None,
            by_id=by.person_id,
            at=clocks.now(),
        )
        DocumentText.objects.bulk_create(
            DocumentText(document=document, name=field, words=words) for field, words in kept.items()
        )
        self.record_now(
            "document_kept",
            by=by,
            tell=[self.owner],
            document=kind,
            language=language,
            digest=pdf.digest,
            title=Words.keep(clean_name(name)),
            **{f"text_{field}": words for field, words in kept.items()},
            **lifted,
        )


def must_be_filled(text: str, field: str) -> None:
    """A paper fills nothing when it is printed: a place in braces would stand there as it was typed."""
    known = {"link", "next_time", *PLACEHOLDERS}
    for found in IN_BRACES.finditer(text):
        if found.group(1).strip() in known:
            raise Refused(
                "gap_left",
                _("There is still a gap in the text: %(gap)s.") % {"gap": found.group()},
                _("On paper it would stand there as it was typed."),
                _("Write the words or the time in its place."),
                field=field,
            )


def must_have_body(body: str) -> None:
    if not body.strip():
        raise Refused(
            "letter_empty",
            _("There is no text yet."),
            _("An empty sheet under a seal is worse than none."),
            _("Write what you apologise for, and what was done."),
            field="body",
        )
    try:
        must_be_sorry(body)
    except Refused as refused:
        refused.field = "body"
        raise


def cause_needs_fact(field: str) -> Refused:
    return Refused(
        "cause_without_fact",
        _("A cause stands here, and no fact supports it yet."),
        _("No fact here supports it yet, and a cause that turns out wrong costs more trust than none."),
        _(
            "Leave the field empty: the report then says that it is still being checked. Or enter the fact with its source first."
        ),
        field=field,
    )
