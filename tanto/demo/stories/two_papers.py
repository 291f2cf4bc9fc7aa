"""ST-12, alive at demo time: the next update is owed at 18:00."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "papers": (
        "Your invoice says 60, your delivery note says 54. On Monday an auditor sits at my desk. Which paper is true? "
        "And six gaskets are missing in the box.",
        "請求書は60枚、納品書は54枚。月曜には監査が入ります。どちらが正しいのでしょうか。箱の中もパッキンが6枚足りません。",
    ),
    "papers_first": (
        "We have received your message about the delivery note\nDear Ms. Aizawa,\n\nthank you for telling us. I am "
        "sorry for the trouble this is causing you.\nI am Takahashi, and I take personal responsibility for the next "
        "steps. I am checking both papers against the packing record and will call you on Friday by 09:30, even if I "
        "do not have the full answer yet.\nYour page on this matter: {link}\n\n"
        "Takahashi Naomi, Sales East, direct 03-0000-2718",
        "納品書の件につきまして\n相沢様\n\nいつもお世話になっております。多摩橋機工の高橋でございます。\nこのたびは、"
        "請求書と納品書の数量が合わない件でご迷惑をおかけしておりますこと、お詫び申し上げます。\nこの後の対応は、"
        "私高橋が責任を持って進めてまいります。両方の書類を梱包の記録と照らし合わせ、13日（金）9時30分までに、"
        "途中経過であっても必ず私からお電話いたします。\n本件の専用ページ：{link}\n\n"
        "東日本営業部　高橋 直美／直通 03-0000-2718",
    ),
    "papers_call": (
        "First the note. The auditor comes at nine on Monday, and I must lay one paper on the table. The gaskets can "
        "come after.",
        "まず納品書です。月曜の9時に監査が来ますので、正しい一枚を出せるようにしてください。パッキンはその後で構いません。",
    ),
    "papers_issue": (
        "A correct delivery note for the auditor by Monday 09:00",
        "月曜9時までに、監査に出せる正しい納品書",
    ),
    "papers_cushion": (
        "Sitting in front of an auditor with two papers that contradict each other must put you in a very hard place.",
        "数字の合わない書類を前に、監査でのご説明を担われるお立場、どれほどのご負担かとお察しいたします。",
    ),
    "papers_action": (
        "Corrected delivery note, compared line by line with invoice and packing record",
        "訂正した納品書（請求書・梱包記録と一行ずつ照合）",
    ),
    "papers_update": (
        "The delivery note: where we stand at 13:10\nDear Ms. Aizawa,\n\nthe six gaskets are found and reserved for "
        "you. The corrected note is being written and compared line by line with the invoice.\nI will be in touch "
        "today by 18:00, with or without a result.\nYour page: {link}\n\n"
        "Takahashi Naomi, Sales East, direct 03-0000-2718",
        "納品書の件、13時10分時点のご報告\n相沢様\n\n多摩橋機工の高橋でございます。不足の6枚は在庫を確保いたしました。"
        "訂正した納品書を作成中で、請求書の明細と一行ずつ照らし合わせます。\n結果にかかわらず、本日18時までに私からご連絡"
        "いたします。\n専用ページ：{link}\n\n東日本営業部　高橋 直美／直通 03-0000-2718",
    ),
    "papers_boss": (
        "Called Ms. Aizawa and apologised for the trouble; facts are being checked. She said: “I did not expect the "
        "head of the section to call me. If the papers are right, that is all I need.”",
        "相沢様へお電話し、ご迷惑をおかけしていることをお詫びした（事実は確認中）。「責任者の方から直接お電話をいただくとは"
        "思いませんでした。とにかく、書類が正しければ結構です。」",
    ),
    "papers_gaskets": ("The six gaskets that are missing in the box", "箱に足りないパッキン6枚"),
    "papers_note": (
        "@Harada has the packing record of 11 November; the six lay on the neighbouring shelf.",
        "@原田 11月11日の梱包記録を確認済み。6枚は隣の棚にあった。",
    ),
    "papers_ask": ("Can the six still go on the 19:00 truck?", "6枚は19時の便に間に合いますか。"),
    "papers_fact": (
        "54 gaskets were packed; the invoice was printed for 60.",
        "梱包は54枚、請求書は60枚で発行されている。",
    ),
    "papers_source": ("Packing record of 11 November", "11月11日の梱包記録"),
    "papers_truck": (
        "Six gaskets on the 19:00 truck, with her on Saturday at 08:00",
        "パッキン6枚を19時の便に載せ、土曜8時にお届け",
    ),
    "papers_contain": (
        "Every note printed on 11 November compared with its packing record",
        "11月11日に発行した納品書をすべて、梱包記録と照合",
    ),
    "papers_sorry": (
        "I am sorry for the trouble and for the worry about Monday.",
        "月曜の監査を前に、ご迷惑とご心配をおかけしておりますこと、お詫び申し上げます。",
    ),
    "papers_heard": (
        "I did not expect the head of the section to call me. If the papers are right, that is all I need.",
        "責任者の方から直接お電話をいただくとは思いませんでした。書類が正しければ結構です。",
    ),
}


def two_papers(story: Story) -> Telling:
    """ST-12: invoice and delivery note differ, an audit on Monday. Waits for the update announced for 18:00."""
    takahashi, aizawa = story.who("takahashi"), "Aizawa"
    yield "2026-11-12 16:31"
    case = story.receive("papers", by="tanaka", code="F27", contact=aizawa, channel="mail", severity=2)
    yield "2026-11-12 16:44"
    case.accept(by=takahashi)
    yield from story.boss_stands_by(case, "2026-11-12 16:50", "2026-11-12 16:52")
    yield "2026-11-12 16:55"
    case.finish_listening(by=takahashi, intensity=3)
    yield "2026-11-12 16:58"
    story.write(case, takahashi, "papers_first", next_at="2026-11-13 09:30")
    yield "2026-11-13 09:10"
    case.hear(by=takahashi, text=story.said("papers_call"), channel="phone")
    case.agree_issue(
        by=takahashi,
        wording=story.said("papers_issue"),
        then=[story.said("papers_gaskets")],
        read_back=True,
    )
    yield "2026-11-13 09:12"
    case.cushion(by=takahashi, sentence=story.said("papers_cushion"))
    yield "2026-11-13 09:15"
    story.account(
        case,
        takahashi,
        "takahashi",
        "papers_action",
        due="2026-11-13 18:00",
        next_at="2026-11-13 13:30",
    )
    yield "2026-11-13 09:40"
    case.assess(by=takahashi, their_customers=0, promise=2, harm=2, money=0)
    case.map_pressure(by=takahashi, ticks=["their_boss"])
    yield "2026-11-13 11:00"
    story.ask_action(case, takahashi, "papers_truck", "harada", "2026-11-13 19:00")
    case.ask(by=takahashi, person=story.people["harada"], text=story.said("papers_ask"))
    yield "2026-11-13 11:20"
    harada = story.who("harada")
    case.accept_action(by=harada, action=case.actions.get(person=story.people["harada"]).pk)
    case.add_fact(
        by=harada,
        text=story.said("papers_fact"),
        source=story.said("papers_source"),
        kind="document",
        confidence="sure",
    )
    case.note(by=takahashi, text=story.said("papers_note"))
    story.contain(case, takahashi, "papers_contain", "2026-11-13 16:00")
    yield "2026-11-13 11:30"
    case.decide_contact(by=story.who("suzuki"), decision="call")
    yield "2026-11-13 13:10"
    story.write(case, takahashi, "papers_update", next_at="2026-11-13 18:00")
    yield "2026-11-13 15:40"
    suzuki = story.who("suzuki")
    case.speak(by=suzuki, words=story.said("papers_boss"), channel="phone")
    case.apologise(by=suzuki, level="A1", words=story.said("papers_sorry"), channel="phone")
    answer_apology(case, suzuki, "accepted", story.said("papers_heard"))
