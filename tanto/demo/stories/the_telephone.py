"""ST-05. Two calls that ended in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "absent": (
        "I was impressed by Ms. Takahashi. By your telephone less so.",
        "高橋様には感銘を受けました。お電話には、そうでもございませんでした。",
    ),
    "absent_call": (
        "I called twice. Both times she was out, and both times that was the end of it.",
        "二度お電話しました。二度ともご不在で、それきりでした。",
    ),
    "absent_unsaid": (
        "She hesitated before the word order: there may be one waiting.",
        "「注文」と言いかけて間があった。ご発注を控えておられるかもしれない。",
    ),
    "absent_issue": (
        "When I call, somebody takes it up and I am called back",
        "電話をしたら、誰かが受け止めて、折り返してくれること",
    ),
    "absent_cushion": (
        "To be left with nothing in your hand after two calls must have felt as if nobody here wanted you.",
        "二度もお電話をいただきながら、何のご返事もないままだったこと、さぞお心細かったことと存じます。",
    ),
    "absent_sorry": (
        "I am sorry for the two calls that ended in nothing, and for the time they cost you.",
        "二度のお電話を実りのないものにし、お時間をいただいてしまいましたこと、お詫び申し上げます。",
    ),
    "absent_accepted": (
        "Thank you. That is what I wanted to hear.",
        "ありがとうございます。そのお言葉で十分です。",
    ),
    "absent_mistake": (
        "The call ended without a call-back being offered.",
        "折り返しのご提案がないまま、通話が終わった。",
    ),
    "absent_step": ("telephone, person absent", "電話応対（不在時）"),
    "absent_action": (
        "No call ends in nothing: transferred, called back, or the caller says no",
        "電話を空振りで終わらせない（取次ぎ・折り返し・ご辞退のいずれかで終える）",
    ),
    "absent_fixed": (
        "Since this morning every call for somebody absent ends with a call-back time.",
        "本日より、担当不在のお電話はすべて、折り返しの時刻をお伝えして終えております。",
    ),
    "absent_solved": (
        "I tried it. A name, a time, and the call came. Solved.",
        "試してみました。お名前とお時間を伺い、そのとおりお電話をいただきました。解決です。",
    ),
    "absent_more": (
        "Tell me who answers when she is out.",
        "高橋様がご不在のとき、どなたがお出になるのか教えてください。",
    ),
    "absent_card": ("A card with the deputy’s name and number", "副担当のお名前と番号が書かれたカード"),
    "absent_card_done": (
        "The card of Sasaki Yu is with you since noon.",
        "佐々木の名刺を、正午にお届けいたしました。",
    ),
    "absent_nothing": (
        "Nothing more. It is good to know the name.",
        "ほかにはございません。お名前が分かって安心しました。",
    ),
    "absent_lasting": ("It has stayed like that.", "その後も変わらず、きちんとしていただいています。"),
}


def the_telephone(story: Story) -> Telling:
    """ST-05: two calls that ended in nothing. Closed by the customer on 5 August."""
    takahashi, ono = story.who("takahashi"), story.hers("Ono")
    yield "2026-07-21 09:22"
    case = story.receive(
        "absent",
        by="sasaki",
        code="F09",
        contact="Ono",
        known_at=story.at("2026-07-21 09:15"),
        channel="mail",
        failure="unreachable",
    )
    yield "2026-07-21 09:28"
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
    yield from story.boss_stands_by(case, "2026-07-21 09:35", "2026-07-21 09:40")
    yield "2026-07-21 11:00"
    case.record_mistake(by=takahashi, what=story.said("absent_mistake"), work_step=story.said("absent_step"))
    yield "2026-07-22 09:10"
    story.finish(case, "takahashi", "absent_action")
    case.report_fixed(by=takahashi, how=story.said("absent_fixed"))
    story.ask_if_solved(case, takahashi, "2026-07-22 12:00")
    yield "2026-07-22 11:30"
    case.confirm_fix(by=ono, words=story.said("absent_solved"))
    case.name_more(by=ono, words=story.said("absent_more"))
    yield "2026-07-22 11:50"
    story.again(case, "takahashi", "absent_card", "absent_cushion", "absent_card", due="2026-07-22 14:00")
    yield "2026-07-22 13:10"
    case.report_fixed(by=takahashi, how=story.said("absent_card_done"))
    case.confirm_fix(by=ono, words=story.said("absent_solved"))
    case.say_nothing_more(by=ono, words=story.said("absent_nothing"))
    yield from story.asked_again(case, ono, "2026-08-05 08:40", "absent_lasting")
    yield from story.asked_again(case, ono, "2026-08-21 08:40", "absent_lasting")
