"""Texts to begin with, as a section writes them: read, written, taken back to the shipped words, brought back."""

from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.people.bearer import actor, caller
from tanto.people.models import Section
from tanto.web.api.answering import answer, etag_from, must_match
from tanto.web.api.kinds import At, Given, Id, Number, Shown, Text
from tanto.web.api.paging import page_of, paged
from tanto.web.api.routes import Room
from tanto.wording import texts

from .. import house, section_texts
from ..models import OwnText
from ..models.own_text import LANGUAGES
from ..models.text_guards import LONGEST, LONGEST_SUBJECT

TextId = Annotated[str, Field(pattern=r"^T-[0-9]{2}$", examples=["T-01"])]
Language = Literal["en", "ja"]
BODY = "Dear {contact},\n\nI will call you by {next_time}.\n\n{me}, {section}, direct {phone}"
WORDS = {"section": 2, "language": "en", "subject": "Where we stand ({case_no})", "body": BODY, "reason": ""}


class TextOfSection(Given):
    section: Id
    language: Language


class NewWords(TextOfSection):
    """reason: why they are kept although the checker stops them; at least five signs."""

    subject: Annotated[Text, Field(max_length=LONGEST_SUBJECT)] = ""
    body: Annotated[Text, Field(min_length=1, max_length=LONGEST)]
    reason: Annotated[Text, Field(max_length=500)] = ""


class EarlierVersion(TextOfSection):
    version: Annotated[int, Field(strict=True, ge=1, le=10**9)]


class TextHead(Shown):
    """own: in which languages the section has words of its own."""

    example: ClassVar[dict[str, Any]] = {"id": "T-11", "name_en": "Progress update with news", "name_ja": "進捗のご報告（進展あり）", "kind": "letter", "level": "", "steps": ["address"], "own": ["en"]}  # fmt: skip

    id: str
    name_en: str
    name_ja: str
    kind: str
    level: str
    steps: list[str]
    own: list[str]


class CheckerSaid(Shown):
    """What the checker says."""

    example: ClassVar[dict[str, Any]] = {"id": "EN-VG-01", "level": "warn", "text": "shortly", "why": "Nobody can wait for it.", "rewrite": "by 15:00"}  # fmt: skip

    id: str
    level: str
    text: str
    why: str
    rewrite: str


class Version(Shown):
    example: ClassVar[dict[str, Any]] = {"number": 1, "at": "2026-11-12T16:24:00+09:00", "is_own": True, "subject": "", "body": BODY, "reason": ""}  # fmt: skip

    number: int
    at: At
    is_own: bool
    subject: str
    body: str
    reason: str


class InOneLanguage(Shown):
    """The words in force; is_own: whether they are the section's own; said: what the checker says of them."""

    example: ClassVar[dict[str, Any]] = {"language": "en", "subject": "", "body": BODY, "is_own": True, "version": 1, "said": [], "versions": [Version.example]}  # fmt: skip

    language: str
    subject: str
    body: str
    is_own: bool
    version: int
    said: list[CheckerSaid]
    versions: list[Version]


class WholeText(Shown):
    example: ClassVar[dict[str, Any]] = {"id": "T-11", "section": 2, "words": [InOneLanguage.example]}

    id: str
    section: int
    words: list[InOneLanguage]


def section_of(request: HttpRequest, pk: int) -> Section:
    """The one that is named, else the caller's own, else the first."""
    found = Section.objects.order_by("name_en", "pk")
    section = found.filter(pk=pk or caller(request).section_id or 0).first()
    section = section or (None if pk else found.first())
    if section is None:
        raise Http404
    return section


def writable(request: HttpRequest, given: TextOfSection, text: str) -> Section:
    section = section_of(request, given.section)
    if not OwnText.may_write(caller(request), section) or text not in texts.shipped():
        raise Http404
    return section


def listed(request: HttpRequest, section: Number = 0) -> HttpResponse:
    """Every text, and where a section has words of its own."""
    found = section_of(request, section)
    own = list(OwnText.objects.filter(section=found, is_own=True).values_list("text", "language"))
    rows = [
        TextHead(
            id=text.id,
            name_en=text.name["en"],
            name_ja=text.name["ja"],
            kind=text.kind,
            level=text.level,
            steps=list(text.steps),
            own=sorted(language for name, language in own if name == text.id),
        )
        for text in texts.shipped().values()
    ]
    return paged(request, TextHead, rows, "")


