"""ST-07, the second time: a line waits, for the same reason as a fortnight ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "twice": ("Twice means you did not learn.", "二度目は、学んでいないということだ。"),
    "twice_mail": (
        "Again 25 in boxes of 20, delivery of 25 June. Line 3 waits.",
        "6月25日納入分、20の箱にまた25が入っています。3号ラインが待っています。",
    ),
    "twice_issue": ("Bearings of 20 at line 3 before eleven", "11時前に、3号ラインへ20のベアリング"),
    "twice_cushion": (
        "A line that waits for the second time, for the same reason and in front of the same people, must be bitter for you.",
        "同じ理由で、同じ方々の前で、再びラインをお待たせしていること、お立場いかばかりかとお察しいたします。",
    ),
    "twice_action": (
        "Bearings of 20 by courier, at line 3 by 10:45",
        "20のベアリングを特急便で、10時45分までに3号ラインへ",
    ),
    "twice_boss": (
        "Called Mr. Ezaki: the courier left at 08:50, and I myself look for why it came twice.",
        "江崎様へお電話。8時50分に特急便が出たこと、二度起きた理由は私自身が確かめることをお伝えした。",
    ),
    "twice_sorry": (
        "Your line stands a second time over a box that we packed. I apologise, for the wait and for the second time.",
        "弊社の箱のために、再びラインをお待たせしております。お待たせしたこと、そして二度目であることを、深くお詫び申し上げます。",
    ),
    "twice_heard": ("Show me, do not tell me.", "言葉ではなく、形で見せてください。"),
    "twice_update": (
        "Told Mr. Ezaki: the courier is past Shizuoka and at the gate at 10:40.",
        "江崎様へお電話。特急便は静岡を過ぎ、10時40分に正門へ着くとお伝えした。",
    ),
    "twice_contain": (
        "All boxes of 20 and 25 opened; five more wrong labels since April found, every client told today",
        "20と25の箱をすべて開けて確認。4月以降の誤ったラベルをあと5件見つけ、本日中に各社へご連絡",
    ),
    "twice_lower": (
        "The line runs again since 10:45 with the right bearings.",
        "10時45分に正しい品が入り、ラインは動いている。",
    ),
    "twice_report": (
        "First report on the wrong bearings\nDear Mr. Ezaki,\n\nthe right bearings are at line 3 since 10:40. All our boxes "
        "of 20 and 25 are opened and compared; five more labels since April were wrong, at other clients, who are being "
        "told today.\nI call you today by 16:30.\nYour page: {link}\n\nMori Aya, Sales East, direct 03-0000-2716",
        "ベアリング相違の件、第一報\n江崎様\n\nいつもお世話になっております。多摩橋機工の森でございます。\n10時40分に、正しい"
        "ベアリングを3号ラインへお届けいたしました。弊社では20と25の箱をすべて開けて照合し、4月以降にラベルの誤りがあと5件、"
        "ほかのお客様向けに見つかり、本日中にご連絡いたします。\n本日16時30分までに私からお電話いたします。\n専用ページ：{link}\n\n"
        "東日本営業部　森 彩／直通 03-0000-2716",
    ),
    "twice_fixed": (
        "The right bearings are at line 3 since 10:40 today.",
        "本日10時40分に、正しいベアリングを3号ラインへお届けいたしました。",
    ),
    "twice_test": (
        "Is the line supplied?\nDear Mr. Ezaki,\n\nthe right bearings are with you since 10:40. Is it solved for today? "
        "What must change for good stands in the other matter, which stays open.\nYour page: {link}\nI call by 16:30.\n\n"
        "Mori Aya, Sales East, direct 03-0000-2716",
        "ラインへの供給は解決しておりますでしょうか\n江崎様\n\n多摩橋機工の森でございます。10時40分に正しい品をお届けいたしました。"
        "本日の件は解決しておりますでしょうか。再発を防ぐ取り組みは、もう一件のほうで引き続きご報告いたします。\n専用ページ：{link}\n"
        "16時30分までに、お電話でもお伺いいたします。\n\n東日本営業部　森 彩／直通 03-0000-2716",
    ),
    "twice_solved": (
        "The line ran from 10:45. For today, solved.",
        "10時45分から動いた。今日のところは解決だ。",
    ),
    "twice_nothing": ("Nothing more here. The rest is in the boxes.", "この件はもうない。あとは箱の話だ。"),
    "twice_mistake": (
        "Labels of 20 and 25 look alike at one metre, their shelves are neighbours, and nothing at packing reads them.",
        "20と25のラベルは1メートル離れると見分けがつかず、棚も隣同士で、梱包時に読み取る工程がない。",
    ),
    "twice_step": ("packing", "梱包"),
    "twice_same": (
        "The same delivery, told once by telephone and once by mail.",
        "同じ納入分を、電話とメールの両方でお知らせいただいたもの。",
    ),
    "twice_lasting": ("Fourteen days, no wrong box.", "二週間、間違った箱はない。"),
    "twice_later": ("No wrong box.", "間違った箱は来ていない。"),
}


def second_time(story: Story) -> Telling:
    """ST-07, 26 June: a line waits 25 minutes. Closed by the customer on 10 July."""
    mori, ezaki = story.who("mori"), story.hers("Ezaki", heard_by="mori")
    yield "2026-06-26 08:26"
    case = story.receive(
        "twice",
        by="mori",
        code="F11",
        contact="Ezaki",
        known_at=story.at("2026-06-26 08:20"),
        channel="phone",
        severity=1,
        failure="wrong_item",
    )
    case.tag(by=mori, name=story.said("tag_labels"))
    yield from story.boss_stands_by(case, "2026-06-26 08:31", "2026-06-26 08:33")
    yield from told_twice(story, case)
    yield from to_line_three(story, case)
    yield "2026-06-26 15:40"
    case.report_fixed(by=mori, how=story.said("twice_fixed"))
    story.write(case, mori, "twice_test", next_at="2026-06-26 16:30")
    yield "2026-06-26 16:25"
    case.confirm_fix(by=ezaki, words=story.said("twice_solved"), channel="phone")
    case.say_nothing_more(by=ezaki, words=story.said("twice_nothing"), channel="phone")
    case.record_mistake(by=mori, what=story.said("twice_mistake"), work_step=story.said("twice_step"))
    yield from story.asked_again(case, ezaki, "2026-07-10 15:30", "twice_lasting")
    yield from story.asked_again(case, ezaki, "2026-07-27 08:50", "twice_later")
    yield from story.asked_again(case, ezaki, "2026-09-24 08:50", "twice_later")


def told_twice(story: Story, case: Case) -> Telling:
    """The same trouble came by mail as well; it is carried on in one case."""
    yield "2026-06-26 08:36"
    other = story.receive(
        "twice_mail",
        by="sasaki",
        code="F11",
        contact="Otaki",
        known_at=story.at("2026-06-26 08:24"),
        channel="mail",
        failure="wrong_item",
    )
    yield "2026-06-26 08:44"
    other.take_back_offer(by=story.who("sasaki"))
    other.propose_merger(by=story.who("sasaki"), into=case, reason=story.said("twice_same"))
    yield "2026-06-26 08:49"
    other.agree_to_end(by=story.who("ando"))


def to_line_three(story: Story, case: Case) -> Telling:
    """The courier, the boss's call, and every other box opened."""
    mori, suzuki = story.who("mori"), story.who("suzuki")
    yield "2026-06-26 08:50"
    story.begin(case, "mori", "twice", intensity=3, due="2026-06-26 10:45", next_at="2026-06-26 10:30")
    case.assess(by=mori, their_customers=2, promise=2, harm=3, money=1, triggers=["line_stop"])
    yield "2026-06-26 08:57"
    case.decide_contact(by=suzuki, decision="call")
    case.speak(by=suzuki, words=story.said("twice_boss"))
    case.apologise(by=suzuki, level="A2", words=story.said("twice_sorry"))
    answer_apology(case, suzuki, "more_to_say", story.said("twice_heard"))
    yield "2026-06-26 10:10"
    case.speak(by=mori, words=story.said("twice_update"), next_at=story.at("2026-06-26 12:00"))
    story.contain(case, mori, "twice_contain", "2026-06-26 12:00")
    yield "2026-06-26 10:43"
    story.finish(case, "mori", "twice_action")
    yield "2026-06-26 10:50"
    case.assess(by=mori, their_customers=1, promise=2, harm=2, money=1)
    case.lower_severity(by=suzuki, to=2, reason=story.said("twice_lower"))
    yield "2026-06-26 11:55"
    story.write(case, mori, "twice_report", next_at="2026-06-26 16:30")
