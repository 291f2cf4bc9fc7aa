import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.clocks.models import Clock
from tanto.journal.actor import system
from tanto.journal.verify import verify
from tanto.recovery.models import Case
from tanto.web.refusals import Refused
from tests.cast import HOUSE, Cast


def refusal(code: str):
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def test_who_records_owns_from_that_second(cast: Cast):
    case = cast.draft()
    assert case.owner == cast.colleague
    assert case.owner_spans.get().since == case.opened_at


def test_words_alone_make_a_draft(cast: Cast):
    assert cast.draft().step == "draft"


def test_words_client_and_channel_make_a_case_at_step_one(cast: Cast):
    assert cast.receive().step == "listen"


def test_an_unknown_client_is_allowed(cast: Cast):
    case = cast.receive(client=None, contact=None, is_unknown_client=True)
    assert (case.step, case.client) == ("listen", None)


def test_empty_words_are_refused(cast: Cast):
    with refusal("empty_words"):
        cast.draft("  \n ")
    assert Case.objects.count() == 0


def test_a_moment_in_the_future_is_refused(cast: Cast):
    with refusal("known_in_future"):
        cast.receive(known_at=clocks.now() + dt.timedelta(hours=1))


def test_a_contact_of_another_client_is_refused(cast: Cast):
    other = Client.take_on(by=HOUSE, code="F99", name_en="Other", main=cast.deputy, deputy=cast.owner)
    with refusal("contact_of_another"):
        cast.receive(client=other, contact=cast.customer)


def test_somebody_who_left_can_own_nothing(cast: Cast):
    cast.stranger.leave(by=HOUSE)
    with refusal("owner_is_a_person"):
        cast.draft(by=cast.stranger)


def test_a_machine_can_own_nothing(cast: Cast):
    with refusal("owner_is_a_person"):
        Case.receive("Words", by=system("mail"))


def test_the_boss_is_told_in_the_same_transaction(cast: Cast):
    case = cast.receive()
    assert case.told_bosses.get().boss == cast.boss
    assert case.history().get(kind="case_received").receivers == [["person", cast.boss.pk]]


def test_a_boss_who_records_is_not_told_by_himself(cast: Cast):
    case = cast.receive(by=cast.boss)
    assert case.told_bosses.get().boss.family_en == "Nakamura"


def test_naming_the_client_asks_its_tanto(cast: Cast):
    case = cast.receive(by=cast.colleague)
    assert case.open_offer.to == cast.owner
    assert case.owner == cast.colleague


def test_naming_the_client_later_tells_the_boss_there(cast: Cast):
    case = cast.draft()
    case.place(by=cast.colleague.actor, client=cast.client, contact=cast.customer, channel="phone")
    assert case.section == cast.owner.section
    assert [told.boss.family_en for told in case.told_bosses.all()] == ["Yamaguchi", "Suzuki"]
    assert (case.step, case.open_offer.to) == ("listen", cast.owner)


def test_only_the_owner_places_a_draft(cast: Cast):
    case = cast.draft()
    with refusal("not_the_owner"):
        case.place(by=cast.stranger.actor, client=cast.client, channel="phone")


def test_numbers_rise(cast: Cast):
    first, second = cast.draft(), cast.draft()
    assert first.number < second.number
    assert first.number.startswith(f"SR-{clocks.today().year}-")


def test_a_case_has_an_owner_in_the_database(cast: Cast):
    case = cast.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner=None)


def test_a_case_cannot_be_closed_without_a_word_in_the_database(cast: Cast):
    case = cast.at_follow_up()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(step=None, end="closed_by_customer", ended_at=clocks.now())


def test_a_case_has_a_step_or_an_end_in_the_database(cast: Cast):
    case = cast.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(step=None)


def test_a_contact_cannot_be_named_without_a_client_of_its_own(cast: Cast):
    case = cast.receive(client=None, contact=cast.customer)
    assert case.client == cast.client
    assert isinstance(case.contact, Contact)


def test_a_case_and_all_that_hangs_on_it_take_few_statements(cast: Cast, django_assert_max_num_queries):
    cast.receive()
    few = 8 if connection.vendor == "postgresql" else 17  # there they go in one
    with django_assert_max_num_queries(few):
        cast.receive("Another box.", press="another")


def test_a_fresh_case_knows_when_it_is_due_as_its_row_does(cast: Cast):
    for severity in (1, 2, 3, 4):
        case = cast.receive(severity=severity, by=cast.colleague)
        kept = Case.objects.get(pk=case.pk)
        assert (case.due_at, case.head_hash) == (kept.due_at, kept.head_hash)
        assert kept.due_at == Clock.objects.of("case", case.pk).owed().order_by("due_at").first().due_at


def test_ids_go_on_after_cases_that_were_received(cast: Cast):
    case = cast.receive()
    case.hear(by=cast.owner.actor, text="And the lid.")
    again = cast.receive("Another box.")
    assert again.pk > case.pk
    assert again.verbatims.get().words_id > case.verbatims.last().words_id
    assert verify().broken == ""
