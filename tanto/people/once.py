"""Idempotency-Key: the same thing sent twice is done once. The key becomes the press of the entry that the verb writes."""

import re
from hashlib import sha256

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tanto.journal.models import Entry
from tanto.web.pressing import digest_of
from tanto.web.refusals import Refused

KEY = re.compile(r"[\x21-\x7e]{1,128}")
HALF = 32  # hexadecimal signs: 128 bits each for whose key it is, and for what was sent with it
SAME = 44  # of a press that was done to several things one by one, this much stays as it was


def press_of(request: HttpRequest, person: int) -> str:
    """Bound to the person, the address and the body. The first half names the key, the second what came with it; an
    entry with the same first half and another second one is the key used again for something else."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not KEY.fullmatch(key):
        raise unreadable_key()
    whose = half(f"{person} {request.method} {request.path} {key}".encode())
    press = whose + half(sent_with(request))
    if any(found[:SAME] != press[:SAME] for found in Entry.presses_from(whose)):
        raise key_used()
    return press


def sent_with(request: HttpRequest) -> bytes:
    """What came with the key. Of a form with files their content: it may be larger than a body that is read in one piece, and whoever
    sends it again draws other boundaries."""
    if request.content_type != "multipart/form-data":
        return request.body
    fields = [(name, request.POST.getlist(name)) for name in sorted(request.POST)]
    files = [
        (name, digest_of(file)) for name in sorted(request.FILES) for file in request.FILES.getlist(name)
    ]
    return repr((fields, files)).encode("utf-8", "surrogatepass")


def half(content: bytes) -> str:
    return sha256(content).hexdigest()[:HALF]


def unreadable_key() -> Refused:
    return Refused(
        "unreadable_key",
        _("The Idempotency-Key cannot be read."),
        _("It must be the same, sign for sign, when the request is sent again."),
        _("Use 1 to 128 visible ASCII signs, a UUID for instance."),
        status=400,
    )


def key_used() -> Refused:
    return Refused(
        "key_used",
        _("This Idempotency-Key was used for something else."),
        _("One key stands for one thing that is done once."),
        _("Use a new key for what is new; send the same body with the old one."),
    )
