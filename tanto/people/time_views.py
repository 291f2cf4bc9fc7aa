"""How this house counts time: a month as the clocks see it, and the rules of the clocks. Everybody reads, who keeps the
house changes."""

import calendar as months
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto import clocks
from tanto.clocks.kinds import KINDS, OWN, Rule, kind_of
from tanto.clocks.models import Calendar
from tanto.clocks.models.calendar import public_holidays
from tanto.clocks.models.timing import timing
from tanto.clocks.working import Hours
from tanto.journal.actor import Actor
from tanto.web.numbers import whole
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .models import Firm, Person, Section
from .time_forms import DayForm, DeadlineForm, RuleForm, WeekForm
from .views import keeper


@dataclass(frozen=True)
class DayOfMonth:
    """A day as the clocks see it. why: the name of the holiday or of the house's own day."""

    day: dt.date
    hours: Hours
    why: str
    is_other_month: bool
    is_today: bool
    is_named: bool


def wanted_month(text: str) -> dt.date:
    """2026-11 as its first day; anything else is this month."""
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return clocks.today().replace(day=1)
    return found if 2000 <= found.year < 2100 else clocks.today().replace(day=1)


def wanted_section(request: HttpRequest, typed: str) -> Section | None:
    number = whole(typed) if typed else None
    return get_object_or_404(Section, pk=number) if number else None


def weeks_of(calendar: Calendar, first: dt.date) -> list[list[DayOfMonth]]:
    timetable, today = calendar.timetable(), clocks.today()
    holidays = public_holidays(calendar.country, (get_language() or "")[:2]) if calendar.country else {}
    named = {
        day.day: day.name
        for one in (Calendar.company(), calendar)
        for day in one.days.filter(
            day__gte=first - dt.timedelta(days=7), day__lt=first + dt.timedelta(days=45)
        )
    }
    return [
        [
            DayOfMonth(
                day,
                timetable.hours_of(day),
                named.get(day) or holidays.get(day, ""),
                day.month != first.month,
                day == today,
                day in named,
            )
            for day in week
        ]
        for week in months.Calendar(0).monthdatescalendar(first.year, first.month)
    ]


