"""What one of us was told: the page of notices, the count in the bar, and the choice of ways."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto import clocks
from tanto.notices.models import Notice, Ways
from tanto.notices.telling import lines
from tanto.notices.ways import GROUPS, MayChoose
from tanto.people.models import Person
from tanto.web.numbers import whole
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

PAGE = 50


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The newest first, or only what is unread; older ones by the last one shown."""
    assert isinstance(request.user, Person)
    mine = Notice.objects.filter(person=request.user).select_related("entry").order_by("-id")
    which = "unread" if request.GET.get("which") == "unread" else "all"
    if which == "unread":
        mine = mine.filter(read_at__isnull=True)
    before = whole(request.GET.get("before", ""))
    if before:
        mine = mine.filter(pk__lt=before)
    found = list(mine[: PAGE + 1])
    context = {
        "rows": lines(found[:PAGE], clocks.now()),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "which": which,
    }
    return render(request, "home/notices.html", context)


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """The bell, asked again by every open page."""
    assert isinstance(request.user, Person)
    unread = Notice.objects.filter(person=request.user, read_at__isnull=True)[:100].count()
    return render(request, "web/bell.html", {"unread": unread})


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Person)
    Notice.read(request.user, at=clocks.now())
    return redirect("notices")


class WaysForm(forms.Form):
    """Quiet hours, and which groups come by mail too."""

    is_entry = True

    quiet_from = forms.TimeField(
        label=_("No mail from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    mail = forms.MultipleChoiceField(
        label=_("By mail, too"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        ways = Ways.objects.filter(person=person).first()
        is_boss = person.leads.exists() or person.deputises.exists()
        self.open = {
            name: group
            for name, group in GROUPS.items()
            if group.may_choose == MayChoose.ALL or (group.may_choose == MayChoose.NO_BOSS and not is_boss)
        }
        chosen = ways.mail if ways else {}
        initial = {
            "quiet_from": as_time(ways.quiet_from) if ways else None,
            "quiet_until": as_time(ways.quiet_until) if ways else None,
            "mail": [name for name, group in self.open.items() if chosen.get(name, group.is_on)],
        }
        super().__init__(*args, **{"initial": initial} | kwargs)  # type: ignore[arg-type]
        self.fields["mail"].choices = [(name, group.label) for name, group in self.open.items()]  # type: ignore[attr-defined]
        self.always = [group.label for name, group in GROUPS.items() if name not in self.open]

    def choice(self) -> dict[str, bool]:
        return {name: name in self.cleaned_data["mail"] for name in self.open}


def as_time(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"


@require_http_methods(["GET", "POST"])
def ways(request: HttpRequest) -> HttpResponse:
    """How I am told by mail; drawn into the page of myself, a page of its own without script."""
    assert isinstance(request.user, Person)
    me, refused = Person.objects.get(pk=request.user.pk), None
    form = WaysForm(request.POST or None, person=me)
    if request.method == "POST" and form.is_valid():
        times = {name: form.cleaned_data[name] for name in ("quiet_from", "quiet_until")}
        try:
            Ways.choose(me, by=me.actor.pressing(press_of(request)), mail=form.choice(), **times)
            return redirect("me")
        except Refused as refusal:
            refused = refusal
    template = "home/ways.html#ways" if request.htmx else "home/ways.html"  # type: ignore[attr-defined]
    status = 422 if refused or form.errors else 200
    return render(request, template, {"form": form, "refused": refused}, status=status)
