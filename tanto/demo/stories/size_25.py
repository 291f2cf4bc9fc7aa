"""ST-07. Size 25 where the label says 20; and what it takes that it does not come a third time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "sizes": (
        "The box says 20, and inside is 25. Forty of them.",
        "箱には20と書いてあるのに、中身は25です。40個とも。",
    ),
    "sizes_issue": ("Forty bearings of 20, this afternoon", "今日の午後までに、20のベアリングを40個"),
    "sizes_cushion": (
        "Opening a box at the line and finding another size in it is the last thing that your shift needs.",
        "ラインの横で箱を開けて寸法が違うとお気づきになり、現場を乱してしまいましたこと、重く受け止めております。",
    ),
    "sizes_action": ("Forty bearings of 20 by courier at 15:00", "20のベアリング40個を、15時着の特急便で"),
    "sizes_fixed": (
        "Forty bearings of 20 were handed over on 12 June at 14:50.",
        "6月12日14時50分に、20のベアリング40個をお渡しいたしました。",
    ),
    "sizes_solved": ("Right size, right number. Solved.", "寸法も数も合っています。解決です。"),
    "sizes_nothing": ("Nothing more. It can happen once.", "ほかにはありません。一度は、あることです。"),
    "sizes_again": (
        "It came again this morning. What did you do since the twelfth?",
        "今朝また届いた。12日から、何をしていたのか。",
    ),
    "sizes_never": ("That 20 and 25 can never be mixed again", "20と25を二度と取り違えない仕組み"),
    "sizes_boxes": ("Two colours of boxes, blue for 20 and white for 25", "箱の色を分ける（20は青、25は白）"),
    "sizes_shelf": ("20 and 25 no longer side by side on the shelf", "棚で20と25を隣り合わせに置かない"),
    "sizes_scan": ("Every box read by a scanner at packing", "梱包時に、箱をすべてスキャナーで読み取る"),
    "sizes_lower": (
        "The line has its bearings; what is open is work in our own house, and there it needs care more than speed.",
        "ラインには正しい品が届いている。残るのは社内の仕組みづくりで、急ぐより確実さが要る。",
    ),
    "sizes_tuesday": (
        "Told Mr. Ezaki: the shelf is moved this week, the boxes are ordered.",
        "江崎様へお電話。今週中に棚を移し、色分けの箱は発注済みとお伝えした。",
    ),
    "sizes_friday": (
        "Told Mr. Ezaki: 20 and 25 stand four metres apart since this morning.",
        "江崎様へお電話。今朝から20と25の棚を4メートル離したとお伝えした。",
    ),
    "sizes_week": (
        "Told Mr. Ezaki: the blue boxes arrive on Thursday; he sees the first one on Friday.",
        "江崎様へお電話。青い箱は木曜に入り、金曜に一箱目をお見せするとお伝えした。",
    ),
    "sizes_blue": (
        "Since this morning 20 travels in blue boxes only; the first blue box is with you.",
        "本日より、20は青い箱だけでお届けいたします。一箱目をお持ちいたしました。",
    ),
    "sizes_sees": (
        "One sees it from the door. Solved.",
        "入口からでも見分けがつく。解決です。",
    ),
    "sizes_lasting": (
        "Two weeks of blue boxes, all right inside.",
        "青い箱になって二週間、中身はすべて正しい。",
    ),
    "tag_labels": ("labels", "ラベル"),
}


def first_time(story: Story) -> Telling:
    """ST-07, 12 June: solved within the day, and back on the fourteenth day. Closed by the customer on 24 July."""
    mori, ezaki = story.who("mori"), story.hers("Ezaki", heard_by="mori")
    yield "2026-06-12 10:15"
    case = story.receive(
        "sizes",
        by="tanaka",
        code="F11",
        contact="Ezaki",
        known_at=story.at("2026-06-12 10:05"),
        channel="phone",
        failure="wrong_item",
    )
    yield "2026-06-12 10:25"
    case.accept(by=mori)
    case.tag(by=mori, name=story.said("tag_labels"))
    story.begin(case, "mori", "sizes", intensity=2, due="2026-06-12 15:00", next_at="2026-06-12 15:00")
    yield from story.boss_stands_by(case, "2026-06-12 11:40", "2026-06-12 13:10")
    yield "2026-06-12 14:55"
    story.finish(case, "mori", "sizes_action")
    case.report_fixed(by=mori, how=story.said("sizes_fixed"))
    story.ask_if_solved(case, mori, "2026-06-12 16:30")
    yield "2026-06-12 16:00"
    case.confirm_fix(by=ezaki, words=story.said("sizes_solved"), channel="phone")
    case.say_nothing_more(by=ezaki, words=story.said("sizes_nothing"), channel="phone")
    yield from so_that_it_cannot_come_again(story, case)
    yield from story.asked_again(case, ezaki, "2026-07-24 08:50", "sizes_lasting")


def so_that_it_cannot_come_again(story: Story, case: Case) -> Telling:
    """Something is left: three people change how the boxes are kept, marked and read."""
    mori, ezaki = story.who("mori"), story.hers("Ezaki", heard_by="mori")
    yield "2026-06-26 11:20"
    case.report_residual(by=ezaki, words=story.said("sizes_again"), channel="phone")
    case.finish_listening(by=mori, intensity=3)
    case.agree_issue(by=mori, wording=story.said("sizes_never"), read_back=True)
    case.cushion(by=mori, sentence=story.said("twice_cushion"))
    story.account(case, mori, "mori", "sizes_never", due="2026-07-10 16:00", next_at="2026-06-30 11:00")
    for person, key, due in (
        ("shimizu", "sizes_shelf", "2026-07-03 12:00"),
        ("harada", "sizes_boxes", "2026-07-10 12:00"),
        ("miura", "sizes_scan", "2026-07-24 17:00"),
    ):
        story.ask_action(case, mori, key, person, due)
    yield "2026-06-26 11:50"
    case.lower_severity(by=story.who("suzuki"), to=4, reason=story.said("sizes_lower"))
    for person in ("shimizu", "harada", "miura"):
        story.take_action(case, person)
    yield "2026-06-30 10:30"
    case.speak(by=mori, words=story.said("sizes_tuesday"), next_at=story.at("2026-07-03 11:00"))
    yield "2026-07-03 10:40"
    story.finish(case, "shimizu", "sizes_shelf")
    case.speak(by=mori, words=story.said("sizes_friday"), next_at=story.at("2026-07-08 11:00"))
    yield "2026-07-08 10:20"
    case.speak(by=mori, words=story.said("sizes_week"), next_at=story.at("2026-07-10 16:00"))
    yield "2026-07-10 11:15"
    story.finish(case, "harada", "sizes_boxes")
    story.finish(case, "mori", "sizes_never")
    case.report_fixed(by=mori, how=story.said("sizes_blue"))
    story.ask_if_solved(case, mori, "2026-07-10 17:00")
    yield "2026-07-10 15:00"
    case.confirm_fix(by=ezaki, words=story.said("sizes_sees"), channel="visit")
    case.say_nothing_more(by=ezaki, words=story.said("sizes_nothing"), channel="visit")
    yield "2026-07-23 16:30"
    story.finish(case, "miura", "sizes_scan")
