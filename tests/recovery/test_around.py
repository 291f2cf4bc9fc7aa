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
from tanto.recovery.views.drawers import DRAWERS
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
    assert "Is it packed?" in client.get("/").content.decode()
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
    assert "INSIDE" not in written(hers).as_string()
    assert "INSIDE" not in client.get(f"/c/{link.token}/").content.decode()


@pytest.mark.parametrize("name", DRAWERS)
def test_every_drawer_opens_alone_and_on_the_page(cast: Cast, owner, name, django_assert_max_num_queries):
    case = cast.at_test()
    with django_assert_max_num_queries(46):
        page = owner.get(f"/cases/{case.number}/?open={name}")
    assert 'id="drawer"' in page.content.decode()
    alone = owner.get(f"/cases/{case.number}/drawers/{name}/", headers={"HX-Request": "true"})
    assert 'id="drawer"' in alone.content.decode()
    assert "<html" not in alone.content.decode()
    assert owner.get(f"/cases/{case.number}/drawers/{name}/").url.endswith("#drawer")


def test_a_press_in_a_drawer_leaves_it_open(cast: Cast, owner):
    case = cast.receive()
    answer = owner.post(f"/cases/{case.number}/notes/", {"text": "In the hall.", "open": "notes"})
    assert answer.url == f"/cases/{case.number}/?taken=note&open=notes#drawer"


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


def test_two_people_on_a_case_see_each_other_and_that_it_moved(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.boss)
    client.post(f"/cases/{case.number}/here/", {"head": case.head_number, "writing": "1"})
    client.force_login(cast.owner)
    head = case.head_number
    case.note(by=cast.boss.actor, text="I am on it.")
    page = client.post(f"/cases/{case.number}/here/", {"head": head}).content.decode()
    assert "is writing here just now" in page
    assert "The case has moved on" in page


def test_a_step_just_taken_is_undone_by_one_press(cast: Cast, owner):
    case = cast.at_question()
    owner.post(f"/cases/{case.number}/issue/", {"wording": "The note", "read_back": "on"})
    assert "is taken." in owner.get(f"/cases/{case.number}/").content.decode()
    owner.post(f"/cases/{case.number}/back/", {"to": "question"})
    case.refresh_from_db()
    assert case.step == "question"
    owner.post(f"/cases/{case.number}/on/")
    case.refresh_from_db()
    assert case.step == "cushion"


def test_likely_doubles_while_typing_show_heads_to_all_and_words_to_who_may_read(cast: Cast, client):
    case = cast.receive("The invoice says 60, the delivery note says 54.")
    query = {"words": "invoice 60 but the delivery note says 54", "client": cast.client.pk}
    client.force_login(cast.owner)
    assert "delivery note says 54." in client.get("/cases/like/", query).content.decode()
    client.force_login(cast.stranger)
    page = client.get("/cases/like/", query).content.decode()
    assert case.number in page
    assert "delivery note says 54." not in page
    assert (
        case.number
        not in client.get("/cases/like/", {"words": "A pump leaks oil on our floor"}).content.decode()
    )


def test_the_same_client_lately(cast: Cast, owner):
    first, second = cast.receive(), cast.receive("Another trouble")
    page = owner.get("/cases/like/", {"client": cast.client.pk, "but": second.pk}).content.decode()
    assert first.number in page
    assert second.number not in page


def test_a_minor_trouble_in_one_contact_has_every_record(cast: Cast, owner):
    case = cast.receive(severity=4)
    fields = {
        "intensity": 0, "wording": "A second copy of the note", "sentence": "I see that it holds you up.",
        "statement": "I am Mori and I am accountable.", "action": "Sent it while we spoke.", "channel": "phone",
        "words": "It is here. Solved.", "nothing_more": "No, thank you.",
    }  # fmt: skip
    owner.post(f"/cases/{case.number}/one-contact/", fields)
    case.refresh_from_db()
    done = set(case.visits.filter(done_at__isnull=False).values_list("step", flat=True))
    assert case.step == "follow_up"
    assert done == {"listen", "question", "cushion", "address", "test", "probe"}
    assert [word.answer for word in case.customer_words.all()] == ["solved", "nothing_more"]


