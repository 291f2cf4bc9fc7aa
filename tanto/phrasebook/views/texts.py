"""The texts to start from: a list, and one of them with both languages side by side, its own words and every version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto.people.models import Person, Section
from tanto.web.numbers import whole
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused
from tanto.wording import texts
from tanto.wording.checking import Hit
from tanto.wording.texts import PLACEHOLDERS, Text

from .. import house, section_texts
from ..kinds import KINDS
from ..models import OwnText, TextVersion
from ..models.own_text import LANGUAGES, cleaned
from ..text_form import TextForm


def reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def wanted_section(request: HttpRequest) -> Section | None:
    """The one that is asked for, else the reader's own, else the first."""
    typed = request.POST.get("section") or request.GET.get("section") or ""
    found = Section.objects.select_related("boss", "deputy").order_by("name_en", "pk")
    if typed:
        return get_object_or_404(found, pk=whole(typed) or 0)
    return found.filter(pk=reader(request).section_id or 0).first() or found.first()


def known(name: str) -> Text:
    if name not in texts.shipped():
        raise Http404
    return texts.shipped()[name]


@require_GET
def texts_page(request: HttpRequest) -> HttpResponse:
    """All of them, by kind, as one section writes them."""
    section, wanted = wanted_section(request), request.GET.get("q", "")[:200]
    every = section_texts.of_section(section.pk if section else None)
    found = texts.find(every.values(), wanted) if wanted.strip() else list(every.values())
    own = OwnText.objects.filter(section=section, is_own=True).values_list("text", "language")
    language = (get_language() or "en")[:2]
    groups = [
        (label, [(text, text.name[language], [lang for name, lang in own if name == text.id]) for text in found if text.kind == kind])
        for kind, label in KINDS.items()
    ]  # fmt: skip
    context = {
        "groups": [(label, rows) for label, rows in groups if rows],
        "section": section,
        "sections": Section.objects.order_by("name_en"),
        "q": wanted,
    }
    template = "phrasebook/texts/list.html#found" if request.htmx else "phrasebook/texts/list.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@dataclass
class Side:
    """One language of one text: what is in force, what is typed, and what is said about it."""

    language: str
    label: str
    text: Text
    form: TextForm
    own: OwnText | None
    hits: list[Hit]
    shipped_hits: list[Hit]
    versions: list[TextVersion]
    preview: tuple[str, str]
    is_typed: bool = False
    refused: Refused | None = None

    @property
    def subject(self) -> str:
        return self.text.subject.get(self.language, "")

    @property
    def body(self) -> str:
        return self.text.body[self.language]

    @property
    def shipped(self) -> str:
        return texts.shipped()[self.text.id].body[self.language]

    @property
    def stops(self) -> bool:
        return any(hit.level == "block" for hit in self.hits)


def with_examples(text: Text, language: str) -> tuple[str, str]:
    """As the customer would see it, with an example in every place; what is late too."""

    def example(name: str) -> str:
        return PLACEHOLDERS[name].example[language]

    subject = texts.fill(text.subject.get(language, ""), example, language, is_subject=True)
    body = texts.fill(text.body[language], example, language)
    for place in PLACEHOLDERS.values():
        if place.is_late:
            body = body.replace("{" + place.name + "}", place.example[language])
    return subject, body


def side_of(
    language: str,
    label: str,
    text: Text,
    own: OwnText | None,
    *,
    typed: TextForm | None,
    refused: Refused | None,
    speaks: str,
) -> Side:
    mine = typed if typed is not None and typed.data.get("language") == language else None
    shown = text
    if mine is not None:
        body = cleaned(str(mine.data.get("body", "")))[:20_000]
        shown = text.in_words(language, subject=str(mine.data.get("subject", ""))[:200], body=body)
    start = {
        "language": language,
        "was": own.version if own else 0,
        "subject": text.subject.get(language, ""),
        "body": text.body[language],
    }
    catalogue = house.catalogue()
    return Side(
        language=language,
        label=label,
        text=shown,
        form=mine or TextForm(initial=start, auto_id=f"id_{language}_%s"),
        own=own,
        hits=texts.hits_in(shown, language, catalogue, speaks),
        shipped_hits=texts.hits_in(texts.shipped()[text.id], language, catalogue, speaks),
        versions=list(own.versions.select_related("by")) if own else [],
        preview=with_examples(shown, language),
        is_typed=mine is not None,
        refused=refused if mine is not None else None,
    )


