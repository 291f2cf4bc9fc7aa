"""The firm's form for complaints, as a page of its own or inside the firm's web site. What is typed is a draft that a named person owns
at once. Whoever sends it has no account, so the guards against machines are a trap, a clock and a count; none of them loses a word."""

import time
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, cast

from allauth.core.internal import ratelimit
from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.people.models import Firm
from tanto.recovery.forms import lines
from tanto.recovery.forms.fields import FilesField
from tanto.recovery.models import Case
from tanto.recovery.steps import Channel
from tanto.web.refusals import Refused

SIGNER = TimestampSigner(salt="tanto.portal.telling")
SOONEST, LATEST = 3, 24 * 3600  # seconds between the page and the press
COUNTED = {"tell": "10/h/ip,120/h/key"}  # from one line, and in all: a flood is for the telephone
SMALL = 1024 * 1024  # bytes that are read to give a text back, although nothing more is taken


class TellForm(forms.Form):
    """website is the trap: people do not see it, machines fill it in."""

    is_entry = True

    words = lines(_("What happened?"), rows=6, required=True)
    name = forms.CharField(
        label=_("Your name"), max_length=120, error_messages={"required": _("Please tell us your name.")}
    )
    firm = forms.CharField(label=_("Your firm"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    papers = FilesField(label=_("Photographs or papers"), required=False)
    website = forms.CharField(required=False, max_length=200)
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("Please say in a sentence what happened.")

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].replace("\x00", "").strip()
        if not words:
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return words

    def clean_papers(self) -> list[Any]:
        papers: list[Any] = self.cleaned_data["papers"]
        if len(papers) > 5:
            raise forms.ValidationError(_("Please send five files at most; more by mail."))
        return papers

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty; it keeps machines out."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("email") and not cleaned.get("phone") and "email" not in self.errors:
            self.add_error(
                "email", _("Please leave an address or a number, so that a person can answer you.")
            )
        try:
            opened = SIGNER.unsign_object(self.data.get("page", ""), max_age=LATEST)["at"]
        except BadSignature:
            self.add_error(None, _("This page had been open for a day. Please send it once more now."))
        else:
            if time.time() - opened < SOONEST:  # noqa: TID251 - a page in a browser lives in real time
                self.add_error(None, _("That was very quick. Please send it once more."))
        return cleaned

    def text(self) -> str:
        """Her words first; below them, who says so, as it was typed."""
        given = (self.cleaned_data[name] for name in ("name", "firm", "email", "phone"))
        return f"{self.cleaned_data['words']}\n\n— {' · '.join(filter(None, given))}"


def framed_by_ours(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The sites that TANTO_FORM_IN names may show it in a frame; without them nobody may."""

    @wraps(view)
    def framed(request: HttpRequest) -> HttpResponse:
        if not settings.FORM_IN:
            return view(request)
        show = csp_replace({"frame-ancestors": settings.FORM_IN})(xframe_options_exempt(view))
        return cast(HttpResponse, show(request))

    return framed


@never_cache
@csrf_exempt  # inside another site no cookie comes; whoever sends has no account to be misused, and the page is signed
@framed_by_ours
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    firm = Firm.ours()
    if firm.intake_id is None:
        raise Http404
    language = request.GET.get("lang", "")
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = language
    context: dict[str, Any] = {"form": TellForm(), "firm": firm, "lang": language, "page": fresh_page()}
    if request.method != "POST":
        return render(request, "portal/tell.html", context)
    if not ratelimit.consume(request, app="tanto.portal", action="tell", config=COUNTED, key="house"):
        is_small = int(request.META.get("CONTENT_LENGTH") or 0) < SMALL
        context["form"] = TellForm(request.POST) if is_small else TellForm()
        return render(request, "portal/tell.html", context | {"is_too_many": True}, status=429)
    form = context["form"] = TellForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "portal/tell.html", context, status=422)
    try:
        context["case"] = received(form, firm)
    except Refused as refused:
        return render(request, "portal/tell.html", context | {"refused": refused}, status=refused.status)
    return render(request, "portal/tell.html", context)


@transaction.atomic
def received(form: TellForm, firm: Firm) -> Case:
    """The same page with the same words pressed twice is one case. Whose address was typed is nobody's word for who typed it: the
    draft has no client until a colleague looked."""
    assert firm.intake is not None
    text, data = form.text(), form.cleaned_data
    press = "tell-" + sha256(f"{form.data['page']} {text}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
    if before := Case.received(press):
        return before
    return Case.receive(
        text,
        by=Actor("person", firm.intake.pk, "link", press=press),
        channel=Channel.WEB,
        files=[(File.keep(file.chunks()), file.name or "") for file in data["papers"]],
    )


def fresh_page() -> str:
    return SIGNER.sign_object({"at": time.time()})  # noqa: TID251 - see clean
