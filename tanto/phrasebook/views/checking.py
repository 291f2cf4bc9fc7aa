"""A text is read while it is written. It is answered and forgotten: neither the text nor what was found in it is kept or logged."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tanto.people.models import Person
from tanto.wording.patterns import MODES

from .. import guards
from ..checked import Checked
from ..pace import LENGTH, PACE

MOST_BYTES = 400_000  # as a form sends them: nine for a kanji


def refused(request: HttpRequest) -> HttpResponse | None:
    """Too large, too often, or not a field that is read."""
    assert isinstance(request.user, Person)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES or len(text_of(request)) > LENGTH:
        return HttpResponse(status=413)
    modes = modes_of(request)
    if not modes or set(modes) - set(MODES):
        return HttpResponse(status=422)
    return None if PACE.allows(request.user.pk) else HttpResponse(status=429, headers={"Retry-After": "10"})


def modes_of(request: HttpRequest) -> list[str]:
    """A field may be read in several modes, with spaces between."""
    return request.POST.get("mode", "ext").split()


def text_of(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")


def answer(request: HttpRequest, checked: Checked) -> HttpResponse:
    """Marks for the text, the list below it, one line for the ear, and the keys of what is shown."""
    found = render_to_string("phrasebook/check/found.html", {"checked": checked, "is_live": True}, request)
    return JsonResponse(
        {
            "marks": checked.marks(),
            "found": found,
            "said": checked.summary,
            "seen": checked.keys,
            "reason": checked.wants_reason,
        }
    )


@never_cache
@require_POST
def live(request: HttpRequest) -> HttpResponse:
    """A text of no case: a near miss, say."""
    if (no := refused(request)) is not None:
        return no
    ticked = request.POST.get("in_there", "").split()
    draft = guards.draft(
        text_of(request), *modes_of(request), step=request.POST.get("step", "")[:40], is_growing=True
    )
    return answer(request, Checked(draft, in_there=ticked))
