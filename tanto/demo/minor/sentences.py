"""What is said in small troubles, by their kind or in turn, so that no two read alike."""

from ..telling import Pair

CUSHIONS: dict[str, Pair] = {
    "wrong_quantity": (
        "Counting what is not there, in the middle of your work, is time that nobody gives back to you.",
        "お忙しいさなかに数え直しのお手間まで取らせましたこと、ご負担をおかけしたと重く受け止めております。",
    ),
    "information": (
        "Having to decide which of our papers to believe puts the risk on your desk, where it does not belong.",
        "弊社の書類のどれを信じればよいのか、ご判断のご負担をお客様に負わせてしまったと受け止めております。",
    ),
    "unreachable": (
        "Waiting beside a telephone that does not ring must make one feel forgotten.",
        "鳴らない電話をお待ちになるお気持ち、さぞお心もとないことと存じます。",
    ),
    "late": (
        "You had people and room ready at the hour that we named, and they stood waiting for us.",
        "お約束の時刻に人も場所もご用意くださったのに、お待たせしてしまったこと、重く受け止めております。",
    ),
    "wrong_item": (
        "Opening the box and finding something else upsets a day that was planned.",
        "箱を開けて違う品をご覧になったときのお気持ち、ご予定の狂いとあわせて重く受け止めております。",
    ),
    "damaged": (
        "One pays for something whole, and it is no pleasure to unpack something that is not.",
        "きれいな品をお待ちいただいていたところ、お開けになって落胆されたことと存じます。",
    ),
    "billing": (
        "A wrong figure from us means explanations for you in your own house.",
        "弊社の数字のために、社内でのご説明までお願いすることになり、ご負担をおかけしております。",
    ),
    "quality": (
        "When a part is not quite right one keeps listening for it all day.",
        "部品の具合が気になったままお仕事を続けられるご心労、お察しいたします。",
    ),
    "other": (
        "Looking for something that should simply be there is a tiresome way to begin the day.",
        "あるはずの物をお探しになるお手間、朝からご面倒をおかけいたしました。",
    ),
}

# what went wrong by step, never by person
MISTAKES: dict[str, tuple[Pair, Pair]] = {
    "wrong_quantity": (
        ("packing, counting", "梱包（員数確認）"),
        ("The number was taken from the order, not counted in the box.", "箱の中を数えず、注文数をそのまま記入した。"),
    ),
    "information": (
        ("sending papers", "書類の送付"),
        ("The paper came from a folder that keeps old versions beside new ones.", "新旧の版が同じフォルダーにあり、古い版を送付した。"),
    ),
    "unreachable": (
        ("telephone, call-backs", "電話応対（折り返し）"),
        ("The call-back stood on a slip of paper without an hour.", "折り返しのメモに、時刻の記載がなかった。"),
    ),
    "wrong_item": (
        ("label printing", "ラベル印刷"),
        ("Neighbouring sizes were printed on one sheet.", "隣り合うサイズのラベルが、一枚のシートに印刷されていた。"),
    ),
    "damaged": (
        ("storing", "保管"),
        ("Parts stood without oil paper in the rainy season.", "梅雨時に、防錆紙なしで保管されていた。"),
    ),
    "quality": (
        ("last look", "最終確認"),
        ("The last look was done by daylight only.", "最終確認が自然光だけで行われていた。"),
    ),
}  # fmt: skip

# words by which cases of one kind are found together
TAGS: dict[str, Pair] = {
    "wrong_item": ("labels", "ラベル"),
    "late": ("carriers", "運送"),
    "billing": ("invoices", "請求書"),
    "unreachable": ("telephone", "電話"),
}

