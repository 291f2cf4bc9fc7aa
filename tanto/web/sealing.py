"""Secrets that other machines gave us or get from us. They lie sealed with a key made of the secret key: a copy of the
database alone does not tell them."""

import base64
from functools import lru_cache
from typing import Any

from django.conf import settings


class Shut(Exception):  # noqa: N818 - an answer to be caught: the secret has to be entered anew
    """Sealed with another key, for another purpose, or changed on the way."""


def seal(purpose: str, text: str) -> str:
    """Sealed anew each time, so that two rows with one secret do not look alike. purpose: "mail.mailbox"; what was sealed
    for one opens for no other. About 100 signs longer than the text, all ASCII."""
    return str(box(purpose).encrypt(text.encode()), "ascii")


def unseal(purpose: str, sealed: str) -> str:
    """Raises Shut. Keys of before, in SECRET_KEY_FALLBACKS, still open."""
    from cryptography.fernet import InvalidToken

    try:
        return str(box(purpose).decrypt(sealed.encode()), "utf-8")
    except InvalidToken as error:
        raise Shut(f"what was sealed for {purpose} does not open with the key of today") from error


def box(purpose: str) -> Any:
    from cryptography.fernet import MultiFernet

    return MultiFernet(
        [one_box(purpose, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


@lru_cache(maxsize=64)
def one_box(purpose: str, key: str) -> Any:
    from cryptography.fernet import Fernet  # imported where something is sealed: it weighs
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"tanto.web.sealing {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(made.derive(key.encode())))
