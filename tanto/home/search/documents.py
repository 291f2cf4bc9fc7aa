"""What the index holds of a case: its head, everything journalled in it, and keys that say who may read and which filter
it falls under."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tanto.recovery.models import Case, CaseTag, Part

from ..models import Said
from .tokens import tokens

BETWEEN = "·"  # stands between two texts, so that no phrase reaches across
LONGEST = 15_000  # tokens in one piece; PostgreSQL counts positions to 16,383
MOST_SIGNS = 100_000  # in one piece, of four bytes at most; PostgreSQL takes a megabyte with the places
PIECES = 256  # of one case at most; row = case * PIECES + piece


@dataclass(frozen=True)
class Document:
    """One piece of one case. words: the head again and what was written; keys: see `keys_of_case`."""

    row: int
    head: Sequence[str]
    words: Sequence[str]
    keys: Sequence[str]


def documents(case_ids: Iterable[int]) -> Iterator[Document]:
    """The documents of these cases as they stand now: four queries."""
    ids = sorted(case_ids)
    cases = Case.objects.filter(pk__in=ids).select_related("client", "contact").order_by("pk")
    parts, tags, said = grouped_parts(ids), grouped_tags(ids), texts(ids)
    for case in cases:
        keys = keys_of_case(case, parts[case.pk], tags[case.pk])
        yield from pieces(case.pk, head_of(case), said[case.pk], keys)


def head_of(case: Case) -> list[str]:
    """What every colleague may find a case by: number, firm, city and contact, in both scripts."""
    texts = [case.number]
    if case.client is not None:
        texts += [case.client.name_en, case.client.name_ja, case.client.code, case.client.city]
    if case.contact is not None:
        texts += [case.contact.name_en, case.contact.name_ja]
    return joined(texts)


def joined(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        if made := tokens(text):
            found += [*made, BETWEEN]
    return found


def pieces(case_id: int, head: list[str], texts: Iterable[str], keys: list[str]) -> Iterator[Document]:
    for piece, words in enumerate(cut(head + joined(texts))):
        if piece == PIECES:
            return
        yield Document(case_id * PIECES + piece, head, words, keys)


def cut(words: list[str]) -> Iterator[list[str]]:
    """One piece or several, none with too many tokens or too many signs."""
    start = signs = 0
    for place, word in enumerate(words):
        signs += len(word)
        if place - start == LONGEST or signs > MOST_SIGNS:
            yield words[start:place]
            start, signs = place, len(word)
    yield words[start:]


def keys_of_case(case: Case, people: Iterable[int], tags: Iterable[int]) -> list[str]:
    """Who may read the words: p a person with a part, s the section, c the client, o the owner. What it falls under:
    ko open, ke ended, t step, e end, v severity, g tag."""
    keys = [f"s{case.section_id}", f"o{case.owner_id}", f"v{case.severity}"]
    keys += ["ko", f"t{case.step}"] if case.is_open else ["ke", f"e{case.end}"]
    keys += [f"c{case.client_id}"] if case.client_id else []
    return keys + [f"p{person}" for person in people] + [f"g{tag}" for tag in tags]


def grouped_parts(ids: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for case, person in Part.objects.filter(case__in=ids).values_list("case_id", "person_id"):
        found[case].add(person)
    return found


def grouped_tags(ids: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for case, tag in CaseTag.objects.filter(case__in=ids).values_list("case_id", "tag_id"):
        found[case].add(tag)
    return found


def texts(ids: list[int]) -> dict[int, list[str]]:
    """Everything written in these cases, oldest first; masked words are gone."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Said.objects.filter(case__in=ids, words__text__isnull=False).order_by("case_id", "words_id")
    for case, text in rows.values_list("case_id", "words__text"):
        found[case].append(text or "")
    return found