def read(request: HttpRequest, text: TextId, section: Number = 0) -> HttpResponse:
    """One text as a section writes it, in both languages, with every version."""
    asked = section_of(request, section)
    return shown(asked, text, may_write=OwnText.may_write(caller(request), asked))


def shown(section: Section, name: str, *, may_write: bool = True) -> HttpResponse:
    """may_write: only who writes for the section reads why words stay that the checker stops."""
    if name not in texts.shipped():
        raise Http404
    text = section_texts.one(name, section.pk)
    rows = {own.language: own for own in OwnText.objects.filter(section=section, text=name)}
    words = [
        in_one(language, text, rows.get(language), may_write=may_write) for language, _label in LANGUAGES
    ]
    whole = WholeText(id=name, section=section.pk, words=words)
    return answer(whole, etag=etag(section, name))


def in_one(language: str, text: texts.Text, own: OwnText | None, *, may_write: bool) -> InOneLanguage:
    versions = own.versions.all() if own else ()
    return InOneLanguage(
        language=language,
        subject=text.subject.get(language, ""),
        body=text.body[language],
        is_own=bool(own and own.is_own),
        version=own.version if own else 0,
        said=[
            CheckerSaid(id=hit.id, level=hit.level, text=hit.text, why=hit.why, rewrite=hit.rewrite)
            for hit in texts.hits_in(text, language, house.catalogue())
        ],
        versions=[
            Version(number=one.number, at=one.at, is_own=one.is_own, subject=one.subject, body=one.body, reason=one.reason if may_write else "")
            for one in versions
        ],
    )  # fmt: skip


def etag(section: Section, name: str) -> str:
    rows = OwnText.objects.filter(section=section, text=name).values_list("language", "version")
    return etag_from(f"text-{name}", section.pk, {"words": sorted(rows)})


def write(request: HttpRequest, text: TextId, given: NewWords) -> HttpResponse:
    """The section's own words in one language, from now on. Refused: placeholders that nothing can fill, and what the checker
    stops, unless there is a reason."""
    section = writable(request, given, text)
    with transaction.atomic():
        own = OwnText.of(section, text, given.language)
        must_match(request, etag(section, text), is_needed=False)
        own.write_text(by=actor(request), subject=given.subject, body=given.body, reason=given.reason)
    return shown(section, text)


def as_shipped(request: HttpRequest, text: TextId, given: TextOfSection) -> HttpResponse:
    """The shipped words again; the own ones stay among the versions."""
    section = writable(request, given, text)
    own = OwnText.objects.filter(section=section, text=text, language=given.language).first()
    if own is not None:
        own.as_shipped(by=actor(request))
    return shown(section, text)


def bring_back(request: HttpRequest, text: TextId, given: EarlierVersion) -> HttpResponse:
    """An earlier version, as a new one."""
    section = writable(request, given, text)
    with transaction.atomic():
        OwnText.of(section, text, given.language).bring_back(by=actor(request), version=given.version)
    return shown(section, text)


def offer_to(room: Room) -> None:
    of = {"section": 2, "language": "en"}
    room.offer("GET", "/texts", listed, name="list_texts", says="Every text", gives=page_of(TextHead))
    room.offer("GET", "/texts/{text}", read, name="read_text", says="A text", gives=WholeText)
    room.offer(
        "PUT", "/texts/{text}", write, name="write_text", says="Own words for a text", gives=WholeText, if_match=False, example=WORDS,
    )  # fmt: skip
    room.offer(
        "PUT", "/texts/{text}/shipped", as_shipped, name="reset_text", says="The shipped words again", gives=WholeText, example=of,
    )  # fmt: skip
    room.offer(
        "PUT", "/texts/{text}/version", bring_back, name="bring_back_text", says="An earlier version again", gives=WholeText, example=of | {"version": 1},
    )  # fmt: skip
