"""ST-02. Inside our tolerance, outside our promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "shafts": (
        "Twelve of the sixty shafts run out by 0.03. Your promise sheet says 0.02. I cannot release the lot, "
        "and assembly is asking me why.",
        "60本のうち12本、振れが0.03あります。お約束の書面では0.02のはずです。このままではロットを出せませんし、"
        "組立からは理由を聞かれています。",
    ),
    "shafts_issue": ("Twelve shafts that keep 0.02, by Wednesday", "水曜日までに、0.02に収まる12本"),
    "shafts_cushion": (
        "Having to hold back a whole lot and answer to assembly for numbers that are ours must be very hard on you.",
        "弊社の数値のためにロットを止め、組立へのご説明まで担われるお立場、ご負担の大きさを重く受け止めております。",
    ),
    "shafts_action": (
        "Twelve shafts measured one by one and brought to you by hand",
        "1本ずつ測定した12本を、直接お届けする",
    ),
    "shafts_report": (
        "First report on the shafts\nDear Ms. Kiuchi,\n\nyou found twelve shafts of sixty with a run-out of 0.03; "
        "0.02 was promised. The rest of the lot is stopped here and is being measured.\nI report to you again on "
        "Tuesday 9 June by 11:30, finished or not.\nYour page: {link}\n\nMori Aya, Sales East, direct 03-0000-2716",
        "シャフトの件、第一報\n木内様\n\nいつもお世話になっております。多摩橋機工の森でございます。\n60本のうち12本に"
        "0.03の振れがあり、お約束の0.02を超えている件、残りのロットは弊社で出荷を止め、測定を進めております。\n"
        "6月9日（火）11時30分までに、途中であっても私からご報告いたします。\n専用ページ：{link}\n\n"
        "東日本営業部　森 彩／直通 03-0000-2716",
    ),
    "shafts_second": (
        "The twelve shafts: where we stand\nDear Ms. Kiuchi,\n\nten of the twelve are measured and keep 0.02; the last "
        "two are on the machine. I call you today by 14:30 and bring all twelve myself on Wednesday.\nYour page: {link}\n\n"
        "Mori Aya, Sales East, direct 03-0000-2716",
        "12本のシャフトの状況\n木内様\n\n多摩橋機工の森でございます。12本のうち10本は測定を終え、0.02に収まっております。"
        "残る2本は加工中でございます。本日14時30分までにお電話し、水曜日に12本すべてを私が直接お持ちいたします。\n専用ページ：{link}\n\n"
        "東日本営業部　森 彩／直通 03-0000-2716",
    ),
    "shafts_told": (
        "Called Ms. Kiuchi: all twelve measured, the last one at 0.018. She asked for the measuring sheet; I bring it.",
        "木内様へお電話。12本すべて測定済み、最後の1本は0.018。測定記録をご希望のため、持参するとお伝えした。",
    ),
    "shafts_leaving": (
        "Called before leaving Tokyo: with her at eleven, twelve shafts and the sheet in hand.",
        "出発前にお電話。11時に、12本と測定記録を持って伺うとお伝えした。",
    ),
    "shafts_fixed": (
        "Twelve shafts, each measured below 0.02, handed to you on Wednesday 10 June at 10:50.",
        "1本ずつ測定し0.02以下を確認した12本を、6月10日（水）10時50分にお渡しいたしました。",
    ),
    "shafts_test": (
        "Is it solved for you?\nDear Ms. Kiuchi,\n\nthe twelve shafts are with you since 10:50. What we think does not "
        "matter here; your view does. Is it solved?\nOne press is enough: {link}\nI will call today by 15:10 if "
        "that is easier.\n\nMori Aya, Sales East, direct 03-0000-2716",
        "解決しておりますでしょうか\n木内様\n\n多摩橋機工の森でございます。10時50分に12本をお渡しいたしました。"
        "解決しておりますでしょうか。大切なのは弊社の見方ではなく、木内様のご判断でございます。\n次のページでお答えいただけます：{link}\n"
        "お電話のほうがよろしければ、本日15時10分までに私からお電話いたします。\n\n東日本営業部　森 彩／直通 03-0000-2716",
    ),
    "shafts_solved": (
        "Measured all twelve again. Below 0.02, every one. Solved.",
        "12本とも測り直しました。すべて0.02以下です。解決しました。",
    ),
    "shafts_nothing": (
        "Please write the promised value on the delivery note from now on. Nothing else.",
        "今後は納品書に、お約束の値を書いてください。ほかにはありません。",
    ),
    "shafts_after": (
        "How has it been since?\nDear Ms. Kiuchi,\n\ntwo weeks ago you told me that it was solved. How has it been "
        "since? The promised value stands on every delivery note now.\nYour page: {link}\n\n"
        "Mori Aya, Sales East, direct 03-0000-2716",
        "その後のご様子を伺います\n木内様\n\n多摩橋機工の森でございます。解決とのお言葉をいただいてから二週間がたちました。"
        "納品書には、お約束の値を記載しております。その後はいかがでしょうか。\n専用ページ：{link}\n\n"
        "東日本営業部　森 彩／直通 03-0000-2716",
    ),
    "shafts_closed": (
        "Two lots since then, no finding. Thank you for bringing them yourself.",
        "その後の2ロットも異常なしです。ご自分で持ってきてくださったこと、感謝しています。",
    ),
    "lot_contain": ("Lot K26-114 stopped and every shaft measured", "ロットK26-114の出荷を止め、全数を測定"),
    "lot_fact": (
        "Twelve of sixty shafts run out by 0.03; 0.02 was promised.",
        "60本中12本の振れが0.03。お約束は0.02。",
    ),
    "lot_source": ("Our own measuring, 8 June 14:20", "6月8日14時20分、弊社での測定"),
    "lot_later": ("Three months, zero findings.", "三か月、指摘ゼロです。"),
}


def the_shafts(story: Story) -> Telling:
    """ST-02: inside our tolerance, outside our promise. Closed by the customer on 26 June."""
    mori, kiuchi = story.who("mori"), "Kiuchi"
    yield "2026-06-08 11:20"
    case = story.receive(
        "shafts",
        by="mori",
        code="F03",
        contact=kiuchi,
        known_at=story.at("2026-06-08 11:05"),
        channel="mail",
        severity=2,
    )
    yield from story.boss_stands_by(case, "2026-06-08 11:28", "2026-06-08 11:31")
    yield "2026-06-08 11:40"
    case.finish_listening(by=mori, intensity=2)
    yield "2026-06-08 11:45"
    case.agree_issue(by=mori, wording=story.said("shafts_issue"), read_back=True)
    yield "2026-06-08 11:48"
    case.cushion(by=mori, sentence=story.said("shafts_cushion"))
    yield "2026-06-08 11:50"
    story.account(case, mori, "mori", "shafts_action", due="2026-06-10 17:00", next_at="2026-06-08 15:50")
    yield "2026-06-08 13:10"
    case.decide_contact(by=story.who("suzuki"), decision="call")
    yield "2026-06-08 14:20"
    case.assess(by=mori, their_customers=1, promise=2, harm=2, money=1)
    story.contain(case, mori, "lot_contain", "2026-06-08 17:00")
    case.add_fact(
        by=mori,
        text=story.said("lot_fact"),
        source=story.said("lot_source"),
        kind="measurement",
        confidence="sure",
    )
    yield "2026-06-08 15:40"
    story.write(case, mori, "shafts_report", next_at="2026-06-09 11:30")
    yield "2026-06-09 10:30"
    story.write(case, mori, "shafts_second", next_at="2026-06-09 14:30")
    yield "2026-06-09 14:20"
    case.speak(by=mori, words=story.said("shafts_told"), next_at=story.at("2026-06-10 09:20"))
    yield "2026-06-10 09:10"
    case.speak(by=mori, words=story.said("shafts_leaving"), next_at=story.at("2026-06-10 13:10"))
    yield "2026-06-10 11:00"
    story.finish(case, "mori", "shafts_action")
    case.report_fixed(by=mori, how=story.said("shafts_fixed"))
    yield "2026-06-10 11:10"
    story.write(case, mori, "shafts_test", next_at="2026-06-10 15:10")
    yield "2026-06-10 14:40"
    case.confirm_fix(by=story.hers(kiuchi), words=story.said("shafts_solved"))
    yield "2026-06-12 10:05"
    case.say_nothing_more(by=story.hers(kiuchi), words=story.said("shafts_nothing"))
    yield "2026-06-26 10:00"
    story.write(case, mori, "shafts_after", next_at=None)
    yield "2026-06-26 15:30"
    case.confirm_lasting(by=story.hers(kiuchi), words=story.said("shafts_closed"))
    yield from story.asked_again(case, story.hers(kiuchi), "2026-07-13 08:50", "lot_later")
    yield from story.asked_again(case, story.hers(kiuchi), "2026-09-10 08:50", "lot_later")