def calendar_page(
    request: HttpRequest,
    section: Section | None,
    *,
    week: WeekForm | None = None,
    day: DayForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    assert isinstance(request.user, Person)
    first = wanted_month(request.GET.get("month", "") or request.POST.get("month", ""))
    calendar = Calendar.of(section.pk if section else 0)
    own = section is None or calendar.section == section.pk
    context = {
        "first": first,
        "before": (first - dt.timedelta(days=1)).replace(day=1),
        "after": (first + dt.timedelta(days=32)).replace(day=1),
        "weeks": weeks_of(calendar, first),
        "calendar": calendar,
        "section": section,
        "sections": Section.objects.order_by("name_en"),
        "own": own,
        "is_confirmed": calendar.is_confirmed(first.year) or Calendar.company().is_confirmed(first.year),
        "may_keep": request.user.may_keep_house(),
        "week_form": week or WeekForm.of(calendar.hours, calendar.zone, calendar.country),
        "day_form": day or DayForm(),
        "refused": refused,
    }
    failed = refused or (week and week.errors) or (day and day.errors)
    return render(request, "people/calendar.html", context, status=422 if failed else 200)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """A month as the clocks see it."""
    return calendar_page(request, wanted_section(request, request.GET.get("section", "")))


def back_to(request: HttpRequest, section: Section | None) -> HttpResponse:
    month = wanted_month(request.POST.get("month", ""))
    return redirect(f"/calendar/?section={section.pk if section else ''}&month={month:%Y-%m}")


def pressing(request: HttpRequest) -> tuple[Actor, Section | None]:
    return (
        keeper(request).actor.pressing(press_of(request)),
        wanted_section(request, request.POST.get("section", "")),
    )


@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    by, section = pressing(request)
    form = WeekForm(request.POST)
    if not form.is_valid():
        return calendar_page(request, section, week=form)
    known = {"zone": form.cleaned_data["zone"], "country": form.cleaned_data["country"].upper()}
    name = section.name("en") if section else "company"
    try:
        Firm.kept().set_hours(
            by=by, hours=form.hours(), section=section.pk if section else 0, name=name, **known
        )
    except Refused as refused:
        return calendar_page(request, section, week=form, refused=refused)
    return back_to(request, section)


@require_POST
def shared_hours(request: HttpRequest) -> HttpResponse:
    by, section = pressing(request)
    if section is not None:
        Firm.kept().share_hours(by=by, section=section.pk)
    return back_to(request, section)


@require_POST
def day(request: HttpRequest) -> HttpResponse:
    by, section = pressing(request)
    form = DayForm(request.POST)
    if not form.is_valid():
        return calendar_page(request, section, day=form)
    try:
        Firm.kept().name_day(by=by, section=section.pk if section else 0, **form.cleaned_data)
    except Refused as refused:
        return calendar_page(request, section, day=form, refused=refused)
    return back_to(request, section)


@require_POST
def drop_day(request: HttpRequest) -> HttpResponse:
    by, section = pressing(request)
    try:
        gone = dt.date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    Firm.kept().drop_day(by=by, day=gone, section=section.pk if section else 0)
    return back_to(request, section)


@require_POST
def confirm_year(request: HttpRequest) -> HttpResponse:
    by, section = pressing(request)
    year = wanted_month(request.POST.get("month", "")).year
    Firm.kept().confirm_year(by=by, year=year, section=section.pk if section else 0)
    return back_to(request, section)


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every clock: what starts and stops it, how long, by which hours, who hears at which share, in what words."""
    assert isinstance(request.user, Person)
    context = {"rules": timing().rules(), "may_keep": request.user.may_keep_house()}
    return render(request, "people/rules.html", context)


def known_rule(kind: str) -> Rule:
    if kind not in timing().set_rules and (kind not in KINDS or not any(KINDS[kind].targets)):
        raise Http404
    return timing().rule(kind)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, kind: str) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    found = known_rule(kind)
    form = RuleForm(request.POST or None, rule=found)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            Firm.kept().set_rule(
                by=by, kind=kind, targets=form.targets(), tells=form.tells(), words=form.words()
            )
            return redirect("rules")
        except Refused as refusal:
            refused = refusal
    return rule_page(request, found, form, refused, kind=kind)


@require_POST
def reset_rule(request: HttpRequest, kind: str) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    known_rule(kind)
    Firm.kept().reset_rule(by=by, kind=kind)
    return redirect("rules")


@require_http_methods(["GET", "POST"])
def deadline(request: HttpRequest) -> HttpResponse:
    """A deadline that a law or a contract sets, entered by the house."""
    by = keeper(request).actor.pressing(press_of(request))
    shipped = kind_of(OWN)
    blank = Rule("", shipped, shipped.targets, shipped.tells, label=_("A deadline of the house"))
    form = DeadlineForm(request.POST or None, rule=blank)
    refused = None
    if request.method == "POST" and form.is_valid():
        named = {name: form.cleaned_data[name] for name in ("name_en", "name_ja", "starts", "stops")}
        try:
            Firm.kept().enter_deadline(
                by=by, targets=form.targets(), tells=form.tells(), words=form.words(), **named
            )
            return redirect("rules")
        except Refused as refusal:
            refused = refusal
    return rule_page(request, blank, form, refused, kind="")


def rule_page(
    request: HttpRequest, found: Rule, form: RuleForm, refused: Refused | None, *, kind: str
) -> HttpResponse:
    context: dict[str, Any] = {"rule": found, "form": form, "refused": refused, "kind": kind}
    return render(request, "people/rule.html", context, status=422 if form.errors or refused else 200)
