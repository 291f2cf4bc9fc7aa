"""The firm of the demo and its 25 people. All are invented."""

import datetime as dt

GO_LIVE = "2026-05-18 08:30"
NOW = "2026-11-13 17:30"
PASSWORD = "tanto demo 2026"
FIRM = {
    "name_en": "Tamabashi Kiko",
    "name_ja": "多摩橋機工",
    "seal": "多摩橋",
    "values_en": "Own it\nSay it early\nKeep the small promise\nAsk why\nOne firm",
    "values_ja": "自分ごと\n早く言う\n小さな約束を守る\nなぜを問う\n会社は一つ",
}
CLOSED_DAYS = [
    (dt.date(2026, 8, 13), "Obon"),
    (dt.date(2026, 8, 14), "Obon"),
    *[(dt.date(2026, 12, day), "year-end") for day in (29, 30, 31)],
    (dt.date(2027, 1, 4), "year-end"),
]

# section: English name, Japanese name, boss, deputy
SECTIONS: dict[str, tuple[str, str, str, str]] = {
    "executive": ("Executive", "役員", "kuroda", "hayashi"),
    "east": ("Sales East", "東日本営業部", "suzuki", "nakamura"),
    "west": ("Sales West", "西日本営業部", "nakamura", "suzuki"),
    "desk": ("Customer Desk", "お客様窓口", "yamaguchi", "suzuki"),
    "machining": ("Machining & Procurement", "加工・調達部", "ogawa", "kato"),
    "logistics": ("Logistics", "物流部", "saito", "harada"),
    "quality": ("Quality & Administration", "品質・総務部", "ando", "hasegawa"),
}

# surname: Japanese surname and given name, given name, last digits of the telephone, section, role
PEOPLE: dict[str, tuple[str, str, str, str, str, str]] = {
    "kuroda": ("黒田", "誠", "Makoto", "2701", "executive", "executive"),
    "hayashi": ("林", "由美", "Yumi", "2702", "executive", "executive"),
    "suzuki": ("鈴木", "健司", "Kenji", "2711", "east", "boss"),
    "nakamura": ("中村", "浩", "Hiroshi", "2731", "west", "boss"),
    "takahashi": ("高橋", "直美", "Naomi", "2718", "east", "tanto"),
    "mori": ("森", "彩", "Aya", "2716", "east", "tanto"),
    "sasaki": ("佐々木", "悠", "Yu", "2719", "east", "deputy"),
    "ishii": ("石井", "蓮", "Ren", "2717", "east", "tanto"),
    "nishida": ("西田", "真央", "Mao", "2732", "west", "tanto"),
    "okamoto": ("岡本", "大輔", "Daisuke", "2738", "west", "tanto"),
    "fujii": ("藤井", "千夏", "Chinatsu", "2739", "west", "deputy"),
    "yamaguchi": ("山口", "恵", "Megumi", "2741", "desk", "boss"),
    "tanaka": ("田中", "太郎", "Taro", "2742", "desk", "front_line"),
    "ueda": ("上田", "由紀", "Yuki", "2743", "desk", "front_line"),
    "ogawa": ("小川", "修", "Osamu", "2760", "machining", "boss"),
    "matsumoto": ("松本", "剛", "Tsuyoshi", "2762", "machining", "delivery"),
    "watanabe": ("渡辺", "亜紀", "Aki", "2763", "machining", "delivery"),
    "kato": ("加藤", "健", "Ken", "2761", "machining", "delivery"),
    "nguyen": ("グエン", "ティ・ラン", "Thi Lan", "2764", "machining", "delivery"),
    "saito": ("斎藤", "進", "Susumu", "2770", "logistics", "boss"),
    "shimizu": ("清水", "力", "Riki", "2772", "logistics", "front_line"),
    "harada": ("原田", "美咲", "Misaki", "2771", "logistics", "delivery"),
    "ando": ("安藤", "恵子", "Keiko", "2750", "quality", "quality_lead"),
    "miura": ("三浦", "拓", "Taku", "2752", "quality", "administrator"),
    "hasegawa": ("長谷川", "文", "Fumi", "2753", "quality", "protector"),
}


def address_of(key: str) -> str:
    return f"{key}@tamabashi.example"


def telephone(digits: str) -> str:
    return f"03-0000-{digits}"
