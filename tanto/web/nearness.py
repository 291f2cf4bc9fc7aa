from django.http import HttpRequest

LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")


def is_from_here(request: HttpRequest) -> bool:
    """Does somebody ask from this very machine, and through nothing between?"""
    is_direct = not any(name in request.headers for name in FORWARDED)
    return is_direct and request.META.get("REMOTE_ADDR") in LOOPBACK
