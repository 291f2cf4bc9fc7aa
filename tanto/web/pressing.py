"""The key of one press: bound to who presses, where, and what was typed."""

from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

UNTYPED = {"csrfmiddlewaretoken", "press", "back", "next"}


def press_of(request: HttpRequest) -> str:
    """The same form with the same content, pressed twice by the same hands, has one key; a changed text is a new
    press, and nobody can use up another's. Empty when the form carries no key."""
    if not request.POST.get("press"):
        return ""
    user = request.user.pk if request.user.is_authenticated else ""
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in UNTYPED]
    files = [digest_of(file) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    text = repr((request.POST["press"], user, request.path, typed, files))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def also(press: str, what: object) -> str:
    """The key of something more that the same press does."""
    return sha256(f"{press} {what}".encode()).hexdigest() if press else ""


def digest_of(file: "UploadedFile[Any]") -> str:
    """Another file is another press, even under the same name."""
    content = sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.hexdigest()
