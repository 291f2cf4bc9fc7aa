"""What is said in the recoveries of the demo, English and Japanese. Firms and people are invented."""

from .words import Pair

RECOVERIES: dict[str, Pair] = {
    "cushion_plain": (
        "I can see what this has done to your day, and that you had to be the one to find it.",
        "お客様のほうでお気づきになり、ご予定まで狂わせてしまったこと、ご負担の大きさを重く受け止めております。",
    ),
    # ST-01
    "date": (
        "You promised. My line stops at ten, and I have to explain it to my client.",
        "約束したじゃないか。10時にラインが止まる。うちの客に何と言えばいいんだ。",
    ),
    "date_first": (
        "Enough units that the line runs again this week",
        "今週中にラインを動かせるだけのユニット",
    ),
    "date_then": ("The rest, on a date that holds", "残りの分を、守れる日付で"),
    "date_cushion": (
        "Having a line stand still and owing your own client the explanation puts you in a terrible place.",
        "ラインが止まり、貴社のお客様へのご説明まで担われるお立場、そのご負担の重さを受け止めております。",
    ),
    "date_action": (
        "Go through every order and find units that can go first",
        "全受注を洗い直し、先に回せるユニットを探す",
    ),
    "date_contain": (
        "Every promised date under fifteen working days looked at together with machining",
        "15営業日未満の約束納期をすべて、加工部門と一緒に見直した",
    ),
    "date_chase": ("What is happening? Nobody has called.", "どうなっているんだ。電話がない。"),
    "date_told": (
        "Mr. Hara told by telephone: what we can make is being counted machine by machine; the next call tomorrow at ten, in person.",
        "原様へお電話。作れる数を機械ごとに数えていること、次は明日10時に直接伺うことをお伝えした。",
    ),
    "date_sorry": (
        "We let your line stand still. I apologise for that, for the calls you had to make and for the explaining you had to do.",
        "ラインを止めてしまいましたこと、何度もお電話をいただき、ご説明までさせてしまいましたこと、深くお詫び申し上げます。",
    ),
    "date_more": (
        "Forty minutes I have been talking. Do you know what my client said to me?",
        "40分も話しているんだ。うちの客に何と言われたか、分かるか。",
    ),
    "date_accepted": (
        "You came, and you listened. Now bring me the units.",
        "来て、聞いてくれた。あとは品物を持って来てくれ。",
    ),
    "date_fact": (
        "Machining needs twenty working days for sixty units; nobody asked before the date was given.",
        "60台の加工には20営業日かかる。納期をお答えする前に、加工部門への確認がなかった。",
    ),
    "date_source": ("Machine plan of 18 May and the order file", "5月18日の機械計画と受注ファイル"),
    "date_mistake": (
        "A date was given before it was asked whether it can be made.",
        "作れるかどうかを確認する前に、納期をお答えした。",
    ),
    "date_step": ("giving a date", "納期回答"),
    "date_known": (
        "The machine plan of 26 May showed already that the date could not be kept.",
        "5月26日の機械計画の時点で、納期に間に合わないことが分かっていた。",
    ),
    "date_24": ("24 units on Friday 5 June", "6月5日（金）に24台"),
    "date_36": ("36 units on Thursday 11 June", "6月11日（木）に36台"),
    "date_fixed": (
        "24 units came on Friday 5 June; the line runs.",
        "6月5日（金）に24台をお届けし、ラインは動いております。",
    ),
    "date_fixed2": (
        "36 units came on Thursday 11 June at 14:00.",
        "6月11日（木）14時に36台をお届けいたしました。",
    ),
    "date_solved": ("They are all here. Solved.", "全部そろった。解決だ。"),
    "date_more_issue": ("Your price sheet still says 12 days.", "価格表には、まだ納期12日と書いてあるぞ。"),
    "date_sheet": ("A price sheet with the true number of days", "本当の日数が書かれた価格表"),
    "date_sheet_done": (
        "The sheet says 20 working days since this morning.",
        "本日より、価格表の納期は20営業日と記載しております。",
    ),
    "date_nothing": ("That was it. Nothing more.", "それだけだ。もう何もない。"),
    "date_lasting": ("Two weeks, and the dates hold.", "二週間、納期は守られている。"),
    "date_later": ("All quiet.", "問題ない。"),
    # ST-02
    "lot_contain": ("Lot K26-114 stopped and every shaft measured", "ロットK26-114の出荷を止め、全数を測定"),
    "lot_fact": (
        "Twelve of sixty shafts run out by 0.03; 0.02 was promised.",
        "60本中12本の振れが0.03。お約束は0.02。",
    ),
    "lot_source": ("Our own measuring, 8 June 14:20", "6月8日14時20分、弊社での測定"),
    "lot_later": ("Three months, zero findings.", "三か月、指摘ゼロです。"),
    # ST-05
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
    # ST-06
    "rings": (
        "The gasket kit left without the two large rings, one day after the pump went to the ship.",
        "ガスケット一式を、大リング2個が入らないまま出荷した。ポンプは前日に船へ積まれている。",
    ),
    "rings_hers": (
        "The ship leaves Friday. You are the second one this year.",
        "船は金曜に出る。今年、君のところで二度目だ。",
    ),
    "rings_first": ("The two large rings on board before Friday", "金曜までに、大リング2個を船の中へ"),
    "rings_cushion": (
        "With a ship that does not wait, hearing this from us must have been a blow.",
        "出港を控えたこの時に、このようなご連絡を差し上げましたこと、お気持ちいかばかりかとお察しいたします。",
    ),
    "rings_action": (
        "The two rings by courier, in Kobe at 17:00 today",
        "大リング2個を特急便で、本日17時に神戸へ",
    ),
    "rings_contain": (
        "Every kit packed this week counted again by a second pair of eyes",
        "今週梱包した全キットを、二人目の目で数え直す",
    ),
    "rings_money": ("It is only a small amount, 84,000 yen.", "金額は小さく、わずか8万4千円。"),
    "rings_fact": (
        "The kit was packed from a list on which the two rings were missing.",
        "キットの梱包リストに、大リング2個が載っていなかった。",
    ),
    "rings_source": ("Packing list of 3 August", "8月3日付の梱包リスト"),
    "rings_sorry": (
        "Our list was wrong and your pump left without its rings. On behalf of the company I apologise without reservation.",
        "弊社のリストの誤りにより、大リングのないままポンプをお出しいたしました。会社を代表し、衷心よりお詫び申し上げます。",
    ),
    "rings_accepted": (
        "You came from Tokyo for two rings. How was the trip?",
        "リング二つのために東京から来たのか。道中、どうだった。",
    ),
    "rings_told": (
        "Mr. Senba told in person: the rings are on board tonight, and tomorrow at ten I hear from him whether they fit.",
        "仙波様に直接お伝えした。リングは今夜のうちに船へ、合ったかどうかは明日10時に伺う。",
    ),
    "rings_lower": (
        "The rings fit and the ship sails; what is left is a catalogue.",
        "リングは合い、船は予定どおり出る。残るのはカタログだけである。",
    ),
    "rings_print": (
        "Told Mr. Senba: the catalogue leaves the printer on Tuesday; I bring it on Wednesday by eleven.",
        "仙波様へお電話。カタログは火曜に刷り上がり、水曜11時までに自分でお持ちするとお伝えした。",
    ),
    "rings_fixed": (
        "The two rings were on board on Thursday at 18:00.",
        "大リング2個を、木曜18時に船内へお納めいたしました。",
    ),
    "rings_solved": ("They fit. She sails. Solved.", "合ったよ。船は出る。解決だ。"),
    "rings_more": (
        "Your Kobe catalogue is two years old, and nobody told me the prices changed.",
        "神戸のカタログは二年前のままだ。値段が変わったことも、誰も教えてくれなかった。",
    ),
    "rings_catalogue": ("A catalogue with the prices of today", "今の値段が載ったカタログ"),
    "rings_catalogue_done": (
        "The new catalogue is with you since ten this morning.",
        "本日10時に、新しいカタログをお持ちいたしました。",
    ),
    "rings_nothing": (
        "Nothing more. Sit down and have some tea.",
        "もう何もない。まあ、お茶でも飲んでいきなさい。",
    ),
    "rings_lasting": (
        "No trouble since. I told my neighbour about you.",
        "その後は何もない。隣の会社にも、君のところを勧めておいた。",
    ),
    # ST-08
    "dent": (
        "A forklift touched the crate for Monday; the wall is dented. Not opened yet, nothing has left.",
        "月曜出荷分の木箱にフォークリフトが触れ、側面がへこんだ。まだ開けておらず、出荷もしていない。",
    ),
    "dent_opened": (
        "Crate opened: one roller bent of eighteen.",
        "木箱を開けて確認。18本のうち1本に曲がりがある。",
    ),
    "dent_source": ("Opened and counted at 17:05", "17時05分に開梱して数えた"),
    "dent_hers": (
        "Seventeen now, please, and the last one on Tuesday. I can start with those.",
        "先に17本ください。残りの1本は火曜でかまいません。それで始められます。",
    ),
    "dent_cushion": (
        "A roller missing on the day you wanted to start is one worry more than you needed.",
        "据付けを始められる当日に1本欠けること、余計なご心配をおかけいたします。",
    ),
    "dent_action": (
        "Seventeen rollers today, the last one on Tuesday by hand",
        "本日17本を出荷し、残り1本は火曜に直接お届けする",
    ),
    "dent_fixed": (
        "The last roller was handed over on Tuesday 1 September at 09:40.",
        "9月1日（火）9時40分に、最後の1本をお渡しいたしました。",
    ),
    "dent_solved": ("All eighteen are in. Solved.", "18本、すべて組み込みました。解決です。"),
    "dent_nothing": ("Nothing.", "ほかにはありません。"),
    "dent_lasting": (
        "I wish all suppliers called before I do.",
        "言われる前に電話をくれる会社は少ないです。",
    ),
    # ST-12
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
    # near misses
    "near_1": (
        "Two labels of neighbouring sizes lay in one tray; noticed before printing the second sheet.",
        "隣り合うサイズのラベルが同じトレーに入っていた。二枚目を印刷する前に気づいた。",
    ),
    "near_1_step": ("label printing", "ラベル印刷"),
    "near_2": (
        "A date was nearly told on the telephone from an old list.",
        "電話で、古い一覧の納期をお答えしそうになった。",
    ),
    "near_2_step": ("giving a date", "納期回答"),
}
