"""Around the steps: what was said, noted, known and attached; the drawers; who else is here; doubles while typing."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tanto import clocks
from tanto.files.models import LARGEST, File
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.notices.post import written
from tanto.recovery.models import Case, NearMiss
from tests.cast import Cast, speaking
from tests.recovery.test_receiving import refusal

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def owner(cast: Cast, client):
    client.force_login(cast.owner)
    return client


def test_a_slip_is_corrected_and_both_wordings_are_kept(cast: Cast, owner):
    case = cast.receive()
    verbatim = case.verbatims.get()
    case.correct_words(by=cast.owner.actor, verbatim=verbatim.pk, text="60, not 54.", why="A slip.")
    page = owner.get(f"/cases/{case.number}/?open=words").content.decode()
    assert "60, not 54." in page
    assert "Which paper is true?" in page
    assert verify().broken == ""


def test_a_word_removed_behind_our_back_after_a_correction_is_named(cast: Cast):
    case = cast.receive()
    verbatim = case.verbatims.get()
    former = verbatim.words
    case.correct_words(by=cast.owner.actor, verbatim=verbatim.pk, text="60.", why="A slip.")
    case.verbatims.update(words=former)
    assert "verbatims do not agree" in verify().broken


def test_words_in_another_language_stand_beside_their_translation(cast: Cast, owner):
    case = cast.receive("納品書が違います")
    owner.post(
        f"/cases/{case.number}/words/translation/",
        {"verbatim": case.verbatims.get().pk, "text": "The note is wrong", "open": "words"},
    )
    page = owner.get(f"/cases/{case.number}/?open=words").content.decode()
    assert "納品書が違います" in page
    assert "The note is wrong" in page


def test_a_stronger_feeling_heard_later_counts(cast: Cast):
    case = cast.at_question()
    case.hear(by=cast.owner.actor, text="I am furious.", intensity=4)
    assert case.intensity == 4
    assert ["person", cast.boss.pk] in case.history().first().receivers


def test_contradicting_facts_stand_side_by_side_and_support_nothing(cast: Cast):
    case = cast.receive()
    for text, against in (("54 packed", None), ("60 packed", 0)):
        other = case.facts.first()
        case.add_fact(
            by=cast.owner.actor,
            text=text,
            source="A record",
            kind="document",
            confidence="sure",
            contradicts=other.pk if against is not None else None,
        )
    assert case.facts.count() == 2
    assert case.supported_facts == []


def test_what_somebody_told_supports_no_cause(cast: Cast):
    case = cast.receive()
    case.add_fact(
        by=cast.owner.actor, text="It fell", source="The driver", kind="statement", confidence="sure"
    )
    with refusal("apology_needs_fact"):
        case.apologise(by=cast.owner.actor, level="A3", words="We dropped it. I apologise.")


def test_a_formal_apology_is_spoken_by_a_boss(cast: Cast):
    case = cast.receive()
    case.add_fact(by=cast.owner.actor, text="It fell", source="Film", kind="observed", confidence="sure")
    with refusal("apology_of_a_boss"):
        case.apologise(by=cast.owner.actor, level="A4", words="I apologise without reservation.")
    case.apologise(by=cast.boss.actor, level="A4", words="I apologise without reservation.")
    assert case.apologies.get().person == cast.boss


def test_while_she_has_more_to_say_another_contact_is_owed(cast: Cast):
    case = cast.receive()
    case.apologise(by=cast.owner.actor, level="A1", words="I am sorry for the trouble.")
    case.take_reaction(
        by=cast.owner.actor,
        apology=case.apologies.get().pk,
        reaction="more_to_say",
        words="You have no idea.",
    )
    assert case.wants_another_apology
    assert case.running("progress_update")


def test_the_second_chase_reaches_every_boss_told(cast: Cast):
    case = cast.receive()
    for minutes in (0, 20):
        with clocks.travelling(clocks.now() + dt.timedelta(minutes=minutes)):
            case.chase(by=cast.customer.actor, channel="web")
    entry = case.history().first()
    assert ["person", cast.boss.pk] in entry.receivers
    assert entry.facts["count"] == 2


def test_an_action_has_one_name_that_said_yes(cast: Cast, client):
    case = cast.accountable()
    case.ask_action(
        by=cast.owner.actor,
        what="The label",
        person=cast.stranger,
        due_at=clocks.now() + dt.timedelta(hours=3),
    )
    action = case.actions.get(person=cast.stranger)
    with refusal("not_accepted"):
        case.finish_action(by=cast.owner.actor, action=action)
    client.force_login(cast.stranger)
    assert "Say yes or no: The label" in client.get("/").content.decode()
    client.post(f"/cases/{case.number}/actions/{action.pk}/acceptance/")
    client.post(f"/cases/{case.number}/actions/{action.pk}/end/")
    action.refresh_from_db()
    assert action.done_at is not None


def test_a_mention_and_a_question_bring_a_colleague_in(cast: Cast, client):
    case = cast.receive()
    case.note(by=cast.owner.actor, text="@Matsumoto has the key to the hall.")
    client.force_login(cast.stranger)
    assert "Which paper" in client.get(f"/cases/{case.number}/").content.decode()
    case.ask(by=cast.owner.actor, person=cast.colleague, text="Is it packed?")
    client.force_login(cast.colleague)
    assert "Is it packed?" in client.get("/asked/").content.decode()
    client.post(
        f"/cases/{case.number}/questions/answer/", {"note": case.notes.last().pk, "text": "Since noon."}
    )
    assert str(case.notes.last().words) == "Since noon."


def test_internal_words_never_leave(cast: Cast, client):
    case = cast.accountable()
    case.note(by=cast.owner.actor, text="INSIDE: the hall was locked.")
    case.ask(by=cast.owner.actor, person=cast.deputy, text="INSIDE: who has the key?")
    case.notice_unsaid(by=cast.owner.actor, text="INSIDE: an order may be waiting.")
    case.record_mistake(by=cast.owner.actor, what="INSIDE: label", work_step="labels")
    case.add_fact(by=cast.owner.actor, text="INSIDE", source="INSIDE", kind="document", confidence="sure")
    case.attach(by=cast.owner.actor, file=File.keep([PNG]), name="INSIDE.png")
    case.write(
        by=cast.owner.actor,
        body="Mori here {link} {next_time}",
        next_at=clocks.now() + dt.timedelta(hours=2),
    )
    drain(clocks.now())
    hers = Letter.objects.get(contact=cast.customer)
    link = case.link_of(cast.customer)
    parts = list(written(hers).iter_parts())
    assert len(parts) == 2
    assert not any("INSIDE" in part.get_content() for part in parts)
    assert "INSIDE" not in client.get(f"/c/{link.token}/").content.decode()


def test_a_photograph_alone_is_enough(cast: Cast, owner):
    photo = SimpleUploadedFile("crate.png", PNG, content_type="text/html")
    owner.post("/cases/new/", {"words": "", "papers": photo, "press": "p"})
    case = Case.objects.get()
    assert (case.step, case.attachments.get().file.picture) == ("draft", "image/png")
    page = owner.get(f"/cases/{case.number}/files/{case.attachments.get().pk}/")
    assert page["Content-Type"] == "image/png"
    assert "sandbox" in page["Content-Security-Policy"]


def test_what_is_no_picture_is_only_saved_never_shown(cast: Cast, owner):
    case = cast.receive()
    evil = SimpleUploadedFile("a.png", b"<script>alert(1)</script>", content_type="image/png")
    owner.post(f"/cases/{case.number}/files/", {"papers": evil})
    page = owner.get(f"/cases/{case.number}/files/{case.attachments.get().pk}/")
    assert page["Content-Type"] == "application/octet-stream"
    assert page["Content-Disposition"].startswith("attachment")


def test_the_same_file_twice_is_one_and_too_large_is_refused(cast: Cast, owner):
    case = cast.receive()
    for _ in range(2):
        owner.post(f"/cases/{case.number}/files/", {"papers": SimpleUploadedFile("a.txt", b"paper")})
    assert case.attachments.count() == 1
    page = owner.post(
        f"/cases/{case.number}/files/", {"papers": SimpleUploadedFile("b.txt", b"0" * (LARGEST + 1))}
    )
    assert "larger than 25 MB" in page.content.decode()
    with refusal("file_empty"):
        File.keep([])


def test_some_issues_solved_and_some_not(cast: Cast):
    case = cast.at_question()
    case.agree_issue(by=cast.owner.actor, wording="The note", then=["The gaskets"], read_back=True)
    case.cushion(by=cast.owner.actor, sentence="I see how hard it is.")
    cast.account_for(case)
    for issue in case.open_issues():
        case.report_fixed(by=cast.owner.actor, how="Done.", issue=issue.pk)
    first, second = case.open_issues()
    case.reject_fix(
        by=speaking(cast.customer, heard_by=cast.owner),
        words="The gaskets are wrong.",
        is_partly=True,
        solved=[first.pk],
    )
    assert list(case.issues.values_list("state", flat=True)) == ["accepted", "rejected"]
    assert case.most_immediate == second


def test_a_near_miss_has_no_name_anywhere(cast: Cast, owner):
    page = owner.post("/near-misses/new/", {"what": "Two labels in one tray", "work_step": "labels"})
    miss, code = NearMiss.objects.get(), page.context["code"]
    entry = miss.history().get()
    assert (entry.actor_kind, entry.actor_id, entry.entered_by) == ("system", None, None)
    wall = timezone.localtime(entry.at)
    assert (wall.hour, wall.minute, entry.press) == (0, 0, None)
    owner.post(f"/near-misses/{miss.pk}/", {"text": "It was the second tray.", "code": code, "press": "x"})
    assert miss.history().first().actor_id is None
    with refusal("wrong_code"):
        miss.add(by=entry.actor, code="AAAA-AAAA-AAAA", text="Me too.")
    assert not Entry.objects.filter(subject_kind="near_miss", actor_id=cast.owner.pk).exists()


def test_a_near_miss_that_names_somebody_is_refused(cast: Cast, owner):
    page = owner.post("/near-misses/new/", {"what": "Tanaka mixed the labels", "work_step": "labels"})
    assert page.status_code == 422
    assert "names a person" in page.content.decode()


def test_an_announced_time_still_holds_when_it_becomes_more_serious(cast: Cast, client):
    case = cast.accountable()
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=90)):
        case.assess(by=cast.owner.actor, triggers=["line_stop"])
        clock = next(iter(c for c in clocks_of(case) if c.kind == "progress_update"))
    assert clock.due_at == case.next_told_at


def clocks_of(case: Case):
    from tanto.clocks.models import Clock

    return Clock.objects.of("case", case.pk).running()
