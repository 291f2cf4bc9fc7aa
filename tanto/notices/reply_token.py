"""The tag in the subject of a letter from a case, by which an answer finds back: the number that people read, and a short signature
that nobody can guess. `[SR-2026-0012-k3x9d2ma]`; in an address `support+SR-2026-0012-k3x9d2ma@firm.example`."""

import re
import unicodedata
from base64 import b32encode
from typing import Any

from django.db import models
from django.utils.crypto import constant_time_compare

from tanto.journal.events import SUBJECTS
from tanto.web.tokens import signature

PURPOSE = "tanto.notices.reply"
SIGNS = 8  # of five bits each: forty bits, and every guess costs a mail
# Not in the middle of a word or of another number. What stands around it in Japanese, which knows no spaces, is no word of ours.
TAG = re.compile(r"(?<![0-9a-z_.-])(sr-\d{4}-\d{4,9})-([a-z2-7]{8})(?![0-9a-z_-])")


def token_of(case_id: int) -> str:
    """The token of one case, for an address or a subject. LookupError where there is none."""
    number = numbers().filter(pk=case_id).values_list("number", flat=True).first()
    if number is None:
        raise LookupError(f"there is no case {case_id}")
    return token_of_number(number)


def token_of_number(number: str) -> str:
    digest = bytes.fromhex(signature(PURPOSE, 0, number))
    return f"{number}-{b32encode(digest).decode().lower()[:SIGNS]}"


def case_in(text: str) -> int | None:
    """The id of the case whose genuine token stands in a subject or in an address; None for a number alone, a guess, or a
    token that a line broke in two in a way that no mail program does."""
    for number in genuine(text):
        found: int | None = numbers().filter(number=number).values_list("pk", flat=True).first()
        if found is not None:
            return found
    return None


def genuine(text: str) -> list[str]:
    """The numbers of the tokens in a text that are ours. Full-width signs, capitals and folded lines are read as what they were."""
    plain = unicodedata.normalize("NFKC", text).lower()
    unfolded = re.sub(r"\r?\n[ \t]+", " ", plain), re.sub(r"\r?\n[ \t]+", "", plain)
    found = [found for read in unfolded for found in TAG.finditer(read)]
    numbers = [one[1].upper() for one in found if is_ours(one[1].upper(), one[2])]
    return list(dict.fromkeys(numbers))


def is_ours(number: str, signed: str) -> bool:
    return constant_time_compare(token_of_number(number), f"{number}-{signed}")


def tagged(subject: str, number: str) -> str:
    """The subject with the tag of its case at the end, where a telephone cuts it off. A tag that stands there stays; a number in
    brackets becomes the tag."""
    if number in genuine(subject):
        return subject
    said = re.sub(rf"\s*[(（\[［【]\s*{re.escape(number)}\s*[)）\]］】]", "", f" {subject}")
    said = "" if said.strip() == number else said.strip()
    return f"{said} [{token_of_number(number)}]".strip()


def numbers() -> "models.Manager[Any]":
    """Rows of cases: of a room above, known to the journal by its kind alone."""
    return SUBJECTS["case"].model._base_manager
