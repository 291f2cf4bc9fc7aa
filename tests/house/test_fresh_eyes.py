"""What a second review by fresh eyes broke once stays mended."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanto import clocks
from tanto.clients.models import Client
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.recovery.models import Case, NearMiss
from tests.cast import Cast
from tests.recovery.test_every_verb import another, silent
from tests.recovery.test_receiving import refusal
from tests.recovery.test_who import away


def test_a_case_without_a_contact_opens_again_and_its_page_lives(cast: Cast, client):
    case = cast.draft()
    case.propose_no_case(by=cast.colleague.actor, reason="A test.")
    case.agree_to_end(by=case.section.boss.actor)
    client.force_login(cast.colleague)
    client.post(f"/cases/{case.number}/reopening/", {"words": "It is one after all.", "channel": "phone"})
    case.refresh_from_db()
    assert case.is_open
    assert client.get(f"/cases/{case.number}/").status_code == 200


def test_only_who_may_read_writes_her_return_down(cast: Cast):
    from tests.cast import speaking

    case = cast.closed()
    with refusal("no_part"):
        case.reopen(by=speaking(cast.customer, heard_by=cast.stranger), words="It is back.")


def test_her_answer_begins_the_waiting_anew(cast: Cast):
    case = silent(cast)
    case.reject_fix(by=cast.customer.actor, words="No! Still wrong.")
    with refusal("not_tried_enough"):
        case.propose_unconfirmed(by=cast.owner.actor, reason="Silent.")


@pytest.mark.parametrize("way", ["back to listening", "reopened"])
def test_what_was_a_case_cannot_turn_out_never_to_have_been(cast: Cast, way):
    if way == "reopened":
        case = cast.closed()
        case.reopen(by=cast.customer.actor, words="It is back.")
    else:
        case = cast.at_test()
        case.reject_fix(by=cast.customer.actor)
        case.go_back(by=cast.owner.actor, to="listen")
    with refusal("was_a_case"):
        case.propose_no_case(by=cast.owner.actor, reason="Never was.")


def test_a_colleague_who_was_only_asked_does_not_end_a_case(cast: Cast):
    case = cast.receive()
    case.ask(by=cast.owner.actor, person=cast.stranger, text="Is it one?")
    case.propose_no_case(by=cast.owner.actor, reason="A test.")
    with refusal("not_yours_to_agree"):
        case.agree_to_end(by=cast.stranger.actor)


def test_a_later_word_of_hers_undoes_please_drop_it(cast: Cast):
    case = cast.at_test()
    case.ask_to_drop(by=cast.customer.actor, words="Leave it.")
    case.reject_fix(by=cast.customer.actor, words="No, I want this solved.")
    with refusal("nothing_proposed"):
        case.agree_to_end(by=cast.boss.actor)


def test_our_proposal_does_not_push_hers_aside(cast: Cast):
    case = cast.receive()
    twin = cast.receive("Once more")
    twin.ask_to_drop(by=cast.customer.actor, words="Leave it.")
    with refusal("drop_asked_first"):
        twin.propose_merger(by=cast.owner.actor, into=case, reason="One event.")


def test_what_one_firm_wrote_is_never_shown_to_another(cast: Cast):
    case = cast.receive()
    case.hear(by=cast.customer.actor, text="Secret of ours.", channel="web")
    with refusal("written_by_them"):
        case.correct_client(by=cast.owner.actor, client=another(cast), why="A slip.")


def test_what_was_merged_elsewhere_comes_back_by_itself(cast: Cast):
    earlier, later = cast.receive(), cast.receive("Once more")
    later.propose_merger(by=cast.owner.actor, into=earlier, reason="One event.")
    later.agree_to_end(by=cast.quality.actor)
    with refusal("written_by_them"):
        earlier.correct_client(by=cast.owner.actor, client=another(cast), why="A slip.")


def test_who_stands_in_cannot_take_the_case_for_good(cast: Cast):
    case = cast.receive()
    away(cast)
    with refusal("owner_decides"):
        case.offer(by=cast.deputy.actor, to=cast.deputy)


def test_keeping_the_house_opens_no_case_by_an_absence(cast: Cast, client):
    cast.receive()
    keeper = type(cast.owner).objects.get(is_administrator=True)
    client.force_login(keeper)
    fields = {"since": "2020-01-01", "until": "2099-01-05", "deputy": keeper.pk}
    assert client.post(f"/people/{cast.owner.pk}/absence/", fields).status_code == 422
    assert not Case.objects.visible_to(keeper).exists()


def test_nobody_hands_a_client_to_themselves(cast: Cast):
    client = Client.objects.get(pk=cast.client.pk)
    with refusal("handed_to_oneself"):
        client.plan_handover(by=cast.deputy.actor, to=cast.deputy, reason="I want it.")


def test_another_photograph_is_another_press(cast: Cast, client):
    case = cast.at_test()
    address = f"/c/{case.link_of(cast.customer).token}/files/"
    for content in (b"one", b"two"):
        client.post(address, {"press": "same", "papers": SimpleUploadedFile("a.txt", content)})
    assert case.attachments.count() == 2


def test_the_same_words_of_another_firm_are_another_case(cast: Cast, client):
    client.force_login(cast.owner)
    other = another(cast)
    for number, firm in enumerate((cast.client, other)):
        client.post("/cases/new/", {"words": "Wrong item", "client": firm.pk, "press": str(number)})
    assert Case.objects.count() == 2


def test_a_near_miss_is_told_at_no_hour_and_once(cast: Cast, client):
    client.force_login(cast.owner)
    codes = {
        client.post("/near-misses/new/", {"what": "Two labels", "work_step": "labels", "press": "p"}).context[
            "code"
        ]
        for _ in range(2)
    }
    miss = NearMiss.objects.get()
    entry = miss.history().get()
    assert len(codes) == 1
    assert (entry.receivers, entry.press) == ([], None)
    assert clocks.now() - entry.at < dt.timedelta(days=1)


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "9" * 23, "-1", "\x00"])
def test_odd_numbers_break_nothing(cast: Cast, client, odd):
    case = cast.accountable()
    client.force_login(cast.owner)
    assert (
        client.get("/cases/like/", {"client": odd, "but": odd, "words": "The invoice says 60"}).status_code
        == 200
    )
    assert client.post(f"/cases/{case.number}/here/", {"head": odd}).status_code == 200
    assert client.post(f"/cases/{case.number}/issues/order/", {"order": odd}).status_code in (409, 422)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "0001-01-01T00:00"])
def test_moments_outside_the_calendar_are_refused(cast: Cast, client, moment):
    case = cast.at_test()
    token = case.link_of(cast.customer).token
    assert client.post(f"/c/{token}/call/", {"at": moment}).status_code == 422
    client.force_login(cast.owner)
    assert client.post(f"/cases/{case.number}/words/", {"text": "Hm.", "heard_at": moment}).status_code == 422
    days = {"since": moment[:10], "until": moment[:10], "deputy": cast.deputy.pk}
    assert client.post("/me/absence/", days).status_code == 422


def test_an_owner_lowers_nothing_by_raising_first(cast: Cast):
    case = cast.receive(severity=4)
    case.raise_severity(by=cast.owner.actor, words="An audit.")
    case.assess(by=cast.owner.actor)
    assert case.severity == 3


def test_when_she_takes_the_last_unfixed_issue_back_the_question_can_be_asked(cast: Cast):
    case = cast.at_question()
    case.agree_issue(by=cast.owner.actor, wording="The note", then=["The gaskets"], read_back=True)
    case.cushion(by=cast.owner.actor, sentence="I see how hard it is.")
    cast.account_for(case)
    first, second = case.open_issues()
    case.report_fixed(by=cast.owner.actor, how="Done.", issue=first.pk)
    case.take_back_issue(by=cast.customer.actor, issue=second.pk)
    case.report_fixed(by=cast.owner.actor, how="The note is with you.")
    assert case.step == "test"


def test_an_ended_case_starts_no_clock(cast: Cast):
    case = cast.closed()
    with refusal("case_closed"):
        case.move_action(
            by=cast.owner.actor,
            action=case.actions.first().pk,
            due_at=clocks.now() + dt.timedelta(days=30),
            reason="Later.",
        )


def test_impatience_is_counted_once_in_ten_minutes(cast: Cast, client):
    case = cast.at_test()
    address = f"/c/{case.link_of(cast.customer).token}/where/"
    for number in range(5):
        client.post(address, {"press": str(number)})
    assert case.chases.count() == 1


def test_the_record_holds_after_all_of_this(cast: Cast):
    case = silent(cast)
    case.ask_to_drop(by=cast.customer.actor, words="Leave it.")
    case.agree_to_end(by=cast.boss.actor)
    case.reopen(by=cast.customer.actor, words="It is back.")
    assert Entry.objects.filter(subject_id=case.pk, kind="case_reopened").exists()
    assert verify().broken == ""
