"""Signatures by the Standard Webhooks convention: whoever receives a message can tell that it is ours, whole, and not old."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

MARK = "whsec_"
BYTES = 32  # of a new key; the convention asks for 24 to 64


def new_secret() -> str:
    return MARK + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def new_message_id() -> str:
    """The same over all tries, so that a receiver can pass over what it has."""
    return f"msg_{secrets.token_hex(14)}"


def signature(secret: str, message_id: str, at: int, body: str) -> str:
    """v1,… over id, seconds since 1970, and body, joined by full stops."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = hmac.new(key, f"{message_id}.{at}.{body}".encode(), hashlib.sha256)
    return "v1," + base64.b64encode(signed.digest()).decode()


def headers(keys: Iterable[str], message_id: str, at: int, body: str) -> dict[str, str]:
    """keys: one secret, or two while a receiver moves from one to the other."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signature(key, message_id, at, body) for key in keys),
    }
