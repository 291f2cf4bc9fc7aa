"""What `tanto journal verify` holds against the chain of a case beside its own row: who owned it, what was said, and
what the customer answered."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tanto.journal.models import Entry, Subject

from .models import Case
from .steps import Answer

ANSWERED = {
    "fix_confirmed": {Answer.SOLVED},
    "fix_rejected": {Answer.PARTLY, Answer.NOT_SOLVED},
    "nothing_more_said": {Answer.NOTHING_MORE},
    "more_named": {Answer.MORE},
    "case_closed": {Answer.SATISFIED},
    "residual_reported": {Answer.RESIDUAL},
    "stayed_solved": {Answer.SATISFIED},
    "drop_asked": {Answer.DROPPED},
}
HEARD = {
    "case_received",
    "words_heard",
    "words_unconfirmed",
    "more_named",
    "residual_reported",
    "case_reopened",
}


def rows_agree(subject: Subject, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what does not agree, in words."""
    assert isinstance(subject, Case)
    owners = [entry.facts["owner"] for entry in entries if entry.facts.get("owner")]
    spans = list(subject.owner_spans.order_by("since").values_list("person_id", flat=True))
    if spans != [owner for owner, _ in groupby(owners)]:
        yield "its owner spans do not agree with its entries"
    heard: set[int] = set()
    for entry in entries:
        if entry.kind == "words_corrected":
            heard.discard(entry.facts["former"]["words"])
        if entry.kind in HEARD or entry.kind == "words_corrected":
            heard.add(entry.facts["words"]["words"])
    if heard != set(subject.verbatims.values_list("words_id", flat=True)):
        yield "its verbatims do not agree with its entries"
    answered = [(entry.kind, entry.facts["contact"]) for entry in entries if entry.kind in ANSWERED]
    words = list(subject.customer_words.order_by("id").values_list("answer", "contact_id"))
    agree = [
        answer in ANSWERED[kind] and by == contact
        for (kind, contact), (answer, by) in zip(answered, words, strict=False)
    ]
    if len(answered) != len(words) or not all(agree):
        yield "the customer's answers do not agree with its entries"
    kept = [entry.facts["digest"] for entry in entries if entry.kind == "document_kept"]
    if sorted(kept) != sorted(subject.documents.values_list("attachment__file__digest", flat=True)):
        yield "its documents do not agree with its entries"
