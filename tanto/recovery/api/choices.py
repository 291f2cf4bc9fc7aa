from typing import Any, Literal

from django.db.models import Choices


def one_of(choices: type[Choices], *, but: tuple[Choices, ...] = ()) -> Any:
    """The values of a fixed choice as a type."""
    return Literal[tuple(each.value for each in choices if each not in but)]
