"""What rooms above have to say to who keeps the house, on every page of theirs and on the page of how the program runs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Trouble:
    """what: a sentence; address: where it is mended."""

    what: str | Promise
    address: str


WATCHED: list[Callable[[], list[Trouble]]] = []


def troubles() -> list[Trouble]:
    return [trouble for look in WATCHED for trouble in look()]
