"""What would hurt does not leave by accident: blocks, reasons, second readers, and what stays private."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.home.models import Said as Found
from tanto.journal.models import Words
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.phrasebook.guards import Said
from tanto.recovery.hers import about
from tanto.recovery.models import Case, NearMiss
from tanto.recovery.outgoing import write_due
from tanto.web.refusals import Refused
from tanto.wording import catalogues
from tests.cast import MONDAY, Cast
from tests.recovery.test_receiving import refusal

HURTS = "Dear Ms. Kiuchi, the warehouse forgot your box; it is with you by {next_time}. Mori"
CAUSE = "Dear Ms. Kiuchi, the cause was a label of another order. I call you by {next_time}. Mori"
LATER = MONDAY + dt.timedelta(hours=5)
BECAUSE = Said("She wants to know which house it left.")


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


def writes(cast: Cast, case: Case, body: str, **more) -> None:
    case.write(by=cast.owner.actor, body=body, next_at=LATER, **more)


def newest(case: Case):
    return case.history().first()


def test_a_letter_that_hurts_stays_until_there_is_a_reason(cast: Cast):
    case = cast.accountable()
    with refusal("words_hurt"):
        writes(cast, case, HURTS)
    with refusal("words_hurt"):
        writes(cast, case, HURTS, said=Said("so"))
    writes(cast, case, HURTS, said=BECAUSE)
    kept = Words.objects.get(pk=newest(case).facts["override"]["words"])
    assert str(kept) == BECAUSE.reason
    assert verify().broken == ""


def test_the_reason_stays_with_the_letter_and_is_told_to_nobody(cast: Cast, client):
    case = cast.accountable()
    writes(cast, case, HURTS, said=BECAUSE)
    drain(clocks.now())
    assert "which house it left" not in str(about(cast.customer))
    assert not Found.objects.filter(words__text=BECAUSE.reason).exists()
    client.force_login(cast.boss)
    assert "which house it left" not in client.get(f"/cases/{case.number}/parts/record/").content.decode()


def test_the_reason_waits_with_the_letter_that_can_be_taken_back(cast: Cast, settings):
    settings.TAKE_BACK = 20
    case = cast.accountable()
    case.send(by=cast.owner.actor, body=HURTS, next_at=LATER, said=BECAUSE)
    with clocks.travelling(MONDAY + dt.timedelta(seconds=21)):
        write_due(clocks.now())
    assert newest(case).kind == "letter_written"
    assert "override" in newest(case).facts


def test_what_is_missing_is_written_ticked_or_explained(cast: Cast):
    case = cast.at_test()
    with refusal("element_missing"):
        writes(cast, case, "The note is with you, {next_time}. Mori")
    writes(cast, case, "The note is with you, {next_time}. Mori", said=Said(in_there=("R-07.QUESTION",)))
    assert "override" not in newest(case).facts


def test_a_cause_without_a_fact_waits_for_a_second_reader(cast: Cast):
    case = cast.accountable()
    with refusal("cause_without_fact"):
        writes(cast, case, CAUSE, said=BECAUSE)  # no reason of one's own lifts it
    case.ask_to_read(by=cast.owner.actor, person=cast.boss, text=CAUSE)
    case.agree_to_text(by=cast.boss.actor, note=case.notes.get().pk)
    with refusal("cause_without_fact"):
        writes(cast, case, CAUSE.replace("label", "crate"))  # another text than was read
    writes(cast, case, CAUSE.replace("\n", "\r\n") + "\r\n")
    assert newest(case).kind == "letter_written"


def test_nobody_agrees_to_their_own_text_and_no_stranger_does(cast: Cast):
    case = cast.accountable()
    case.ask_to_read(by=cast.owner.actor, person=cast.deputy, text=CAUSE)
    note = case.notes.get().pk
    with refusal("not_to_agree"):
        case.agree_to_text(by=cast.owner.actor, note=note)
    with refusal("no_part"):
        case.agree_to_text(by=cast.stranger.actor, note=note)
    with refusal("asked_oneself"):
        case.ask_to_read(by=cast.owner.actor, person=cast.owner, text=CAUSE)
    with refusal("cause_without_fact"):
        writes(cast, case, CAUSE)


def test_a_plain_question_answered_yes_is_no_second_reading(cast: Cast):
    case = cast.accountable()
    case.ask(by=cast.owner.actor, person=cast.deputy, text=CAUSE)
    with refusal("not_to_agree"):
        case.agree_to_text(by=cast.deputy.actor, note=case.notes.get().pk)


def test_a_supported_fact_needs_no_second_reader(cast: Cast):
    case = cast.accountable()
    fact = {
        "text": "The label was of order 54.",
        "source": "Photograph",
        "kind": "document",
        "confidence": "sure",
    }
    case.add_fact(by=cast.owner.actor, **fact)
    writes(cast, case, CAUSE)


def test_what_is_quoted_from_her_is_left_alone(cast: Cast):
    case = cast.accountable()
    case.hear(by=cast.owner.actor, text="Your warehouse forgot my box!")
    writes(cast, case, "You told me “Your warehouse forgot my box!”; it is with you by {next_time}. Mori")


def test_what_is_said_by_telephone_is_read_too(cast: Cast):
    case = cast.accountable()
    with refusal("words_hurt"):
        case.speak(by=cast.owner.actor, words="I told her the carrier was late.", next_at=LATER)
    with refusal("words_hurt"):
        case.call_back(by=cast.owner.actor, words="The carrier was late.")
    case.speak(by=cast.owner.actor, words="The carrier was late.", next_at=LATER, said=Said("I did say it."))
    assert "override" in newest(case).facts


def test_a_cushion_with_a_verdict_is_refused_whatever_the_reason(cast: Cast):
    case = cast.at_cushion()
    with refusal("words_cannot_stand"):
        case.cushion(
            by=cast.owner.actor, sentence="I see how hard it is, but we will refund it.", said=BECAUSE
        )


def test_a_mistake_is_a_step_and_no_fault_of_character(cast: Cast):
    case = cast.accountable()
    mistake = {"what": "Carelessness at the label.", "work_step": "labels"}
    with refusal("words_cannot_stand"):
        case.record_mistake(by=cast.owner.actor, **mistake)
    with refusal("words_cannot_stand"):
        NearMiss.tell(**mistake)


def test_a_note_that_blames_wants_a_reason_and_never_a_name(cast: Cast):
    case = cast.accountable()
    with refusal("words_hurt"):
        case.note(by=cast.owner.actor, text="Who did this?")
    with refusal("words_cannot_stand"):
        case.note(by=cast.owner.actor, text="Sasaki forgot the label.", said=BECAUSE)
    case.note(by=cast.owner.actor, text="Who did this?", said=BECAUSE)
    assert "override" in newest(case).facts


def test_the_boss_thanks_without_a_sting(cast: Cast):
    case = cast.receive()
    case.acknowledge(by=cast.boss.actor)
    with refusal("words_hurt"):
        case.thank(by=cast.boss.actor, words="Thank you. How could you let this go out?")


def fields(body: str, **more) -> dict[str, str]:
    return {"body": body, "channel": "mail", "next_at": "2026-11-09T15:00", "seen": "", **more}


def test_without_a_script_the_page_shows_what_hurts_and_keeps_the_text(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    page = client.post(f"/cases/{case.number}/letters/", fields(HURTS))
    shown = page.content.decode()
    assert page.status_code == 422
    assert HURTS in shown
    assert "would hurt" in shown
    assert 'name="override"' in shown
    assert 'name="in_there"' in shown
    more = {"override": "She asked for it.", "in_there": "R-06.STATE", "seen": "R-06.STATE"}
    assert client.post(f"/cases/{case.number}/letters/", fields(HURTS, **more)).status_code == 302
    assert "override" in newest(case).facts


def test_a_warning_is_shown_once_and_the_second_press_sends(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    body = "Dear Ms. Kiuchi, anything you want is yours. It is done; the next call is at {next_time}. Mori"
    page = client.post(f"/cases/{case.number}/letters/", fields(body))
    assert page.status_code == 422
    assert "Look once before it leaves" in page.content.decode()
    seen = page.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert "EN-OP-02" in seen
    sent = client.post(f"/cases/{case.number}/letters/", fields(body, seen=seen))
    assert sent.status_code == 302
    assert newest(case).kind == "letter_written"


def test_a_second_reader_is_asked_on_the_page_and_the_text_goes_on(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    page = client.post(f"/cases/{case.number}/letters/", fields(CAUSE)).content.decode()
    assert "Ask to read it over" in page
    client.post(f"/cases/{case.number}/readings/", {"body": CAUSE, "person": cast.deputy.pk})
    assert CAUSE in client.get(f"/cases/{case.number}/").content.decode()
    client.force_login(cast.deputy)
    assert "It may leave like this" in client.get(f"/cases/{case.number}/").content.decode()
    client.post(f"/cases/{case.number}/readings/{case.notes.get().pk}/agreement/")
    client.force_login(cast.owner)
    assert client.post(f"/cases/{case.number}/letters/", fields(CAUSE, seen="R-06.STATE")).status_code == 302


def test_in_japanese_she_is_told_in_japanese(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    client.cookies["django_language"] = "ja"
    text = "運送会社の遅れが原因です。森"
    told = client.post(f"/cases/{case.number}/check/", {"text": text, "step": "letter"}).json()
    assert catalogues.why(catalogues.shipped().by_id["JA-BL-02"], "ja") in told["found"]


def test_a_subject_is_read_like_the_letter_it_stands_on(cast: Cast):
    case = cast.accountable()
    sent = {
        "by": cast.owner.actor,
        "body": "Here is where we stand. Mori, {next_time}",
        "next_at": MONDAY + dt.timedelta(hours=9),
    }
    with pytest.raises(Refused) as hurts:
        case.write(**sent, subject="The courier was late")
    assert hurts.value.field == "subject"
    with pytest.raises(Refused) as gap:
        case.write(**sent, subject="About {issue}")
    assert (gap.value.code, gap.value.field) == ("gap_left", "subject")


def test_what_was_done_stands_on_her_page_and_is_read_too(cast: Cast):
    case = cast.accountable()
    with pytest.raises(Refused) as hurts:
        case.report_fixed(by=cast.owner.actor, how="The courier forgot it, and your staff made the mistake.")
    assert hurts.value.field == "how"


def test_the_first_letter_at_step_six_asks_and_the_next_may_tell(cast: Cast):
    with clocks.travelling(MONDAY):
        case = cast.at_probe()
        assert case.letter_step() == "probe"
    with clocks.travelling(LATER):
        asked = "Mori. Is there anything left? Is there anything we have never spoken about, even small?"
        case.write(by=cast.owner.actor, body=asked)
    assert Case.objects.get(pk=case.pk).letter_step() == "update"
