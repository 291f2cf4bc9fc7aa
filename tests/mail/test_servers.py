"""What mail servers do to us: refuse one message, hand out nothing, count anew. No message is lost by it, and none holds others back."""

import imaplib
import poplib

import pytest

from tanto import clocks
from tanto.mail.fetching import imap, pop3
from tanto.mail.models import Arrival, Mailbox
from tanto.mail.waiting import take_waiting
from tests.cast import HOUSE, Cast
from tests.mail.conftest import open_box
from tests.mail.dovecot import Dovecot
from tests.mail.letters import mail

NO = b"NO"
Lines = tuple[bytes, list[bytes]]


class Imap:
    """An IMAP server by what it answers: a message, NO, nothing at all (NIL), or gone (None)."""

    def __init__(self, **said: bytes | None) -> None:
        self.said = {name[1:]: raw for name, raw in said.items()}
        self.client, self.removed, self.moved = self, list[str](), list[str]()

    def response(self, _name: str) -> tuple[str, list[bytes]]:
        return "UIDVALIDITY", [b"7"]

    def uids(self, *args, **more) -> list[str]:
        return [uid for uid in self.said if uid not in self.removed + self.moved]

    def uid(self, _fetch: str, uid: str, part: str) -> tuple[str, list[object]]:
        raw = self.said[uid]
        if "SIZE" in part:
            return "OK", [b"1 (UID %s RFC822.SIZE %d)" % (uid.encode(), len(raw or b""))]
        if raw is None or raw == NO:
            return ("OK", [None]) if raw is None else ("NO", [b"busy"])
        return "OK", [b"1 (BODY[] NIL)"] if not raw else [(b"1 (BODY[] {9}", raw), b")"]

    def delete(self, uid: str) -> None:
        self.removed.append(uid)

    def move(self, uid: str, _folder: str) -> None:
        self.moved.append(uid)

    def namespace(self):
        raise imaplib.IMAP4.error("unknown")


class Pop3:
    """A POP3 server by its messages; NO is one that it does not hand out."""

    def __init__(self, **said: bytes) -> None:
        self.said, self.marked = said, list[int]()

    def list(self) -> Lines:
        return b"+OK", [b"%d %d" % (n, len(raw)) for n, raw in enumerate(self.said.values(), start=1)]

    def uidl(self) -> Lines:
        return b"+OK", [b"%d %s" % (n, uid.encode()) for n, uid in enumerate(self.said, start=1)]

    def retr(self, number: int) -> Lines:
        raw = list(self.said.values())[number - 1]
        if raw == NO:
            raise poplib.error_proto(b"-ERR busy")
        return b"+OK", raw.split(b"\n")

    def top(self, number: int, _lines: int) -> Lines:
        return self.retr(number)

    def dele(self, number: int) -> None:
        self.marked.append(number)

    def quit(self) -> None:
        return


@pytest.mark.parametrize("afterwards", ["delete", "leave"])
def test_a_message_that_is_refused_holds_no_other_back_and_is_not_forgotten(cast: Cast, afterwards):
    box, server = open_box(cast, afterwards=afterwards), Imap(u1=NO, u2=mail())
    with pytest.raises(imaplib.IMAP4.error, match="message 1"):
        imap.fetch(box, server)
    box.refresh_from_db()
    assert (Arrival.objects.count(), box.last_uid, "1" in server.removed) == (1, 0, False)
    server.said["1"] = mail("The first one.", message_id="<1@x>")
    imap.fetch(box, server)
    assert Arrival.objects.count() == 2


def test_a_message_without_bytes_is_told_and_not_removed(cast: Cast):
    box, server = open_box(cast), Imap(u1=b"", u2=mail())
    imap.fetch(box, server)
    take_waiting(clocks.now())
    assert (server.removed, server.moved) == (["2"], ["1"])
    assert sorted(Arrival.objects.values_list("outcome", flat=True)) == ["case", "unreadable"]


def test_a_message_that_has_gone_is_neither_kept_nor_removed(cast: Cast):
    server = Imap(u1=None)
    assert (imap.fetch(open_box(cast), server), server.removed, Arrival.objects.count()) == (0, [], 0)


def test_what_is_too_large_to_be_kept_whole_stays_there(cast: Cast, monkeypatch):
    monkeypatch.setattr(imap, "LARGEST", 100)
    monkeypatch.setattr(pop3, "LARGEST", 100)
    by_imap, by_pop3 = Imap(u1=mail("x" * 900)), Pop3(a=mail("y" * 900))
    imap.fetch(open_box(cast), by_imap)
    second = open_box(cast, address="other@tamabashi.example", way="pop3")
    assert [pop3.fetch(second, by_pop3), pop3.fetch(second, by_pop3)] == [1, 0]
    assert (by_imap.removed, by_imap.moved, by_pop3.marked, Arrival.objects.count()) == ([], ["1"], [], 2)


def test_a_pop3_server_that_gives_an_id_again_brings_both_messages(cast: Cast):
    box = open_box(cast, way="pop3")
    pop3.fetch(box, Pop3(a=mail("The box is wet.")))
    for _ in range(2):  # the line breaks before goodbye
        pop3.fetch(box, Pop3(a=mail("The door is stuck.", message_id="<2@x>")))
    assert [b"wet" in each.raw() for each in Arrival.objects.order_by("pk")] == [True, False]


def test_a_pop3_message_that_is_refused_holds_no_other_back(cast: Cast):
    server = Pop3(a=NO, b=mail())
    with pytest.raises(poplib.error_proto, match="busy"):
        pop3.fetch(open_box(cast, way="pop3"), server)
    assert (server.marked, Arrival.objects.count()) == ([2], 1)


def test_a_line_of_a_megabyte_does_not_shut_a_pop3_mailbox(cast: Cast, post: Dovecot):
    post.deliver(mail("x" * 1_200_000))
    post.deliver(mail(message_id="<2@x>"))
    box = open_box(cast, port=post.pop3, way="pop3")
    with pop3.opened(box) as server:
        assert pop3.fetch(box, server) == 2


def test_another_place_is_read_from_its_beginning(cast: Cast):
    box = open_box(cast, afterwards="leave")
    imap.fetch(box, Imap(u1=mail()))
    Mailbox.objects.get(pk=box.pk).change(by=HOUSE, folder="Complaints")
    box.refresh_from_db()
    assert imap.fetch(box, Imap(u1=mail("The door is stuck.", message_id="<2@x>"))) == 1
    assert Arrival.objects.count() == 2
