"""The people, firms and sentences of the demo, English and Japanese. All are invented."""

import datetime as dt

Pair = tuple[str, str]

CLOSED_DAYS = [
    (dt.date(2026, 8, 13), "Obon"),
    (dt.date(2026, 8, 14), "Obon"),
    *[(dt.date(2026, 12, day), "year-end") for day in (29, 30, 31)],
    (dt.date(2027, 1, 4), "year-end"),
]

# surname: Japanese surname and given name, given name, telephone, section, role
PEOPLE: dict[str, tuple[str, str, str, str, str, str]] = {
    "kuroda": ("黒田", "誠", "Makoto", "03-0000-2701", "executive", "executive"),
    "hayashi": ("林", "由美", "Yumi", "03-0000-2702", "executive", "executive"),
    "suzuki": ("鈴木", "健司", "Kenji", "03-0000-2711", "east", "boss"),
    "nakamura": ("中村", "浩", "Hiroshi", "03-0000-2731", "west", "boss"),
    "takahashi": ("高橋", "直美", "Naomi", "03-0000-2718", "east", "tanto"),
    "mori": ("森", "彩", "Aya", "03-0000-2716", "east", "tanto"),
    "sasaki": ("佐々木", "悠", "Yu", "03-0000-2719", "east", "deputy"),
    "ishii": ("石井", "蓮", "Ren", "03-0000-2717", "east", "tanto"),
    "nishida": ("西田", "真央", "Mao", "03-0000-2732", "west", "tanto"),
    "okamoto": ("岡本", "大輔", "Daisuke", "03-0000-2738", "west", "tanto"),
    "fujii": ("藤井", "千夏", "Chinatsu", "03-0000-2739", "west", "deputy"),
    "kato": ("加藤", "健", "Ken", "03-0000-2761", "machining", "delivery"),
    "ogawa": ("小川", "修", "Osamu", "03-0000-2760", "machining", "boss"),
    "saito": ("斎藤", "進", "Susumu", "03-0000-2770", "logistics", "boss"),
    "harada": ("原田", "美咲", "Misaki", "03-0000-2771", "logistics", "delivery"),
    "shimizu": ("清水", "力", "Riki", "03-0000-2772", "logistics", "front"),
    "ando": ("安藤", "恵子", "Keiko", "03-0000-2750", "quality", "quality"),
    "yamaguchi": ("山口", "恵", "Megumi", "03-0000-2741", "desk", "boss"),
    "tanaka": ("田中", "太郎", "Taro", "03-0000-2742", "desk", "front"),
    "miura": ("三浦", "拓", "Taku", "03-0000-2752", "desk", "administrator"),
}

SECTIONS: dict[str, tuple[str, str, str, str]] = {
    "executive": ("Executive", "役員", "kuroda", "hayashi"),
    "east": ("Sales East", "東日本営業部", "suzuki", "nakamura"),
    "west": ("Sales West", "西日本営業部", "nakamura", "suzuki"),
    "desk": ("Customer Desk", "お客様窓口", "yamaguchi", "suzuki"),
    "machining": ("Machining & Procurement", "加工・調達部", "ogawa", "kato"),
    "logistics": ("Logistics", "物流部", "saito", "harada"),
    "quality": ("Quality & Administration", "品質・総務部", "ando", "miura"),
}

CONTACT = tuple[str, str, str, Pair, str]
CLIENTS: dict[str, tuple[str, str, Pair, str, str, list[CONTACT]]] = {
    "F01": (
        "Nagisa Robotics",
        "渚ロボティクス",
        ("Kawasaki", "川崎"),
        "ishii",
        "sasaki",
        [("Hara", "原", "Mr.", ("head of production", "製造部長"), "03-0000-2780")],
    ),
    "F02": (
        "Hokutogawa Works",
        "北斗川製作所",
        ("Kobe", "神戸"),
        "nishida",
        "fujii",
        [("Senba", "仙波", "Mr.", ("owner", "代表"), "03-0000-2781")],
    ),
    "F07": (
        "Mikazuki Conveyor",
        "三日月搬送機",
        ("Nagoya", "名古屋"),
        "okamoto",
        "fujii",
        [("Tsuge", "柘植", "Ms.", ("site manager", "現場責任者"), "03-0000-2782")],
    ),
    "F09": (
        "Sakurazaka Medical Devices",
        "桜坂医療機器",
        ("Tokyo", "東京"),
        "takahashi",
        "sasaki",
        [("Ono", "小野", "Ms.", ("purchasing", "購買"), "03-0000-2783")],
    ),
    "F03": (
        "Shirakabazawa Precision",
        "白樺沢精密",
        ("Suwa", "諏訪"),
        "mori",
        "sasaki",
        [("Kiuchi", "木内", "Ms.", ("incoming inspection", "受入検査"), "03-0000-2733")],
    ),
    "F22": (
        "Kinoshita Gear",
        "木下歯車",
        ("Kawaguchi", "川口"),
        "takahashi",
        "sasaki",
        [("Kinoshita", "木下", "Ms.", ("owner", "代表"), "03-0000-2734")],
    ),
    "F27": (
        "Mugiwara Noodle Plants",
        "麦藁製麺設備",
        ("Gunma", "群馬"),
        "takahashi",
        "sasaki",
        [
            ("Aizawa", "相沢", "Ms.", ("purchasing", "購買"), "03-0000-2735"),
            ("Numata", "沼田", "Mr.", ("night engineer", "夜間保全"), "03-0000-2736"),
        ],
    ),
    "F34": (
        "Minato Cold Storage",
        "湊冷蔵設備",
        ("Tokyo", "東京"),
        "mori",
        "sasaki",
        [("Hamada", "浜田", "Mr.", ("maintenance", "設備保全"), "03-0000-2737")],
    ),
}

SAID: dict[str, Pair] = {
    "thanks": (
        "Thank you for telling me so quickly. It helps the customer, and it helps us.",
        "早く知らせてくれて、ありがとう。お客様のためにも、私たちのためにも助かりました。",
    ),
    "accountable": (
        "I am {me}. From this moment I am fully accountable for the next steps until you tell me it is solved.",
        "{me}でございます。{contact}から「解決した」とお言葉をいただくまで、今後の対応はすべて私が責任を持ちます。",
    ),
    # ST-02
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
        "大切なのは弊社の見方ではなく、木内様のご判断でございます。\n次のページでお答えいただけます：{link}\n"
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
    # ST-12
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
    # at the boss's desk
    "seals": (
        "Eight seals are packed for Monday in 25 instead of 20. Found at the packing check; nothing has left the house. "
        "Their cold room is opened on Monday at 10:00.",
        "月曜納品のシール8個が、20ではなく25で梱包されています。梱包確認で見つけ、まだ出荷していません。"
        "先方の冷蔵室は月曜10時に開けられる予定です。",
    ),
}
