"""The recovery beats of the demo's twelve stories, told with the verbs: what was done, by whom, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.recovery.models import Case, NearMiss
from tanto.web.refusals import Refused

from .picture import dented_crate

if TYPE_CHECKING:
    from .story import Story


def the_date(story: Story) -> None:
    """ST-01: a date that could not be kept. A line stands still, the boss knows late, two chases; then it is mended,
    and a hidden trouble comes out. Closed by the customer on 29 June."""
    ishii, suzuki, hara = story.who("ishii"), story.who("suzuki"), story.hers("Hara", heard_by="ishii")
    with story.on("2026-06-02 09:24"):
        case = story.receive(
            "date",
            by="tanaka",
            code="F01",
            contact="Hara",
            known_at=story.at("2026-06-02 09:10"),
            channel="phone",
            severity=2,
            failure="oversold",
        )
    with story.on("2026-06-02 09:28"):
        case.accept(by=ishii)
        case.finish_listening(by=ishii, intensity=4)
        case.map_pressure(by=ishii, ticks=["own_clients", "their_boss"])
        case.assess(by=ishii, safety=0, their_customers=3, promise=2, harm=3, money=2, triggers=["line_stop"])
    with story.on("2026-06-02 09:40"):
        case.agree_issue(
            by=ishii,
            wording=story.said("date_first"),
            then=[story.said("date_then")],
            read_back=True,
        )
        case.cushion(by=ishii, sentence=story.said("date_cushion"))
        story.account(case, ishii, "ishii", "date_action", due="2026-06-02 17:00", next_at="2026-06-02 11:00")
    with story.on("2026-06-02 09:58"):
        case.acknowledge(by=suzuki)
    for moment in ("2026-06-02 11:15", "2026-06-02 14:05"):
        with story.on(moment):
            case.chase(by=ishii, words=story.said("date_chase"), channel="phone")
    with story.on("2026-06-02 14:20"):
        case.speak(by=ishii, words=story.said("date_told"), next_at=story.at("2026-06-03 10:00"))
        case.move_known(by=ishii, known_at=story.at("2026-05-26 10:00"), why=story.said("date_known"))
    with story.on("2026-06-02 16:30"):
        case.thank(by=suzuki, words=story.said("thanks"))
        case.decide_contact(by=suzuki, decision="visit")
    with story.on("2026-06-03 10:20"):
        case.apologise(by=suzuki, level="A2", words=story.said("date_sorry"), channel="visit")
        answer_apology(case, suzuki, "more_to_say", story.said("date_more"))
    with story.on("2026-06-03 11:00"):
        case.add_fact(
            by=ishii,
            text=story.said("date_fact"),
            source=story.said("date_source"),
            kind="document",
            confidence="sure",
        )
        case.apologise(by=suzuki, level="A3", words=story.said("date_sorry"), channel="visit")
        answer_apology(case, suzuki, "accepted", story.said("date_accepted"))
        case.speak(
            by=ishii, words=story.said("date_24"), channel="visit", next_at=story.at("2026-06-03 12:30")
        )
    with story.on("2026-06-03 14:00"):
        for action, due in (("date_24", "2026-06-05 12:00"), ("date_36", "2026-06-11 15:00")):
            story.ask_action(case, ishii, action, "kato", due)
        for deed in case.actions.filter(person=story.people["kato"]):
            case.accept_action(by=story.who("kato"), action=deed.pk)
        story.contain(case, ishii, "date_contain", "2026-06-05 18:00")
        case.record_mistake(by=ishii, what=story.said("date_mistake"), work_step=story.said("date_step"))
    with story.on("2026-06-05 11:40"):
        story.finish(case, "kato", "date_24")
        story.finish(case, "ishii", "date_action")
        case.report_fixed(by=ishii, how=story.said("date_fixed"), issue=case.open_issues()[0].pk)
    with story.on("2026-06-11 14:30"):
        story.finish(case, "kato", "date_36")
        case.report_fixed(by=ishii, how=story.said("date_fixed2"))
    with story.on("2026-06-11 17:00"):
        case.confirm_fix(by=hara, words=story.said("date_solved"), channel="phone")
        case.name_more(by=hara, words=story.said("date_more_issue"), channel="phone")
    with story.on("2026-06-12 09:20"):
        story.again(case, "ishii", "date_sheet", "date_cushion", "date_sheet", due="2026-06-15 11:00")
    with story.on("2026-06-15 10:50"):
        case.report_fixed(by=ishii, how=story.said("date_sheet_done"))
        case.confirm_fix(by=hara, words=story.said("date_solved"), channel="phone")
        case.say_nothing_more(by=hara, words=story.said("date_nothing"), channel="phone")
    story.asked_again(case, hara, "2026-06-18 10:00", "date_later")
    story.asked_again(case, hara, "2026-06-29 15:00", "date_lasting")
    story.asked_again(case, hara, "2026-07-15 10:00", "date_later")
    story.asked_again(case, hara, "2026-09-14 10:00", "date_later")


def she_is_not_at_her_desk(story: Story) -> None:
    """ST-05: two calls that ended in nothing. Closed by the customer on 5 August."""
    takahashi, ono = story.who("takahashi"), story.hers("Ono")
    with story.on("2026-07-21 09:22"):
        case = story.receive(
            "absent",
            by="sasaki",
            code="F09",
            contact="Ono",
            known_at=story.at("2026-07-21 09:15"),
            channel="mail",
            failure="unreachable",
        )
    with story.on("2026-07-21 09:28"):
        case.accept(by=takahashi)
        case.hear(by=takahashi, text=story.said("absent_call"), channel="phone", intensity=2)
        case.notice_unsaid(by=takahashi, text=story.said("absent_unsaid"))
        case.finish_listening(by=takahashi, intensity=2)
        case.apologise(by=takahashi, level="A2", words=story.said("absent_sorry"), channel="phone")
        answer_apology(case, takahashi, "accepted", story.said("absent_accepted"))
        case.agree_issue(by=takahashi, wording=story.said("absent_issue"), read_back=True)
        case.cushion(by=takahashi, sentence=story.said("absent_cushion"))
        story.account(
            case, takahashi, "takahashi", "absent_action", due="2026-07-22 10:00", next_at="2026-07-22 09:20"
        )
    story.boss_stands_by(case, "2026-07-21 09:35", "2026-07-21 09:40")
    with story.on("2026-07-21 11:00"):
        case.record_mistake(
            by=takahashi, what=story.said("absent_mistake"), work_step=story.said("absent_step")
        )
    with story.on("2026-07-22 09:10"):
        story.finish(case, "takahashi", "absent_action")
        case.report_fixed(by=takahashi, how=story.said("absent_fixed"))
    with story.on("2026-07-22 11:30"):
        case.confirm_fix(by=ono, words=story.said("absent_solved"))
        case.name_more(by=ono, words=story.said("absent_more"))
    with story.on("2026-07-22 11:50"):
        story.again(case, "takahashi", "absent_card", "absent_cushion", "absent_card", due="2026-07-22 14:00")
    with story.on("2026-07-22 13:10"):
        case.report_fixed(by=takahashi, how=story.said("absent_card_done"))
        case.confirm_fix(by=ono, words=story.said("absent_solved"))
        case.say_nothing_more(by=ono, words=story.said("absent_nothing"))
    story.asked_again(case, ono, "2026-08-05 10:30", "absent_lasting")
    story.asked_again(case, ono, "2026-08-21 10:30", "absent_lasting")


def a_bullet_train(story: Story) -> None:
    """ST-06: two rings for 84,000 yen, found by ourselves; the president goes to Kobe. Closed on 2 September."""
    nishida, nakamura, kuroda = story.who("nishida"), story.who("nakamura"), story.who("kuroda")
    senba = story.hers("Senba", heard_by="nishida")
    with story.on("2026-08-05 09:11"):
        case = story.receive(
            "rings",
            by="nishida",
            code="F02",
            contact="Senba",
            known_at=story.at("2026-08-05 09:05"),
            channel="counter",
            discovered="us",
            severity=2,
            failure="wrong_quantity",
        )
    with story.on("2026-08-05 09:30"):
        case.acknowledge(by=nakamura)
        refused(case, "money_is_no_reason", nakamura, story.said("rings_money"))
    with story.on("2026-08-05 09:38"):
        case.thank(by=nakamura, words=story.said("thanks"))
        case.bring_in_boss(by=nakamura, boss=story.people["kuroda"])
    with story.on("2026-08-05 09:45"):
        case.acknowledge(by=kuroda)
        case.thank(by=kuroda)
        case.decide_contact(by=kuroda, decision="visit")
    with story.on("2026-08-05 09:52"):
        case.hear(by=nishida, text=story.said("rings_hers"), channel="phone", intensity=3)
        case.finish_listening(by=nishida, intensity=3)
        case.assess(by=nishida, their_customers=2, promise=2, harm=2)
        case.agree_issue(by=nishida, wording=story.said("rings_first"), read_back=True)
        case.cushion(by=nishida, sentence=story.said("rings_cushion"))
        story.account(
            case, nishida, "nishida", "rings_action", due="2026-08-05 17:00", next_at="2026-08-05 13:40"
        )
        story.contain(case, nishida, "rings_contain", "2026-08-05 16:00")
    with story.on("2026-08-05 13:30"):
        case.speak(by=nishida, words=story.said("rings_action"), next_at=story.at("2026-08-05 17:20"))
    with story.on("2026-08-05 16:55"):
        story.finish(case, "nishida", "rings_action")
        case.speak(by=nishida, words=story.said("rings_action"), next_at=story.at("2026-08-06 11:30"))
    with story.on("2026-08-06 11:05"):
        case.add_fact(
            by=nishida,
            text=story.said("rings_fact"),
            source=story.said("rings_source"),
            kind="document",
            confidence="sure",
        )
        case.apologise(by=kuroda, level="A4", words=story.said("rings_sorry"), channel="visit")
        answer_apology(case, kuroda, "accepted", story.said("rings_accepted"))
        case.speak(
            by=nishida, words=story.said("rings_told"), channel="visit", next_at=story.at("2026-08-06 15:30")
        )
    with story.on("2026-08-06 15:20"):
        case.speak(by=nishida, words=story.said("rings_told"), next_at=story.at("2026-08-07 10:00"))
    with story.on("2026-08-07 09:30"):
        case.report_fixed(by=nishida, how=story.said("rings_fixed"))
        case.confirm_fix(by=senba, words=story.said("rings_solved"), channel="phone")
        case.name_more(by=senba, words=story.said("rings_more"), channel="phone")
    with story.on("2026-08-07 09:50"):
        case.lower_severity(by=nakamura, to=4, reason=story.said("rings_lower"))
        story.again(
            case, "nishida", "rings_catalogue", "rings_cushion", "rings_catalogue", due="2026-08-19 11:00"
        )
    with story.on("2026-08-17 09:20"):
        case.speak(by=nishida, words=story.said("rings_print"), next_at=story.at("2026-08-19 11:00"))
    with story.on("2026-08-19 10:30"):
        case.report_fixed(by=nishida, how=story.said("rings_catalogue_done"))
        case.confirm_fix(by=senba, words=story.said("rings_solved"), channel="visit")
        case.say_nothing_more(by=senba, words=story.said("rings_nothing"), channel="visit")
    story.asked_again(case, senba, "2026-09-02 10:00", "rings_lasting")


def the_dented_crate(story: Story) -> None:
    """ST-08: found on the loading bay with a photograph; the customer hears of it before it leaves. Closed on 15
    September."""
    okamoto, tsuge = story.who("okamoto"), story.hers("Tsuge", heard_by="okamoto")
    with story.on("2026-08-28 16:53"):
        photograph = File.keep([dented_crate()])
        case = story.receive(
            "dent",
            by="shimizu",
            code="F07",
            contact="Tsuge",
            known_at=story.at("2026-08-28 16:52"),
            channel="counter",
            discovered="us",
            failure="damaged",
            files=[(photograph, "crate.png")],
        )
    story.boss_stands_by(case, "2026-08-28 16:58", "2026-08-28 16:59", boss="nakamura")
    with story.on("2026-08-28 17:05"):
        case.accept(by=okamoto)
        case.add_fact(
            by=okamoto,
            text=story.said("dent_opened"),
            source=story.said("dent_source"),
            kind="observed",
            confidence="sure",
        )
    with story.on("2026-08-28 17:20"):
        case.hear(by=okamoto, text=story.said("dent_hers"), channel="phone", intensity=0)
        case.finish_listening(by=okamoto, intensity=0)
        case.agree_issue(by=okamoto, wording=story.said("dent_hers"), read_back=True)
        case.cushion(by=okamoto, sentence=story.said("dent_cushion"))
        story.account(
            case, okamoto, "okamoto", "dent_action", due="2026-09-01 10:00", next_at="2026-08-31 16:00"
        )
    with story.on("2026-08-31 15:30"):
        case.speak(by=okamoto, words=story.said("dent_action"), next_at=story.at("2026-09-01 11:00"))
    with story.on("2026-09-01 09:50"):
        story.finish(case, "okamoto", "dent_action")
        case.report_fixed(by=okamoto, how=story.said("dent_fixed"))
        case.confirm_fix(by=tsuge, words=story.said("dent_solved"), channel="visit")
        case.say_nothing_more(by=tsuge, words=story.said("dent_nothing"), channel="visit")
    story.asked_again(case, tsuge, "2026-09-15 10:00", "dent_lasting")
    story.asked_again(case, tsuge, "2026-10-01 10:00", "dent_lasting")


def near_misses(story: Story) -> None:
    """What nearly went wrong, told without a name."""
    for number, moment in ((1, "2026-10-06 10:00"), (2, "2026-10-21 15:00")):
        with story.on(moment):
            miss, _code = NearMiss.tell(
                what=story.said(f"near_{number}"), work_step=story.said(f"near_{number}_step")
            )
            miss.thank(by=story.who("ando"), text=story.said("thanks"))


def answer_apology(case: Case, by: Actor, reaction: str, words: str) -> None:
    last = case.apologies.last()
    assert last is not None
    case.take_reaction(by=by, apology=last.pk, reaction=reaction, words=words)


def refused(case: Case, code: str, by: Actor, reason: str) -> None:
    """INV-12: "it is only a small amount" lowers nothing, not even in a demo."""
    try:
        case.lower_severity(by=by, to=3, reason=reason)
    except Refused as refusal:
        if refusal.code != code:
            raise
    else:
        raise AssertionError(f"{code} was not refused")
