from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from tanto import clocks
from tanto.notices.models import Notice
from tanto.web.numbers import whole

from ..models import Presence
from .doors import own_case, reader


def here(request: HttpRequest, number: str) -> HttpResponse:
    """Asked every few seconds by an open case page: who else is here, and has the case moved on meanwhile?"""
    case = own_case(request, number)
    if request.method != "POST":
        return redirect(case.get_absolute_url())
    now, me = clocks.now(), reader(request)
    writes, is_letter = (request.POST.get(name) == "1" for name in ("writing", "letter"))
    others = Presence.mark(case.pk, me, is_writing=writes, is_letter=is_letter, at=now)
    Notice.see(me, case.subject_kind, case.pk, at=now)
    seen = whole(request.POST.get("head", ""))
    context = {
        "case": case,
        "others": others,
        "has_moved": seen is not None and seen < case.head_number,
    }
    return HttpResponse(render_to_string("recovery/here.html", context, request).strip())
