"""ST-06. Two rings for 84,000 yen, and the president takes the train to Kobe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.journal.actor import Actor
from tanto.recovery.models import Case
from tanto.web.refusals import Refused

from .beats import answer_apology

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "rings": (
        "The gasket kit left without the two large rings, one day after the pump went to the ship.",
        "ガスケット一式を、大リング2個が入らないまま出荷した。ポンプは前日に船へ積まれている。",
    ),
    "rings_hers": (
        "The ship leaves Friday. You are the second one this year.",
        "船は金曜に出る。今年、君のところで二度目だ。",
    ),
    "rings_first": ("The two large rings on board before Friday", "金曜までに、大リング2個を船の中へ"),
    "rings_cushion": (
        "With a ship that does not wait, hearing this from us must have been a blow.",
        "出港を控えたこの時に、このようなご連絡を差し上げましたこと、お気持ちいかばかりかとお察しいたします。",
    ),
    "rings_action": (
        "The two rings by courier, in Kobe at 17:00 today",
        "大リング2個を特急便で、本日17時に神戸へ",
    ),
    "rings_way": (
        "Told Mr. Senba: the courier left Tokyo at 10:20, the rings are at his gate by five.",
        "仙波様へお電話。特急便は10時20分に東京を出て、17時までに正門へ着くとお伝えした。",
    ),
    "rings_arrived": (
        "Told Mr. Senba: the rings are handed over at his gate; tomorrow at eleven the president and I stand there too.",
        "仙波様へお電話。リングを正門でお渡しした。明日11時に、社長とともに伺うとお伝えした。",
    ),
    "rings_train": (
        "Called from the train: the ship takes the rings on at six tonight; I ask tomorrow at ten whether they fit.",
        "帰りの新幹線からお電話。今夜18時に船へ積み込まれる。合ったかどうかは、明日10時に伺う。",
    ),
    "rings_contain": (
        "Every kit packed this week counted again by a second pair of eyes",
        "今週梱包した全キットを、二人目の目で数え直す",
    ),
    "rings_money": ("It is only a small amount, 84,000 yen.", "金額は小さく、わずか8万4千円。"),
    "rings_fact": (
        "The kit was packed from a list on which the two rings were missing.",
        "キットの梱包リストに、大リング2個が載っていなかった。",
    ),
    "rings_source": ("Packing list of 3 August", "8月3日付の梱包リスト"),
    "rings_sorry": (
        "Our list was wrong and your pump left without its rings. On behalf of the company I apologise without reservation.",
        "弊社のリストの誤りにより、大リングのないままポンプをお出しいたしました。会社を代表し、衷心よりお詫び申し上げます。",
    ),
    "rings_accepted": (
        "You came from Tokyo for two rings. How was the trip?",
        "リング二つのために東京から来たのか。道中、どうだった。",
    ),
    "rings_told": (
        "Mr. Senba told in person: the rings are on board tonight, and tomorrow at ten I hear from him whether they fit.",
        "仙波様に直接お伝えした。リングは今夜のうちに船へ、合ったかどうかは明日10時に伺う。",
    ),
    "rings_lower": (
        "The rings fit and the ship sails; what is left is a catalogue.",
        "リングは合い、船は予定どおり出る。残るのはカタログだけである。",
    ),
    "rings_print": (
        "Told Mr. Senba: the catalogue leaves the printer on Tuesday; I bring it on Wednesday by eleven.",
        "仙波様へお電話。カタログは火曜に刷り上がり、水曜11時までに自分でお持ちするとお伝えした。",
    ),
    "rings_fixed": (
        "The two rings were on board on Thursday at 18:00.",
        "大リング2個を、木曜18時に船内へお納めいたしました。",
    ),
    "rings_solved": ("They fit. She sails. Solved.", "合ったよ。船は出る。解決だ。"),
    "rings_more": (
        "Your Kobe catalogue is two years old, and nobody told me the prices changed.",
        "神戸のカタログは二年前のままだ。値段が変わったことも、誰も教えてくれなかった。",
    ),
    "rings_catalogue": ("A catalogue with the prices of today", "今の値段が載ったカタログ"),
    "rings_catalogue_done": (
        "The new catalogue is with you since ten this morning.",
        "本日10時に、新しいカタログをお持ちいたしました。",
    ),
    "rings_nothing": (
        "Nothing more. Sit down and have some tea.",
        "もう何もない。まあ、お茶でも飲んでいきなさい。",
    ),
    "rings_lasting": (
        "No trouble since. I told my neighbour about you.",
        "その後は何もない。隣の会社にも、君のところを勧めておいた。",
    ),
}


def the_rings(story: Story) -> Telling:
    """ST-06: two rings for 84,000 yen, found by ourselves; the president goes to Kobe. Closed on 2 September."""
    nishida, nakamura = story.who("nishida"), story.who("nakamura")
    senba = story.hers("Senba", heard_by="nishida")
    yield "2026-08-05 09:11"
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
    yield from told_before_noticed(story, case)
    yield from in_kobe(story, case)
    yield "2026-08-07 09:30"
    case.report_fixed(by=nishida, how=story.said("rings_fixed"))
    case.confirm_fix(by=senba, words=story.said("rings_solved"), channel="phone")
    case.name_more(by=senba, words=story.said("rings_more"), channel="phone")
    yield "2026-08-07 09:50"
    case.lower_severity(by=nakamura, to=4, reason=story.said("rings_lower"))
    story.again(
        case, "nishida", "rings_catalogue", "rings_cushion", "rings_catalogue", due="2026-08-19 11:00"
    )
    yield "2026-08-17 09:20"
    case.speak(by=nishida, words=story.said("rings_print"), next_at=story.at("2026-08-19 11:00"))
    yield "2026-08-19 10:30"
    case.report_fixed(by=nishida, how=story.said("rings_catalogue_done"))
    case.confirm_fix(by=senba, words=story.said("rings_solved"), channel="visit")
    case.say_nothing_more(by=senba, words=story.said("rings_nothing"), channel="visit")
    yield from story.asked_again(case, senba, "2026-09-02 08:50", "rings_lasting")


def told_before_noticed(story: Story, case: Case) -> Telling:
    """The boss hesitates for a moment; the customer hears of it from us."""
    nishida, nakamura, kuroda = story.who("nishida"), story.who("nakamura"), story.who("kuroda")
    yield "2026-08-05 09:30"
    case.acknowledge(by=nakamura)
    refused(case, "money_is_no_reason", nakamura, story.said("rings_money"))
    yield "2026-08-05 09:38"
    case.thank(by=nakamura, words=story.said("thanks"))
    case.bring_in_boss(by=nakamura, boss=story.people["kuroda"])
    yield "2026-08-05 09:45"
    case.acknowledge(by=kuroda)
    case.thank(by=kuroda)
    case.decide_contact(by=kuroda, decision="visit")
    yield "2026-08-05 09:52"
    case.hear(by=nishida, text=story.said("rings_hers"), channel="phone", intensity=3)
    case.finish_listening(by=nishida, intensity=3)
    case.assess(by=nishida, their_customers=2, promise=2, harm=2)
    case.agree_issue(by=nishida, wording=story.said("rings_first"), read_back=True)
    case.cushion(by=nishida, sentence=story.said("rings_cushion"))
    story.account(
        case, nishida, "nishida", "rings_action", due="2026-08-05 17:00", next_at="2026-08-05 13:40"
    )
    story.contain(case, nishida, "rings_contain", "2026-08-05 16:00")
    yield "2026-08-05 13:30"
    case.speak(by=nishida, words=story.said("rings_way"), next_at=story.at("2026-08-05 17:20"))
    yield "2026-08-05 16:55"
    story.finish(case, "nishida", "rings_action")
    case.speak(by=nishida, words=story.said("rings_arrived"), next_at=story.at("2026-08-06 11:30"))


def in_kobe(story: Story, case: Case) -> Telling:
    """A whole day for two rings."""
    nishida, kuroda = story.who("nishida"), story.who("kuroda")
    yield "2026-08-06 11:05"
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
    yield "2026-08-06 15:00"
    case.speak(by=nishida, words=story.said("rings_train"), next_at=story.at("2026-08-07 10:00"))


def refused(case: Case, code: str, by: Actor, reason: str) -> None:
    """INV-12: "it is only a small amount" lowers nothing, not even in a demo."""
    try:
        case.lower_severity(by=by, to=3, reason=reason)
    except Refused as refusal:
        if refusal.code != code:
            raise
    else:
        raise AssertionError(f"{code} was not refused")
