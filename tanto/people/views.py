from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .forms import PersonForm, SectionForm
from .models import Person, Section


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
            Person.join(by=by, **columns)
        else:
            Person.objects.get(pk=found.pk).change(by=by, **columns)
        return redirect("people")
    return render(
        request, "people/person.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )


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
    return render(request, "people/me.html")
