"""A letter that its receiver's mail server refused for good: the room it comes from says what that means."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from .models import Letter

log = logging.getLogger(__name__)
STATUS = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Refusal:
    """said: the server's own words; status: its code, the enhanced one where it has one (5.1.1); address: the address that does
    not work, empty where something else was refused (too large, not trusted)."""

    said: str
    status: str = ""
    address: str = ""

    @classmethod
    def of(cls, code: int, said: bytes | str, address: str = "") -> "Refusal":
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        found = STATUS.search(text)
        return cls(f"{code} {text}".strip(), found[0] if found else str(code), address)


class RefusedForGood(Exception):  # noqa: N818 - what is known, not what failed
    """The same letter will be refused for ever."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.said)
        self.refusal = refusal


class MayHaveGone(Exception):  # noqa: N818 - what is known, not what failed
    """The line broke while the letter was being taken: nobody can say whether it was."""


# By the kind of subject the letter is from: what happens when it does not reach its receiver.
RETURNED: dict[str, Callable[[Letter, Refusal], None]] = {}


def is_returned(letter: Letter, refusal: Refusal) -> bool:
    """Tell the room it comes from; False where no room knows what to do."""
    returned = RETURNED.get(letter.entry.subject_kind) if letter.entry and letter.contact_id else None
    if returned is None:
        return False
    try:
        returned(letter, refusal)
    except Exception:
        log.exception("letter %s came back, and its room cannot say so", letter.pk)
        return False
    return True
