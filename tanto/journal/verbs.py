"""What every verb does before its own work: one transaction, the row locked and fresh, a second press is none."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import transaction

from .models import Entry, Subject

P = ParamSpec("P")
R = TypeVar("R")


def verb(method: Callable[P, R]) -> Callable[P, R | None]:
    """Decorate a method of a Subject whose keyword `by` is the actor. Returns None when the press was done before."""

    @wraps(method)
    def pressed(*args: P.args, **kwargs: P.kwargs) -> R | None:
        subject = cast(Subject, args[0])
        press = cast(Any, kwargs["by"]).press
        with transaction.atomic():
            lock(subject)
            if Entry.already(press):
                return None
            return method(*args, **kwargs)

    pressed.is_verb = True  # type: ignore[attr-defined]
    return pressed


def lock(subject: Subject) -> None:
    """Hold the row until the transaction ends (SQLite holds the whole file) and read it again."""
    subject.refresh_from_db(from_queryset=type(subject)._base_manager.select_for_update(of=("self",)))
