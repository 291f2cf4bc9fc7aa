"""What a stranger can do to the door by one mail: not hold it shut, and not speak for somebody else."""

import pytest

from tanto import clocks
from tanto.mail import joining, waiting
from tanto.mail.models import Arrival
from tanto.mail.reading import read_mail
from tanto.mail.waiting import take_waiting
from tanto.notices.models import Letter
from tanto.recovery.models import Case
from tests.cast import Cast
from tests.mail.conftest import open_box
from tests.mail.letters import mail
from tests.mail.test_taking import came, letter_of, returned


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


def test_the_same_words_again_without_an_id_are_another_message(cast: Cast):
    ways = [f"from form by mx; Thu, {day} Nov 2026 09:00:00 +0900" for day in (12, 12, 19)]
    for way in ways:
        came(cast, mail("It leaks.", message_id="", Received=way))
    assert sorted(Arrival.objects.values_list("outcome", flat=True)) == ["again", "case", "case"]


def test_nobody_turns_an_address_around():
    found = read_mail(mail(sender="\u202eelpmaxe.x@b\u202c \u2066<bad@evil.example>", subject="a\u202eb"))
    assert (found.from_name, found.from_email, found.subject) == ("elpmaxe.x@b", "bad@evil.example", "ab")


FORGED = "mx.tamabashi.example; dmarc=fail"


def test_whoever_forges_a_colleague_does_not_speak_among_ourselves(cast: Cast):
    case = cast.at_question()
    letter = letter_of(cast, case)
    arrival = came(cast, mail("Close it.", sender=cast.boss.email, In_Reply_To=letter.message_id, Authentication_Results=FORGED))  # fmt: skip
    assert (arrival.outcome, case.history().first().kind) == ("reply", "words_unconfirmed")


def test_whoever_forges_the_writer_of_a_draft_is_not_heard_as_the_customer(cast: Cast):
    case = came(cast, mail(sender="new@unknown.example")).case
    came(cast, mail("It is solved.", sender="new@unknown.example", message_id="<2@x>", In_Reply_To="<one@shirakabazawa.example>", Authentication_Results=FORGED))  # fmt: skip
    said = case.verbatims.order_by("pk").last()
    assert (said.is_hers, said.is_unconfirmed) == (False, True)


def test_a_letter_that_she_answered_did_not_come_back(cast: Cast):
    case = cast.accountable()
    letter = letter_of(cast, case)
    Letter.objects.filter(pk=letter.pk).update(state="sent", next_at=None)
    came(cast, mail("Thank you.", message_id="<2@x>", In_Reply_To=letter.message_id))
    assert came(cast, returned(letter)).outcome == "bounce"
    letter.refresh_from_db()
    cast.customer.refresh_from_db()
    assert (letter.state, cast.customer.bounced_at) == ("sent", None)


@pytest.mark.parametrize("is_new", [True, False])
def test_an_address_from_which_she_writes_is_not_dead(cast: Cast, is_new):
    case = cast.accountable()
    letter = letter_of(cast, case)
    came(cast, returned(letter))
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is not None
    came(cast, mail("I am here.", message_id="<2@x>", In_Reply_To="" if is_new else letter.message_id))
    cast.customer.refresh_from_db()
    assert cast.customer.bounced_at is None


@pytest.mark.parametrize("more", [{"X_Spam_Flag": "YES"}, {"List_Id": "<all.shirakabazawa.example>", "Precedence": "list"}])  # fmt: skip
def test_an_answer_in_a_case_is_read_though_it_looks_like_nothing_for_us(cast: Cast, more):
    case = cast.at_question()
    letter = letter_of(cast, case)
    arrival = came(
        cast, mail("The second box too.", message_id="<2@x>", In_Reply_To=letter.message_id, **more)
    )
    assert (arrival.outcome, arrival.case) == ("reply", case)
    assert came(cast, mail("Cheap boxes!", message_id="<3@x>", **more)).case is None
