from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.masking import traces
from tanto.web.pressing import also, press_of
from tanto.web.refusals import Refused

from .forms import AbsenceForm, FirmForm, PersonForm, SectionForm
from .models import Absence, Firm, Invitation, Person, Section
from .models.absence import away_now
from .models.firm import forget as forget_firm
from .models.invitation import FIRST


def keeper(request: HttpRequest) -> Person:
    """Who keeps the house; for anybody else these addresses do not exist."""
    person = request.user
    if not isinstance(person, Person) or not person.may_keep_house():
        raise Http404
    return person


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody by section: whom to call, who leads."""
    assert isinstance(request.user, Person)
    context = {
        "sections": Section.objects.select_related("boss", "deputy", "parent").order_by("name_en"),
        "people": Person.objects.here().select_related("section").order_by("section__name_en", "family_en"),
        "gone": Person.objects.filter(left_at__isnull=False).order_by("-left_at")[:20],
        "may_keep": request.user.may_keep_house(),
        "away": away_now(),
        "firm": Firm.known(),
        "may_mask": Person.may_be_masked_by(request.user),
    }
    return render(request, "people/people.html", context)


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    found = get_object_or_404(Person, pk=pk) if pk else None
    form = PersonForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        columns = dict(form.cleaned_data)
        if found is None:
            new = Person.join(by=by, **columns)
            if not columns["password"]:
                new.invite(by=by.pressing(also(by.press, "invitation")))
        else:
            Person.objects.get(pk=found.pk).change(by=by, **columns)
        return redirect("people")
    context = {
        "form": form,
        "found": found,
        "invitation": newest_invitation(found),
        "steps": found.steps_of_signing_in() if found else [],
        "tokens": found.tokens.live() if found else [],
    }
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


def newest_invitation(person: Person | None) -> Invitation | None:
    return person.invitations.filter(purpose=FIRST).order_by("-pk").first() if person else None


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again; the one before no longer opens."""
    by = keeper(request).actor.pressing(press_of(request))
    found = get_object_or_404(Person, pk=pk)
    if request.method == "POST":
        try:
            found.invite(by=by)
        except Refused as refused:
            context = {"form": PersonForm(instance=found), "found": found, "refused": refused}
            return render(request, "people/person.html", context, status=refused.status)
    return redirect("person", pk=pk)


def second_step(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague lost the telephone."""
    by = keeper(request).actor.pressing(press_of(request))
    found = get_object_or_404(Person, pk=pk)
    if request.method == "POST":
        found.take_off_second_step(by=by)
    return redirect("person", pk=pk)


@require_http_methods(["GET", "POST"])
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague who left is forgotten: what a mask would take away, and the press that does it."""
    assert isinstance(request.user, Person)
    found, refused = get_object_or_404(Person, pk=pk), None
    if not Person.may_be_masked_by(request.user) or (found.is_here and request.method != "POST"):
        raise Http404
    if request.method == "POST":
        try:
            found.mask(by=request.user.actor.pressing(press_of(request)))
            return redirect("people")
        except Refused as wrong:
            refused = wrong
    context = {"found": found, "count": traces("person", found.pk), "refused": refused}
    return render(request, "people/forget.html", context, status=refused.status if refused else 200)


@require_http_methods(["GET", "POST"])
def firm(request: HttpRequest) -> HttpResponse:
    """The firm's names, its values, and what it asks of everybody who signs in."""
    by = keeper(request).actor.pressing(press_of(request))
    ours = Firm.kept() if request.method == "POST" else Firm.ours()
    form = FirmForm(request.POST or None, instance=ours)
    if request.method == "POST" and form.is_valid():
        write_firm(Firm.kept(), by=by, **form.cleaned_data)
        return redirect("people")
    tell = f"{settings.URL}/tell/" if ours.intake_id else ""
    context = {"form": form, "tell": tell, "may_frame": settings.FORM_IN}
    return render(request, "people/firm.html", context, status=422 if form.errors else 200)


def write_firm(kept: Firm, *, by: Actor, **columns: Any) -> None:
    """One form, four verbs: each writes down what it changes."""
    kept.ask_second_step(by=by, of=columns.pop("second_step"))
    if intake := columns.pop("intake"):
        kept.name_intake(by=by.pressing(also(by.press, "intake")), person=intake)
    months = {"contacts": columns.pop("keep_contacts"), "people": columns.pop("keep_people")}
    kept.keep_names(by=by.pressing(also(by.press, "months")), **months)
    kept.rename(by=by.pressing(also(by.press, "names")), **columns)
    forget_firm()


def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    found = get_object_or_404(Person, pk=pk)
    if request.method != "POST":
        return redirect("person", pk=pk)
    try:
        found.leave(by=by)
    except Refused as refused:
        context = {"form": PersonForm(instance=found), "found": found, "refused": refused}
        return render(request, "people/person.html", context, status=refused.status)
    return redirect("people")


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    found = get_object_or_404(Section, pk=pk) if pk else None
    form = SectionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        if found is None:
            Section.open(by=by, **form.cleaned_data)
        else:
            Section.objects.get(pk=found.pk).change(by=by, **form.cleaned_data)
        return redirect("people")
    return render(
        request, "people/section.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    return page_of_me(request, AbsenceForm())


def page_of_me(request: HttpRequest, form: AbsenceForm, refused: Refused | None = None) -> HttpResponse:
    assert isinstance(request.user, Person)
    coming = Absence.objects.filter(until__gt=clocks.now())
    context = {
        "absence_form": form,
        "refused": refused,
        "absences": coming.filter(person=request.user).select_related("deputy"),
        "stands_in": coming.filter(deputy=request.user).select_related("person"),
    }
    return render(request, "people/me.html", context, status=422 if refused or form.errors else 200)


def whose(request: HttpRequest, pk: int | None) -> Person:
    """My own absence, or as a boss or keeper of the house that of another; for anybody else it does not exist."""
    assert isinstance(request.user, Person)
    if pk is None or pk == request.user.pk:
        return request.user
    person = get_object_or_404(Person.objects.select_related("section"), pk=pk)
    leads = person.section is not None and request.user in person.section.bosses_for(person)
    if not (leads or request.user.may_keep_house()):
        raise Http404
    return person


def absence(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Days away, and the one person who stands in."""
    person = whose(request, pk)
    if request.method != "POST":
        return redirect("me" if pk is None else "people")
    assert isinstance(request.user, Person)
    form = AbsenceForm(request.POST)
    if form.is_valid():
        try:
            person.be_away(by=request.user.actor.pressing(press_of(request)), **form.moments())
            return redirect("me" if pk is None else "people")
        except Refused as refused:
            return page_of_me(request, form, refused)
    return page_of_me(request, form)


def back(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Back early."""
    person = whose(request, pk)
    if request.method == "POST":
        assert isinstance(request.user, Person)
        person.come_back(by=request.user.actor.pressing(press_of(request)))
    return redirect("me" if pk is None else "people")
