"""ST-10. 22:40 on a holiday: a person answers, and a plant runs again before three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "night": (
        "A seal has burst and the line stands. The spare that was promised for Saturday is not on our shelf.",
        "シールが破れてラインが止まっています。土曜に入るはずだった予備品が、棚にありません。",
    ),
    "night_issue": ("Any seal that holds until Thursday", "木曜まで持てば何でもいい、シールを一つ"),
    "night_cushion": (
        "To stand alone beside a dead line on a holiday night, with an empty shelf behind you, must be hard to bear.",
        "祝日の夜、止まったラインを前に予備品もなく、お一人で対応されているご心労、いかばかりかとお察しいたします。",
    ),
    "night_action": (
        "A seal out of our store, brought to the plant and fitted tonight",
        "倉庫からシールを出し、今夜のうちに工場へお届けして取り付ける",
    ),
    "night_store": ("Open the store and find a seal that holds", "倉庫を開け、持ちそうなシールを探す"),
    "night_boss": (
        "Called Mr. Numata from home: two of ours are on it, and the number on his page reaches me all night.",
        "自宅から沼田様へお電話。二名で対応中であること、今夜はいつでも私に連絡がつくことをお伝えした。",
    ),
    "night_sorry": (
        "I am sorry that you stand before an empty shelf tonight.",
        "棚が空のまま、このような夜をお過ごしいただいておりますこと、お詫び申し上げます。",
    ),
    "night_heard": ("Bring me a seal, then we talk.", "まずシールを持って来てください。話はそれからです。"),
    "night_found": (
        "Told Mr. Numata: a seal of the same bore is found and in the car; the next call from the road at two.",
        "沼田様へお電話。同じ内径のシールが見つかり、車に積んだ。次は2時に路上からご連絡するとお伝えした。",
    ),
    "night_road": (
        "Told Mr. Numata: twelve minutes away, gate three; fitting is begun before half past two.",
        "沼田様へお電話。あと12分で第三門に着く。2時30分までには取り付けに入るとお伝えした。",
    ),
    "night_contain": (
        "The spare shelves of the four plants that run at night counted from the delivery list",
        "夜間操業の4工場について、予備品の棚を納品記録から点検",
    ),
    "night_fixed": (
        "The seal was fitted at 02:10; the line runs since 02:40.",
        "2時10分にシールを取り付け、2時40分からラインが動いております。",
    ),
    "night_solved": (
        "It runs. At this hour a person. Not a machine.",
        "動いた。この時間に、人が出た。機械じゃなくて。",
    ),
    "night_report": (
        "Last night: what was done\nDear Mr. Numata,\n\nat 02:10 the seal was fitted and since 02:40 your line runs; it will "
        "hold until the right one comes on Thursday.\nToday and tomorrow are holidays; Suzuki answers for me under "
        "03-0000-2711 at any hour. On Thursday 24 September by 10:00 Takahashi calls you, who is back then.\nIs there anything "
        "else left from last night, even something small? Tell any of us, or write it on your page: {link}\n\n"
        "Mori Aya, Sales East",
        "昨夜のご報告\n沼田様\n\n多摩橋機工の森でございます。昨夜2時10分にシールを取り付け、2時40分よりラインが動いております。"
        "木曜に正規品をお届けするまで、問題なくお使いいただけます。\n本日と明日は祝日のため、鈴木（03-0000-2711）が終日承ります。"
        "24日（木）10時までに、休暇から戻る高橋よりお電話いたします。\n"
        "ほかにお困りのことやお気づきの点はございませんか。どんな小さなことでも、専用ページからもお知らせください。\n専用ページ：{link}\n\n東日本営業部　森 彩",
    ),
    "night_more": (
        "I want a list of the spares that lie here before every holiday.",
        "連休の前には、うちの棚に何があるのか、予備品の一覧がほしい。",
    ),
    "night_list": ("A list of spares before every holiday", "連休前ごとの予備品一覧"),
    "night_list_done": (
        "The list for the rest of the year is with you, with the right seal, since eleven.",
        "年内の連休分の一覧を、正規のシールとともに11時にお届けいたしました。",
    ),
    "night_nothing": ("Nothing more. Say thanks to the driver.", "もうない。運転してくれた人によろしく。"),
    "night_mistake": (
        "The spare was booked as delivered before it stood on the shelf.",
        "予備品が棚に並ぶ前に、納品済みとして処理された。",
    ),
    "night_step": ("booking a delivery", "納品処理"),
    "night_three": ("Quiet nights.", "静かな夜が続いています。"),
    "night_lasting": (
        "Two weeks, three night shifts, no stop. The list hangs beside the shelf.",
        "二週間、夜勤三回、停止なし。一覧は棚の横に貼ってあります。",
    ),
}


def the_night(story: Story) -> Telling:
    """ST-10: the duty person of a holiday night. Closed by the customer on 8 October; asked once more in December."""
    mori, takahashi = story.who("mori"), story.who("takahashi")
    yield "2026-09-18 16:00"
    away = {"since": story.at("2026-09-19 00:00"), "until": story.at("2026-09-24 08:30")}
    story.people["takahashi"].be_away(by=takahashi, deputy=story.people["mori"], **away)
    yield "2026-09-21 22:52"
    case = story.receive(
        "night",
        by="mori",
        code="F27",
        contact="Numata",
        known_at=story.at("2026-09-21 22:41"),
        channel="phone",
        severity=1,
        failure="not_delivered",
    )
    case.take_back_offer(by=mori)
    yield from story.boss_stands_by(case, "2026-09-21 22:55", "2026-09-21 22:56")
    yield from until_it_runs(story, case)
    yield "2026-09-22 11:00"
    story.write(case, mori, "night_report", next_at=None)
    yield "2026-09-24 08:40"
    case.offer(by=mori, to=story.people["takahashi"])
    yield "2026-09-24 08:52"
    case.accept(by=takahashi)
    numata = story.hers("Numata", heard_by="takahashi")
    yield "2026-09-24 09:40"
    case.name_more(by=numata, words=story.said("night_more"), channel="phone")
    story.again(case, "takahashi", "night_list", "night_cushion", "night_list", due="2026-09-24 11:30")
    yield "2026-09-24 11:10"
    case.report_fixed(by=takahashi, how=story.said("night_list_done"))
    case.confirm_fix(by=numata, words=story.said("night_solved"), channel="phone")
    case.say_nothing_more(by=numata, words=story.said("night_nothing"), channel="phone")
    case.record_mistake(by=takahashi, what=story.said("night_mistake"), work_step=story.said("night_step"))
    yield from story.asked_again(case, numata, "2026-09-28 08:50", "night_three")
    yield from story.asked_again(case, numata, "2026-10-08 08:50", "night_lasting")
    yield from story.asked_again(case, numata, "2026-10-26 08:50", "night_three")


def until_it_runs(story: Story, case: Case) -> Telling:
    """Four hours of one night; two calls on the way."""
    mori, suzuki = story.who("mori"), story.who("suzuki")
    numata = story.hers("Numata", heard_by="mori")
    yield "2026-09-21 22:58"
    story.begin(case, "mori", "night", intensity=2, due="2026-09-22 02:45", next_at="2026-09-22 00:45")
    case.assess(by=mori, their_customers=2, promise=2, harm=3, money=2, triggers=["line_stop"])
    story.ask_action(case, mori, "night_store", "kato", "2026-09-21 23:50")
    yield "2026-09-21 23:05"
    story.take_action(case, "kato")
    yield "2026-09-21 23:12"
    case.decide_contact(by=suzuki, decision="call")
    case.speak(by=suzuki, words=story.said("night_boss"))
    case.apologise(by=suzuki, level="A1", words=story.said("night_sorry"))
    answer_apology(case, suzuki, "more_to_say", story.said("night_heard"))
    yield "2026-09-21 23:40"
    story.finish(case, "kato", "night_store")
    yield "2026-09-22 00:30"
    case.speak(by=mori, words=story.said("night_found"), next_at=story.at("2026-09-22 02:00"))
    story.contain(case, mori, "night_contain", "2026-09-22 01:30")
    yield "2026-09-22 01:50"
    case.speak(by=mori, words=story.said("night_road"), next_at=story.at("2026-09-22 03:00"))
    yield "2026-09-22 02:40"
    story.finish(case, "mori", "night_action")
    case.report_fixed(by=mori, how=story.said("night_fixed"))
    story.ask_if_solved(case, mori, "2026-09-22 03:30")
    yield "2026-09-22 03:05"
    case.confirm_fix(by=numata, words=story.said("night_solved"), channel="phone")
