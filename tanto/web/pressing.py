"""The key of one press: bound to who presses, where, and what was typed."""

from hashlib import sha256

from django.http import HttpRequest

UNTYPED = {"csrfmiddlewaretoken", "press", "back", "next"}


def press_of(request: HttpRequest) -> str:
    """The same form with the same content, pressed twice by the same hands, has one key; a changed text is a new
    press, and nobody can use up another's. Empty when the form carries no key."""
    if not request.POST.get("press"):
        return ""
    user = request.user.pk if request.user.is_authenticated else ""
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in UNTYPED]
    text = repr((request.POST["press"], user, request.path, typed))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
