"""Tokens of links in letters: a row's number and a signature of it and of the address it went to, made of the secret key. A retry
can rebuild them, the database alone opens nothing, and another address ends them."""

from django.utils.crypto import constant_time_compare, salted_hmac


def token(purpose: str, number: int, address: str) -> str:
    return f"{number}-{signature(purpose, number, address)}"


def number_in(text: str) -> int | None:
    """Which row a token says it is of, forged or not."""
    number = text.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 18 else None


def is_genuine(text: str, purpose: str, number: int, address: str) -> bool:
    return constant_time_compare(text.partition("-")[2], signature(purpose, number, address))


def signature(purpose: str, number: int, address: str) -> str:
    """160 bits of HMAC-SHA256, hexadecimal."""
    return salted_hmac(purpose, f"{number} {address.lower()}", algorithm="sha256").hexdigest()[:40]
