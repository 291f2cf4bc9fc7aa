"""What people write when a delivery goes wrong, in both languages: short texts put together by chance, always the same
for the same seed. RARE stands in a few cases only, COMMON in many."""

from random import Random

RARE, RARE_JA = "zirconia", "鈴蘭"
COMMON, COMMON_JA = "delivery", "納品"
THINGS = [
    "spacers", "bearings", "gaskets", "brackets", "valves", "couplings", "labels", "cartons", "sensors",
    "springs", "flanges", "cables", "housings", "filters", "rings", "bolts", "pumps", "trays", "seals", "lenses",
]  # fmt: skip
THINGS_JA = [
    "スペーサー", "軸受", "ガスケット", "金具", "弁", "継手", "ラベル", "段ボール箱", "センサー", "ばね",
    "フランジ", "電線", "筐体", "フィルター", "座金", "ボルト", "ポンプ", "トレー", "封印", "レンズ",
]  # fmt: skip
SENTENCES = [
    "The delivery note says {n}, but the box holds {m} {thing}.",
    "We opened the pallet this morning and {m} {thing} were dented on one side.",
    "Our line stands still since nine because the {thing} do not fit.",
    "The invoice for the {thing} came twice, once with {n} and once with {m}.",
    "Your driver left before anybody here could count the {thing}.",
    "I called three times on Tuesday and nobody could tell me where the {thing} are.",
    "The certificate names another lot than the one printed on the {thing}.",
    "We need {n} {thing} by Monday nine, or we have to stop the second shift.",
    "The surface of the {thing} is scratched, you can feel it with a fingernail.",
    "It is the second time this quarter that the {thing} arrive late.",
    "Please tell us today whether the {thing} in our stock may be used.",
    "The drawing we approved has {n} holes, the {thing} have {m}.",
]
SENTENCES_JA = [
    "納品書には{n}個とありますが、箱の中の{thing}は{m}個でした。",
    "今朝パレットを開けたところ、{thing}{m}個の側面がへこんでいました。",
    "{thing}が合わず、九時からラインが止まっています。",
    "{thing}の請求書が二通届き、一通は{n}個、もう一通は{m}個でした。",
    "運転手の方は、{thing}の数を確かめる前に出発されました。",
    "火曜日に三度電話しましたが、{thing}がどこにあるのか誰も答えられませんでした。",
    "成績書のロットと{thing}に印字されたロットが違います。",
    "月曜の九時までに{thing}が{n}個必要です。間に合わなければ二直を止めます。",
    "{thing}の表面に、爪で分かるほどの傷があります。",
    "{thing}の遅れは、今期に入って二度目です。",
    "在庫の{thing}を使ってよいか、今日中に教えてください。",
    "承認した図面の穴は{n}か所ですが、{thing}には{m}か所しかありません。",
]


def text(chance: Random, *, japanese: bool, sentences: int) -> str:
    """So many sentences in one language."""
    pool, things = (SENTENCES_JA, THINGS_JA) if japanese else (SENTENCES, THINGS)
    said = [
        sentence.format(n=chance.randrange(20, 900), m=chance.randrange(2, 20), thing=chance.choice(things))
        for sentence in chance.sample(pool, sentences)
    ]
    return "".join(said) if japanese else " ".join(said)
