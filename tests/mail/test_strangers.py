"""What a stranger can do to the door by one mail: not hold it shut, and not speak for somebody else."""

from tanto import clocks
from tanto.mail import joining, waiting
from tanto.mail.models import Arrival
from tanto.mail.waiting import take_waiting
from tanto.recovery.models import Case
from tests.cast import Cast
from tests.mail.conftest import open_box
from tests.mail.letters import mail


def test_half_a_sign_in_a_header_holds_nobody_back(cast: Cast):
    box = open_box(cast)
    for raw in (mail(message_id="=?utf-7?Q?<+2AA-@x>?="), mail("The door is stuck.", message_id="<2@x>")):
        Arrival.keep(raw, source="test", at=clocks.now(), mailbox=box)
    assert take_waiting(clocks.now()) == 2
    assert (Case.objects.count(), Arrival.to_take(clocks.now()).count()) == (2, 0)


def test_a_message_that_breaks_its_batch_is_set_aside_and_the_others_are_taken(cast: Cast, monkeypatch):
    box, known = open_box(cast), joining.contacts_of
    for number in range(3):
        raw = mail(f"Box {number} is wet.", sender=f"p{number}@x.example", message_id=f"<{number}@x>")
        Arrival.keep(raw, source="test", at=clocks.now(), mailbox=box)

    def broken(addresses):
        if "p1@x.example" in addresses:
            raise ValueError("of the middle one")
        return known(addresses)

    monkeypatch.setattr(joining, "contacts_of", broken)
    assert take_waiting(clocks.now()) == 3
    assert list(Arrival.objects.order_by("pk").values_list("state", flat=True)) == ["taken", "aside", "taken"]
    assert "of the middle one" in Arrival.objects.get(state="aside").trouble


def test_large_messages_are_read_one_after_the_other(cast: Cast, monkeypatch):
    box, batches, take = open_box(cast), [], waiting.take_each
    for number in range(3):
        Arrival.keep(mail("x" * 900, message_id=f"<{number}@x>"), source="t", at=clocks.now(), mailbox=box)
    monkeypatch.setattr(waiting, "MEMORY", 2_500)
    monkeypatch.setattr(waiting, "take_each", lambda found: batches.append(len(found)) or take(found))
    assert (take_waiting(clocks.now()), batches) == (3, [2, 1])
