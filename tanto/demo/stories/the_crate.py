"""ST-08. A crate with a dent that never left the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.files.models import File

from ..picture import dented_crate

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "dent": (
        "A forklift touched the crate for Monday; the wall is dented. Not opened yet, nothing has left.",
        "月曜出荷分の木箱にフォークリフトが触れ、側面がへこんだ。まだ開けておらず、出荷もしていない。",
    ),
    "dent_opened": (
        "Crate opened: one roller bent of eighteen.",
        "木箱を開けて確認。18本のうち1本に曲がりがある。",
    ),
    "dent_source": ("Opened and counted at 17:05", "17時05分に開梱して数えた"),
    "dent_hers": (
        "Seventeen now, please, and the last one on Tuesday. I can start with those.",
        "先に17本ください。残りの1本は火曜でかまいません。それで始められます。",
    ),
    "dent_cushion": (
        "A roller missing on the day you wanted to start is one worry more than you needed.",
        "据付けを始められる当日に1本欠けること、余計なご心配をおかけしておりますこと、重く受け止めております。",
    ),
    "dent_action": (
        "Seventeen rollers today, the last one on Tuesday by hand",
        "本日17本を出荷し、残り1本は火曜に直接お届けする",
    ),
    "dent_fixed": (
        "The last roller was handed over on Tuesday 1 September at 09:40.",
        "9月1日（火）9時40分に、最後の1本をお渡しいたしました。",
    ),
    "dent_solved": ("All eighteen are in. Solved.", "18本、すべて組み込みました。解決です。"),
    "dent_nothing": ("Nothing.", "ほかにはありません。"),
    "dent_lasting": (
        "I wish all suppliers called before I do.",
        "言われる前に電話をくれる会社は少ないです。",
    ),
}


def the_crate(story: Story) -> Telling:
    """ST-08: found on the loading bay with a photograph; the customer hears of it before it leaves. Closed on 15
    September."""
    okamoto, tsuge = story.who("okamoto"), story.hers("Tsuge", heard_by="okamoto")
    yield "2026-08-28 16:53"
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
    yield from story.boss_stands_by(case, "2026-08-28 16:58", "2026-08-28 16:59", boss="nakamura")
    yield "2026-08-28 17:05"
    case.accept(by=okamoto)
    case.add_fact(
        by=okamoto,
        text=story.said("dent_opened"),
        source=story.said("dent_source"),
        kind="observed",
        confidence="sure",
    )
    yield "2026-08-28 17:20"
    case.hear(by=okamoto, text=story.said("dent_hers"), channel="phone", intensity=0)
    case.finish_listening(by=okamoto, intensity=0)
    case.agree_issue(by=okamoto, wording=story.said("dent_hers"), read_back=True)
    case.cushion(by=okamoto, sentence=story.said("dent_cushion"))
    story.account(case, okamoto, "okamoto", "dent_action", due="2026-09-01 10:00", next_at="2026-08-31 16:00")
    yield "2026-08-31 15:30"
    case.speak(by=okamoto, words=story.said("dent_action"), next_at=story.at("2026-09-01 11:00"))
    yield "2026-09-01 09:50"
    story.finish(case, "okamoto", "dent_action")
    case.report_fixed(by=okamoto, how=story.said("dent_fixed"))
    case.confirm_fix(by=tsuge, words=story.said("dent_solved"), channel="visit")
    case.say_nothing_more(by=tsuge, words=story.said("dent_nothing"), channel="visit")
    yield from story.asked_again(case, tsuge, "2026-09-15 08:50", "dent_lasting")
    yield from story.asked_again(case, tsuge, "2026-10-01 08:50", "dent_lasting")
