"""A Dovecot for the tests that need one, and a mailbox that points at it."""

import pytest

from tanto.mail.models import Mailbox
from tests.cast import HOUSE, Cast
from tests.mail.dovecot import PASSWORD, USER, Dovecot, running


@pytest.fixture(scope="session")
def dovecot():
    with running() as server:
        yield server


@pytest.fixture
def post(dovecot: Dovecot):
    """Dovecot with nothing in it."""
    with dovecot.signed_in(USER) as client:
        for folder in ("INBOX", "Tanto"):
            said, found = client.select(folder)
            if said == "OK" and int(found[0]):
                client.store("1:*", "+FLAGS", "\\Deleted")
                client.expunge()
    dovecot.tokens.asked.clear()
    return dovecot


@pytest.fixture
def box(cast: Cast, post: Dovecot) -> Mailbox:
    return open_box(cast, port=post.imap)


def open_box(cast: Cast, **columns) -> Mailbox:
    known = {"name": "Claims", "address": USER, "section": cast.colleague.section, "duty": cast.colleague, "way": "imap", "host": "127.0.0.1", "security": "plain", "afterwards": "delete"}  # fmt: skip
    return Mailbox.open(by=HOUSE, secrets={"password": PASSWORD}, **known | columns)
