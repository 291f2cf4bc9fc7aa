import os
from collections.abc import Iterator
from contextlib import contextmanager

import click


def wake() -> None:
    """Bring Django up; commands that only supervise never pay for it."""
    import django

    os.umask(0o077)  # the words of customers are nobody else's on this machine
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanto.settings")
    django.setup()


@contextmanager
def refused() -> Iterator[None]:
    """A refusal as the command line says it: what, why, and what instead; exit 1."""
    from tanto.web.refusals import Refused

    try:
        yield
    except Refused as wrong:
        raise click.ClickException(f"{wrong.what} {wrong.why} {wrong.instead}") from wrong
