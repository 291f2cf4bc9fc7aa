"""Which case a message joins, and whose words it brings: never on the word of a sender that is not proven."""

import pytest

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.verify import verify
from tanto.notices.reply_token import token_of
from tanto.recovery.models import Case
from tanto.web.refusals import Refused
from tests.cast import HOUSE, Cast
from tests.mail.arriving import came, letter_of
from tests.mail.letters import mail


def test_an_answer_to_her_own_first_mail_joins_her_case(cast: Cast):
    first = came(cast, mail())
    second = came(cast, mail("And the second one too.", message_id="<2@x>", subject="Something else", In_Reply_To="<one@shirakabazawa.example>"))  # fmt: skip
    assert (second.outcome, second.case, Case.objects.count()) == ("reply", first.case, 1)


def test_the_tag_in_the_subject_joins_too(cast: Cast):
    case = cast.receive()
    tag = f"[{token_of(case.pk)}]"
    assert came(cast, mail(subject=f"RE: RE: 返信: {tag}", message_id="<2@x>")).case == case
    assert came(cast, mail(subject=f"AW: [{case.number}]", message_id="<3@x>")).case != case


def test_the_token_in_the_address_joins_too(cast: Cast):
    case = cast.receive()
    arrival = came(cast, mail(To=f"claims+{token_of(case.pk)}@tamabashi.example", message_id="<2@x>"))
    assert arrival.case == case


def test_a_colleague_of_hers_is_heard_as_herself(cast: Cast):
    chief = Contact.meet(cast.client, by=HOUSE, name_en="Hirano", email="hirano@shirakabazawa.example")
    case, letter = cast.at_question(), None
    letter = letter_of(cast, case)
    came(cast, mail("Where is it?", sender="hirano@shirakabazawa.example", In_Reply_To=letter.message_id))
    said = case.verbatims.order_by("pk").last()
    assert (said.speaker, said.is_hers, said.is_unconfirmed) == (chief, True, False)


@pytest.mark.parametrize(
    ("sender", "proof"),
    [
        ("somebody@else.example", ""),
        (
            "kiuchi@shirakabazawa.example",
            "mx.tamabashi.example; dmarc=fail header.from=shirakabazawa.example",
        ),
        ("kiuchi@shirakabazawa.example", "mx.tamabashi.example; spf=fail smtp.mailfrom=x; dkim=none"),
    ],
)
def test_whoever_is_not_proven_joins_unconfirmed(cast: Cast, sender, proof):
    case = cast.at_question()
    letter = letter_of(cast, case)
    came(
        cast,
        mail(
            "It is all solved, close it.",
            sender=sender,
            In_Reply_To=letter.message_id,
            Authentication_Results=proof,
        ),
    )
    said = case.verbatims.order_by("pk").last()
    assert (said.is_unconfirmed, said.is_hers, said.speaker) == (True, False, None)
    case.confirm_sender(by=cast.owner.actor, verbatim=said.pk, contact=cast.customer)
    said.refresh_from_db()
    assert (said.is_unconfirmed, said.is_hers, said.speaker) == (False, True, cast.customer)
    with pytest.raises(Refused, match="known already"):
        case.confirm_sender(by=cast.owner.actor, verbatim=said.pk, contact=cast.customer)
    assert verify().broken == ""


def test_a_forged_sender_opens_no_case_of_her_client(cast: Cast):
    arrival = came(cast, mail(Authentication_Results="mx; dmarc=fail"))
    assert (arrival.case.client, arrival.case.step) == (None, "draft")


def test_a_second_mail_to_a_draft_is_of_the_same_unknown_hand(cast: Cast):
    first = came(cast, mail(sender="new@unknown.example"))
    came(
        cast,
        mail(
            "More of it.",
            sender="new@unknown.example",
            message_id="<2@x>",
            In_Reply_To="<one@shirakabazawa.example>",
        ),
    )
    said = first.case.verbatims.order_by("pk").last()
    assert (said.is_hers, said.speaker) == (True, None)


def test_a_colleague_who_answers_stays_among_ourselves(cast: Cast):
    case = cast.at_question()
    letter = letter_of(cast, case)
    arrival = came(
        cast, mail("Tell her nothing yet.", sender=cast.stranger.email, In_Reply_To=letter.message_id)
    )
    assert (arrival.outcome, case.verbatims.count()) == ("internal", 1)
    assert case.history().first().kind == "colleague_mailed"


def test_what_a_colleague_passes_on_is_not_taken_for_the_customer(cast: Cast):
    case = came(cast, mail(sender=cast.stranger.email)).case
    assert not case.verbatims.get().is_hers


def test_an_answer_to_a_merged_case_goes_on_in_the_other(cast: Cast):
    first, other = came(cast, mail()).case, cast.receive("the same again")
    Case.objects.filter(pk=first.pk).update(end="merged", parent=other, step=None, ended_at=clocks.now())
    arrival = came(cast, mail("More.", message_id="<2@x>", In_Reply_To="<one@shirakabazawa.example>"))
    assert arrival.case == other