def test_a_cushion_of_two_sentences_stops_the_one_contact_too(cast: Cast):
    case = cast.receive(severity=4)
    with refusal("cushion_one_sentence"):
        case.settle_in_one(
            by=cast.owner.actor, intensity=0, wording="A", sentence="One. Two.", statement="I am accountable.",
            action="Sent.", words="Solved.", nothing_more="No.",
        )  # fmt: skip
    case.refresh_from_db()
    assert case.step == "listen"


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


@pytest.mark.parametrize(
    ("address", "field"), [("/me/absence/", "deputy"), ("/clients/{client}/handover/", "to")]
)
def test_forms_of_people_say_what_is_missing(cast: Cast, owner, address, field):
    page = owner.post(address.format(client=cast.client.pk), {"since": "2030-01-01", "until": "2030-01-05"})
    assert page.status_code == 422
    assert "A group cannot be accountable." in page.content.decode()


def test_an_absence_is_entered_and_ended_on_my_page(cast: Cast, owner):
    owner.post("/me/absence/", {"since": "2030-01-01", "until": "2030-01-05", "deputy": cast.deputy.pk})
    assert "Sasaki Aya stands in" in owner.get("/me/").content.decode()
    owner.post("/me/absence/end/")
    assert "No absence is entered." in owner.get("/me/").content.decode()


def test_nobody_enters_the_absence_of_another_but_the_boss(cast: Cast, client):
    fields = {"since": "2030-01-01", "until": "2030-01-05", "deputy": cast.deputy.pk}
    for person, status in ((cast.stranger, 404), (cast.boss, 302)):
        client.force_login(person)
        assert client.post(f"/people/{cast.owner.pk}/absence/", fields).status_code == status


def test_going_back_and_on_keeps_what_was_said(cast: Cast):
    case = cast.accountable()
    case.go_back(by=cast.owner.actor, to="question", why="She called again. Two things.")
    for _ in range(2):
        case.go_on(by=cast.owner.actor)
    assert case.step == "address"
    assert case.is_accountable
    case.report_fixed(by=cast.owner.actor, how="Done.")
    case.go_back(by=cast.owner.actor, to="address", why="Not yet.")
    assert str(case.visit.words).startswith("I am Mori")


def test_an_announced_time_still_holds_when_it_becomes_more_serious(cast: Cast, client):
    case = cast.accountable()
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=90)):
        case.assess(by=cast.owner.actor, triggers=["line_stop"])
        clock = next(iter(c for c in clocks_of(case) if c.kind == "progress_update"))
    assert clock.due_at == case.next_told_at


def clocks_of(case: Case):
    from tanto.clocks.models import Clock

    return Clock.objects.of("case", case.pk).running()


def test_a_draft_needs_the_way_it_came(cast: Cast, owner):
    case = cast.draft(by=cast.owner)
    page = owner.post(f"/cases/{case.number}/place/", {"client": cast.client.pk})
    assert page.status_code == 422
    assert "It is not said how it reached us." in page.content.decode()


def test_only_milder_severities_are_offered_for_lowering(cast: Cast, client):
    case = cast.receive(severity=2)
    client.force_login(cast.boss)
    page = client.get(f"/cases/{case.number}/?open=severity").content.decode()
    assert "S3 Moderate" in page
    assert 'value="2">S2' not in page


def test_a_new_trouble_needs_a_new_cushion_and_a_new_word(cast: Cast):
    with clocks.travelling(clocks.now() - dt.timedelta(hours=2)):
        case = cast.at_probe()
    case.name_more(by=cast.customer.actor, words="Your catalogue is two years old.")
    case.agree_issue(by=cast.owner.actor, wording="A new catalogue", read_back=True)
    assert case.step == "cushion"
    assert not case.may_go_on
    with refusal("facts_missing"):
        case.go_on(by=cast.owner.actor)
