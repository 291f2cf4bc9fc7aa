"""ST-09. A price that could not be true, and was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "price": (
        "This morning 1,180,000 yen were confirmed to Tenryuzawa by mail. Our cost is 1,310,000. They have said nothing; "
        "they do not know.",
        "今朝、天竜沢機械様へ118万円とメールで回答済み。弊社の原価は131万円。先方からは何のお話もなく、お気づきではない。",
    ),
    "price_fact": (
        "Material and machining together cost 1,310,000 yen; the cost was not asked before the price was confirmed.",
        "材料費と加工費の合計は131万円。価格回答の前に、原価の確認がなかった。",
    ),
    "price_source": ("Cost sheet of 2 September", "9月2日付の原価計算書"),
    "price_question": (
        "Ask them to understand, or keep it? It is 130,000 yen this once; what they buy here in a year is far more.",
        "ご理解をお願いするか、このまま守るか。今回の差は13万円だが、年間のお取引はその比ではない。",
    ),
    "price_decided": (
        "We keep it, this once, and say nothing about our cost: that is ours to carry. The next price is agreed openly and "
        "before it is needed.",
        "今回はこの価格を守る。原価の事情は弊社の問題であり、お客様には申し上げない。次回の価格は、早めに、隠さず相談すること。",
    ),
    "price_hers": (
        "You keep it? Then I know what your word is.",
        "その値段でやるのですか。それなら、御社の言葉は信用できる。",
    ),
    "price_issue": (
        "The price as confirmed, and the parts before the holidays",
        "回答どおりの価格で、連休前に納入",
    ),
    "price_cushion": (
        "A price that moves after you have passed it on inside your house would put your own name on the line.",
        "社内にお通しになった価格が後から変わることは、お立場に関わることと、重く受け止めております。",
    ),
    "price_action": (
        "Delivery on Friday 18 September at the confirmed price",
        "9月18日（金）に、ご回答した価格で納入する",
    ),
    "price_contain": (
        "Every price confirmed since July laid beside its cost: no other lies below",
        "7月以降にご回答した価格をすべて原価と照合し、下回るものはほかにないことを確認",
    ),
    "price_mistake": (
        "A price was confirmed before its cost was asked.",
        "原価を確認する前に、価格をお答えした。",
    ),
    "price_step": ("confirming a price", "価格回答"),
    "price_lower": (
        "The price stands and the date is safe; Mr. Ban waits for nothing but the day.",
        "価格はそのまま、納期にも余裕がある。伴様にお待ちいただくのは納入日だけである。",
    ),
    "price_material": (
        "Told Mr. Ban: the material is in the house, machining begins on Wednesday.",
        "伴様へお電話。材料が入荷し、水曜から加工に入るとお伝えした。",
    ),
    "price_half": (
        "Told Mr. Ban: half of the parts are measured; the price list of next year comes with me on the 18th.",
        "伴様へお電話。半数の測定を終えたこと、来年の価格表は18日にお持ちすることをお伝えした。",
    ),
    "price_packed": (
        "Told Mr. Ban: everything is packed; the truck is with him on Friday before eleven.",
        "伴様へお電話。梱包が済み、金曜11時前に到着するとお伝えした。",
    ),
    "price_fixed": (
        "All parts were delivered on Friday 18 September at 10:20, at the confirmed price.",
        "9月18日（金）10時20分に、ご回答した価格で全数を納入いたしました。",
    ),
    "price_solved": (
        "Complete, in time, and the invoice says what you said. Solved.",
        "全数、納期どおり。請求書も約束の金額です。解決です。",
    ),
    "price_nothing": (
        "Nothing more. The new price list we can talk about.",
        "ほかにはありません。新しい価格表の話は、いつでもどうぞ。",
    ),
    "price_lasting": (
        "No trouble. I signed the new prices last week.",
        "問題ありません。先週、新しい価格で契約しました。",
    ),
}


def the_price(story: Story) -> Telling:
    """ST-09: below cost, found by ourselves, kept without a word about it. Closed by the customer on 2 October."""
    okamoto, nakamura, hayashi = story.who("okamoto"), story.who("nakamura"), story.who("hayashi")
    ban = story.hers("Ban", heard_by="okamoto")
    yield "2026-09-02 15:41"
    case = story.receive(
        "price",
        by="watanabe",
        code="F12",
        contact="Ban",
        known_at=story.at("2026-09-02 15:30"),
        channel="counter",
        discovered="us",
        failure="oversold",
    )
    yield from story.boss_stands_by(case, "2026-09-02 15:48", "2026-09-02 15:49", boss="nakamura")
    yield "2026-09-02 15:55"
    case.accept(by=okamoto)
    case.add_fact(
        by=story.who("watanabe"),
        text=story.said("price_fact"),
        source=story.said("price_source"),
        kind="document",
        confidence="sure",
    )
    yield "2026-09-02 16:20"
    case.note(by=nakamura, text=story.said("price_question"))
    case.bring_in_boss(by=nakamura, boss=story.people["hayashi"])
    yield "2026-09-02 16:48"
    case.acknowledge(by=hayashi)
    case.thank(by=hayashi)
    case.note(by=hayashi, text=story.said("price_decided"))
    yield "2026-09-03 10:10"
    case.hear(by=okamoto, text=story.said("price_hers"), channel="phone", intensity=0)
    story.begin(case, "okamoto", "price", intensity=0, due="2026-09-18 11:00", next_at="2026-09-08 11:00")
    story.contain(case, okamoto, "price_contain", "2026-09-04 18:00")
    case.record_mistake(by=okamoto, what=story.said("price_mistake"), work_step=story.said("price_step"))
    yield "2026-09-03 10:40"
    case.decide_contact(by=nakamura, decision="call")
    case.lower_severity(by=nakamura, to=4, reason=story.said("price_lower"))
    for_now = (
        ("2026-09-08 10:00", "price_material", "2026-09-11 11:00"),
        ("2026-09-11 09:50", "price_half", "2026-09-16 11:00"),
        ("2026-09-16 09:40", "price_packed", "2026-09-18 11:30"),
    )
    yield from story.tell_by_voice(case, "okamoto", *for_now)
    yield "2026-09-18 10:40"
    story.finish(case, "okamoto", "price_action")
    case.report_fixed(by=okamoto, how=story.said("price_fixed"))
    story.ask_if_solved(case, okamoto, "2026-09-18 16:00")
    yield "2026-09-18 14:00"
    case.confirm_fix(by=ban, words=story.said("price_solved"), channel="phone")
    case.say_nothing_more(by=ban, words=story.said("price_nothing"), channel="phone")
    yield from story.asked_again(case, ban, "2026-10-02 08:50", "price_lasting")
