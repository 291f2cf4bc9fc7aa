"""What nearly went wrong, told without a name: one in June, a handful in October."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.recovery.models import NearMiss

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "near_thanks": (
        "Thank you. What was only nearly wrong is the cheapest lesson that we can get.",
        "ありがとうございます。「もう少しで」のうちに気づけたことが、いちばんの財産です。",
    ),
    "near_boxes": (
        "The trays are of two colours since today. Thank you for the hint.",
        "本日からトレーを二色に分けました。気づいてくれて、ありがとうございます。",
    ),
}

# when, the step of work, what nearly happened, which answer
NEAR: list[tuple[str, Pair, Pair, str]] = [
    ("2026-06-16 09:30", ("loading", "積込み"),
     ("A pallet for Nagoya stood in the lane for Niigata until the driver read the label aloud.",
      "名古屋行きのパレットが新潟の列にあった。運転手がラベルを読み上げて気づいた。"), "near_thanks"),
    ("2026-07-15 11:00", ("order entry", "受注登録"),
     ("600 was typed instead of 60; the total looked strange on the screen.",
      "60を600と入力した。画面の合計がおかしいことで気づいた。"), "near_thanks"),
    ("2026-08-18 14:00", ("drawings", "図面管理"),
     ("An old revision lay on the machine; the date in the corner was read before the first cut.",
      "旧版の図面が機械に置かれていた。加工前に隅の日付を見て気づいた。"), "near_thanks"),
    ("2026-08-27 10:00", ("invoicing", "請求"),
     ("A sample was on an invoice again; taken out before printing.",
      "サンプル品がまた請求書に載っていた。印刷前に外した。"), "near_thanks"),
    ("2026-09-08 16:00", ("telephone", "電話応対"),
     ("A caller was nearly sent away one minute past the closing time; the new wording lay beside the telephone.",
      "締切を一分過ぎたお電話を断りかけたが、電話の横の新しいご案内を見て踏みとどまった。"), "near_thanks"),
    ("2026-09-16 09:00", ("packing", "梱包"),
     ("The scanner beeped at a white box among blue ones.", "青い箱の中に白い箱が一つあり、スキャナーが鳴った。"), "near_thanks"),
    ("2026-09-29 13:00", ("confirming a price", "価格回答"),
     ("A price was written into a mail before its cost had come; noticed while reading it over.",
      "原価の確認前に価格をメールに書いてしまい、読み返して気づいた。"), "near_thanks"),
    ("2026-10-06 10:00", ("label printing", "ラベル印刷"),
     ("Two labels of neighbouring sizes lay in one tray; noticed before printing the second sheet.",
      "隣り合うサイズのラベルが同じトレーに入っていた。二枚目を印刷する前に気づいた。"), "near_boxes"),
    ("2026-10-13 15:00", ("spare parts", "予備品"),
     ("A spare was booked out and still stood here on the evening before a holiday.",
      "出庫済みの予備品が、連休前の夕方まで社内に残っていた。"), "near_thanks"),
    ("2026-10-21 15:00", ("giving a date", "納期回答"),
     ("A date was nearly told on the telephone from an old list.",
      "電話で、古い一覧の納期をお答えしそうになった。"), "near_thanks"),
    ("2026-10-28 11:00", ("forklift", "フォークリフト"),
     ("The fork passed a crate by the width of a hand; nothing was touched.",
      "フォークの爪が木箱の手のひら一つ分の横を通った。接触はない。"), "near_thanks"),
    ("2026-11-10 10:00", ("delivery notes", "納品書"),
     ("Note and invoice were printed from two screens; the numbers differed and were compared by chance.",
      "納品書と請求書を別々の画面から印刷し、数量が違っていた。たまたま見比べて気づいた。"), "near_thanks"),
]  # fmt: skip


def near_misses(story: Story) -> Telling:
    """Told by nobody in particular, answered by the quality lead."""
    for moment, step, what, answer in NEAR:
        yield moment
        told = {"what": what[story.language == "ja"], "work_step": step[story.language == "ja"]}
        miss, _code = NearMiss.tell(**told)
        miss.thank(by=story.who("ando"), text=story.said(answer))