def text_page(
    request: HttpRequest,
    name: str,
    section: Section | None,
    *,
    typed: TextForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    text = section_texts.one(name, section.pk if section else None)
    speaks = (get_language() or "en")[:2]
    rows: Mapping[str, OwnText] = {
        own.language: own for own in OwnText.objects.filter(section=section, text=name)
    }
    sides = [
        side_of(language, label, text, rows.get(language), typed=typed, refused=refused, speaks=speaks)
        for language, label in LANGUAGES
    ]
    used = [name for side in sides for name in texts.names_in(f"{side.subject}\n{side.body}")]
    context: dict[str, Any] = {
        "text": text,
        "name": text.name[speaks],
        "kind": KINDS[text.kind],
        "sides": sides,
        "section": section,
        "sections": Section.objects.order_by("name_en"),
        "may_write": section is not None and OwnText.may_write(reader(request), section),
        "used": [PLACEHOLDERS[one] for one in dict.fromkeys(used)],
        "others": [place for place in PLACEHOLDERS.values() if place.name not in used],
        "speaks": speaks,
        "refused": refused if typed is None else None,
        "taken": request.GET.get("taken", ""),
    }
    return render(request, "phrasebook/texts/text.html", context, status=status)


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, name: str) -> HttpResponse:
    """One text. POST: its own words for one language, from now on."""
    known(name)
    section = wanted_section(request)
    if request.method != "POST":
        return text_page(request, name, section)
    section, form = writers(request), typed_in(request)
    if not form.is_valid():
        return text_page(request, name, section, typed=form, status=422)
    given = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            own = OwnText.of(section, name, given.pop("language"))
            own.write_text(by=reader(request).actor.pressing(press_of(request)), **given)
    except Refused as refused:
        return text_page(request, name, section, typed=form, refused=refused, status=refused.status)
    return back_to(name, section, form.cleaned_data["language"])


@require_POST
def text_reading(request: HttpRequest, name: str) -> HttpResponse:
    """What is typed, as the customer would see it, and what the checker says of it. Nothing is kept."""
    known(name)
    section, form = writers(request), typed_in(request)
    form.is_valid()
    return text_page(request, name, section, typed=form)


@require_POST
def text_shipped(request: HttpRequest, name: str) -> HttpResponse:
    """The shipped words again."""
    known(name)
    section, language = writers(request), language_of(request)
    own = get_object_or_404(OwnText, section=section, text=name, language=language)
    own.as_shipped(by=reader(request).actor.pressing(press_of(request)))
    return back_to(name, section, language)


@require_POST
def text_version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """An earlier version again."""
    known(name)
    section, language = writers(request), language_of(request)
    own = get_object_or_404(OwnText, section=section, text=name, language=language)
    try:
        own.bring_back(by=reader(request).actor.pressing(press_of(request)), version=number)
    except Refused as refused:
        return text_page(request, name, section, refused=refused, status=refused.status)
    return back_to(name, section, language)


def writers(request: HttpRequest) -> Section:
    """The section whose texts this person may write; else these addresses do not exist."""
    section = wanted_section(request)
    if section is None or not OwnText.may_write(reader(request), section):
        raise Http404
    return section


def language_of(request: HttpRequest) -> str:
    language = request.POST.get("language", "")
    if language not in dict(LANGUAGES):
        raise Http404
    return language


def typed_in(request: HttpRequest) -> TextForm:
    return TextForm(request.POST, auto_id=f"id_{language_of(request)}_%s")


def back_to(name: str, section: Section, language: str) -> HttpResponse:
    return redirect(f"/texts/{name}/?section={section.pk}&taken={language}#{language}")