NOTHING_MORE: list[Pair] = [
    ("No, that was all.", "いえ、それだけです。"),
    ("Nothing else, thank you for asking.", "ほかにはありません。お気遣いどうも。"),
    ("No. Until the next order.", "ありません。また注文します。"),
    ("Nothing. You have other things to do.", "何も。そちらもお忙しいでしょう。"),
    ("All the rest is as it should be.", "ほかは問題ありません。"),
    ("No, we are quite content.", "いいえ、満足しています。"),
    ("Not from my side.", "私のほうからは、ございません。"),
]
LASTING: list[Pair] = [
    ("It has stayed like that.", "その後も問題ありません。"),
    ("No trouble since.", "あれからは何もありません。"),
    ("Two weeks, nothing to report.", "二週間、特に変わりありません。"),
    ("I had almost forgotten it.", "もう忘れかけていました。"),
    ("All well. Kind of you to ask.", "順調です。わざわざありがとうございます。"),
    ("It holds.", "大丈夫です。"),
    ("Everything as promised.", "お約束どおりです。"),
    ("Fine. We have ordered again.", "問題ありません。追加で注文しましたよ。"),
]
THANKS: list[Pair] = [
    ("Thank you for bringing it at once.", "すぐに知らせてくれて、ありがとう。"),
    ("Good that I know it. Thank you.", "早く分かってよかった。ありがとう。"),
    ("Thank you. Tell me what you need.", "ありがとう。必要なことがあれば言ってください。"),
    ("Thank you for telling me before the evening.", "夕方まで待たずに報告してくれて、助かりました。"),
]
# how the boss goes to the customer in a small matter
DECISIONS: list[tuple[str, Pair]] = [
    ("not_now", ("It is in good hands; I ask when I am there next week.", "担当に任せて問題ない。来週の訪問時に、私からも伺う。")),
    ("not_now", ("One voice is enough here; I stay reachable.", "窓口は一人で十分。必要なら、いつでも出る。")),
    ("call", ("", "")),
    ("not_now", ("The customer wants the part, not a second call.", "お客様がお望みなのは品物で、二度目の電話ではない。")),
    ("not_now", ("Owner and customer have agreed on the next hour already.", "担当とお客様の間で、次の時刻まで決まっている。")),
]  # fmt: skip

# One client came back after weeks.
BACK: dict[str, Pair] = {
    "words": ("Eleven again. The same bag, the same ring.", "また11個です。同じ袋、同じリングです。"),
    "first": ("Twelve in the bag, every time", "毎回、袋に12個入っていること"),
    "action": (
        "One ring sent at once; bags are weighed before they are closed",
        "1個を直ちにお届けし、封をする前に袋の重さを量る",
    ),
    "solved": ("Twelve, and a weight on the bag. Solved.", "12個です。袋に重さも書いてある。解決です。"),
}

# One waits for a part, one for an answer on Monday.
SIDE_BY_SIDE: Pair = (
    "Gave Mr. Kitagawa my name: I lay both lists side by side and call him on Monday by eleven.",
    "北川様に担当者名をお伝えした。二つの部品表を照らし合わせ、月曜11時までにお電話する。",
)
ON_MONDAY: Pair = (
    "Told Ms. Miyake: the clamp is turned on Monday morning, with her by three.",
    "三宅様へお電話。クランプは月曜の朝に加工し、15時までにお届けするとお伝えした。",
)

# Two clients stayed silent.
SILENT: dict[str, Pair] = {
    "letter": (
        "Is it solved for you?\nDear {contact},\n\nhere is what was done: {action}. Only you can say: is it solved for you? "
        "One press is enough: {link}\nI am in touch again by {next_time}.\n\n{me}, {phone}",
        "その後、解決しておりますでしょうか\n{contact}\n\n多摩橋機工の{me}でございます。「{action}」にて対応いたしましたが、"
        "解決しておりますでしょうか。大切なのはお客様のご判断でございます。次のページでお答えいただけます：{link}\n{next_time}までに、改めてご連絡いたします。"
        "\n\n{me}／{phone}",
    ),
    "last": (
        "A last question from us\nDear {contact},\n\nwe have called and written and have not reached you. If we do not hear "
        "from you until {next_time}, it stays “not confirmed” in our record; one word opens it again at any time, with the "
        "same person: {link}\n\n{me}, {phone}",
        "最後のお伺い\n{contact}\n\n多摩橋機工の{me}でございます。お電話とお手紙を差し上げましたが、ご連絡がつかずにおります。"
        "{next_time}までにお返事がない場合、弊社では「未確認」のまま、いったん区切りといたします。ご連絡をいただければ、"
        "いつでも同じ担当が対応を再開いたします：{link}\n\n{me}／{phone}",
    ),
    "reason": (
        "Four attempts on two ways over more than twenty working days, and a last letter; no word came back.",
        "20営業日を超えて、電話と書面で計4回お尋ねし、最後のお手紙もお送りしたが、お返事がなかった。",
    ),
}
