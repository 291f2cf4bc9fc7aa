"""Who did it, and through which door."""

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["person", "contact", "system"]


@dataclass(frozen=True)
class Actor:
    """kind and id name who acted; via: page, link, phone, mail, clock, cli, demo.

    entered_by: the colleague (a person's id) who wrote down what the actor said by telephone or on a visit.
    press: the key of the form that was pressed; the same press done twice is one.
    """

    kind: Kind
    id: int | None
    via: str
    entered_by: int | None = None
    press: str = ""

    def pressing(self, key: str) -> "Actor":
        return replace(self, press=key)

    @property
    def person_id(self) -> int | None:
        """The colleague at the keyboard, if there is one."""
        return self.id if self.kind == "person" else self.entered_by


def system(via: str = "clock") -> Actor:
    return Actor("system", None, via)
