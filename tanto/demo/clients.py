"""The 40 firms that the demo's firm serves, and who speaks for them. All are invented."""

from .telling import Pair

ROLES: dict[str, Pair] = {
    "owner": ("owner", "代表"),
    "production": ("head of production", "製造部長"),
    "purchasing": ("purchasing", "購買"),
    "inspection": ("incoming inspection", "受入検査"),
    "maintenance": ("maintenance", "設備保全"),
    "night": ("night engineer", "夜間保全"),
    "supply": ("line supply", "ライン供給"),
    "site": ("site manager", "現場責任者"),
    "design": ("design", "設計"),
    "assembly": ("assembly", "組立"),
    "stores": ("stores", "資材"),
    "quality": ("quality assurance", "品質保証"),
    "accounts": ("accounts", "経理"),
    "plant_deputy": ("deputy plant manager", "副工場長"),
    "plant": ("plant director", "工場長"),
    "founder": ("founder", "創業者"),
    "service": ("field service", "保守サービス"),
}

CONTACT = tuple[str, str, str, str, str]  # surname, in Japanese, title, role, last digits of the telephone

# code: English name, Japanese name, city, tanto, deputy, who speaks for it
CLIENTS: dict[str, tuple[str, str, Pair, str, str, list[CONTACT]]] = {
    "F01": (
        "Nagisa Robotics", "渚ロボティクス", ("Kawasaki", "川崎"), "ishii", "sasaki",
        [("Hara", "原", "Mr.", "production", "2780"),
         ("Yokota", "横田", "Ms.", "purchasing", "3101")],
    ),
    "F02": (
        "Hokutogawa Works", "北斗川製作所", ("Kobe", "神戸"), "nishida", "fujii",
        [("Senba", "仙波", "Mr.", "owner", "2781"),
         ("Tatsumi", "辰巳", "Ms.", "accounts", "3102")],
    ),
    "F03": (
        "Shirakabazawa Precision", "白樺沢精密", ("Suwa", "諏訪"), "mori", "sasaki",
        [("Kiuchi", "木内", "Ms.", "inspection", "2733"),
         ("Iijima", "飯島", "Mr.", "assembly", "3103")],
    ),
    "F04": (
        "Shinonomebashi Food Machinery", "東雲橋食品機械", ("Saitama", "埼玉"), "takahashi", "sasaki",
        [("Okabe", "岡部", "Mr.", "production", "3104"),
         ("Arai", "新井", "Ms.", "purchasing", "3105")],
    ),
    "F05": (
        "Kohokudai Eletec", "港北台エレテック", ("Yokohama", "横浜"), "mori", "sasaki",
        [("Kumagai", "熊谷", "Mr.", "design", "3106"),
         ("Hirose", "広瀬", "Ms.", "purchasing", "3107")],
    ),
    "F06": (
        "Narusedani Hydraulics", "鳴瀬谷油圧", ("Sendai", "仙台"), "takahashi", "sasaki",
        [("Konno", "今野", "Mr.", "assembly", "3108"),
         ("Chiba", "千葉", "Ms.", "stores", "3109")],
    ),
    "F07": (
        "Mikazuki Conveyor", "三日月搬送機", ("Nagoya", "名古屋"), "okamoto", "fujii",
        [("Tsuge", "柘植", "Ms.", "site", "2782"),
         ("Kanie", "蟹江", "Mr.", "purchasing", "3110")],
    ),
    "F08": (
        "Johokudai City Waterworks", "城北台市水道局", ("Johokudai", "城北台"), "suzuki", "mori",
        [("Egawa", "江川", "Mr.", "maintenance", "3111"),
         ("Taguchi", "田口", "Ms.", "accounts", "3112")],
    ),
    "F09": (
        "Sakurazaka Medical Devices", "桜坂医療機器", ("Tokyo", "東京"), "takahashi", "sasaki",
        [("Ono", "小野", "Ms.", "purchasing", "2783"),
         ("Shiraishi", "白石", "Mr.", "quality", "3113")],
    ),
    "F10": (
        "Okusu Printing Machines", "大楠印刷機", ("Osaka", "大阪"), "nishida", "fujii",
        [("Tsujimoto", "辻本", "Mr.", "assembly", "3114"),
         ("Kishida", "岸田", "Ms.", "purchasing", "3115")],
    ),
    "F11": (
        "Wakababara Auto Parts", "若葉原自動車部品", ("Hamamatsu", "浜松"), "mori", "sasaki",
        [("Ezaki", "江崎", "Mr.", "supply", "3116"),
         ("Otaki", "大滝", "Ms.", "quality", "3117")],
    ),
    "F12": (
        "Tenryuzawa Machinery", "天竜沢機械", ("Toyohashi", "豊橋"), "okamoto", "fujii",
        [("Ban", "伴", "Mr.", "purchasing", "3118"),
         ("Suzue", "鈴江", "Ms.", "design", "3119")],
    ),
    "F13": (
        "Hinokuni Bottling", "火乃国ボトリング", ("Kumamoto", "熊本"), "nishida", "fujii",
        [("Matsunaga", "松永", "Mr.", "maintenance", "3120"),
         ("Uemura", "植村", "Ms.", "purchasing", "3121")],
    ),
    "F14": (
        "Yukinoura Ski Lifts", "雪ノ浦索道", ("Nagano", "長野"), "mori", "sasaki",
        [("Kobayakawa", "小早川", "Mr.", "maintenance", "3122"),
         ("Maruyama", "丸山", "Ms.", "stores", "3123")],
    ),
    "F15": (
        "Asagiri Textile Machines", "朝霧繊維機械", ("Fukui", "福井"), "okamoto", "fujii",
        [("Sakai", "酒井", "Mr.", "assembly", "3124"),
         ("Tsubokawa", "坪川", "Ms.", "purchasing", "3125")],
    ),
    "F16": (
        "Komorebi Packaging", "木漏れ日包装", ("Chiba", "千葉"), "takahashi", "sasaki",
        [("Ishige", "石毛", "Ms.", "production", "3126"),
         ("Unoki", "鵜木", "Mr.", "maintenance", "3127")],
    ),
    "F17": (
        "Tsukimihara Dairy Equipment", "月見原乳業設備", ("Obihiro", "帯広"), "ishii", "sasaki",
        [("Tobishima", "飛島", "Mr.", "service", "3128"),
         ("Kasuga", "春日", "Ms.", "purchasing", "3129")],
    ),
    "F18": (
        "Hirasawa Test Systems", "平沢試験機", ("Tokyo", "東京"), "ishii", "sasaki",
        [("Hirasawa", "平沢", "Mr.", "founder", "3130"),
         ("Momose", "百瀬", "Ms.", "design", "3131")],
    ),
    "F19": (
        "Ryokuchi Farm Machines", "緑地農機", ("Niigata", "新潟"), "ishii", "sasaki",
        [("Honma", "本間", "Mr.", "assembly", "3132"),
         ("Igarashi", "五十嵐", "Ms.", "stores", "3133")],
    ),
    "F20": (
        "Seiran Port Cranes", "青嵐港湾クレーン", ("Yokkaichi", "四日市"), "okamoto", "fujii",
        [("Mizutani", "水谷", "Mr.", "maintenance", "3134"),
         ("Ito", "伊藤", "Ms.", "purchasing", "3135")],
    ),
    "F21": (
        "Kagayaki Optics", "輝光学工業", ("Tokyo", "東京"), "mori", "sasaki",
        [("Tachikawa", "立川", "Ms.", "inspection", "3136"),
         ("Oguri", "小栗", "Mr.", "design", "3137")],
    ),
    "F22": (
        "Kinoshita Gear", "木下歯車", ("Kawaguchi", "川口"), "takahashi", "sasaki",
        [("Kinoshita", "木下", "Ms.", "owner", "2734"),
         ("Yajima", "矢島", "Mr.", "production", "3138")],
    ),
    "F23": (
        "Momiji Elevators Service", "紅葉昇降機サービス", ("Kyoto", "京都"), "nishida", "fujii",
        [("Kitagawa", "北川", "Mr.", "service", "3139"),
         ("Otani", "大谷", "Ms.", "stores", "3140")],
    ),
    "F24": (
        "Shiosai Marine Pumps", "潮騒舶用ポンプ", ("Onomichi", "尾道"), "nishida", "fujii",
        [("Murakami", "村上", "Mr.", "assembly", "3141"),
         ("Etoh", "江藤", "Ms.", "purchasing", "3142")],
    ),
    "F25": (
        "Tokiwa Woodworking", "常磐木工機", ("Mito", "水戸"), "ishii", "sasaki",
        [("Nemoto", "根本", "Mr.", "owner", "3143"),
         ("Tobita", "飛田", "Ms.", "accounts", "3144")],
    ),
    "F26": (
        "Hayate Rail Parts", "疾風鉄道部品", ("Tokyo", "東京"), "suzuki", "mori",
        [("Minegishi", "峰岸", "Ms.", "quality", "3145"),
         ("Kudo", "工藤", "Mr.", "purchasing", "3146")],
    ),
    "F27": (
        "Mugiwara Noodle Plants", "麦藁製麺設備", ("Gunma", "群馬"), "takahashi", "sasaki",
        [("Aizawa", "相沢", "Ms.", "purchasing", "2735"),
         ("Numata", "沼田", "Mr.", "night", "2736")],
    ),
    "F28": (
        "Kirishima Ceramics Press", "霧嶋陶機", ("Tajimi", "多治見"), "okamoto", "fujii",
        [("Kaneko", "金子", "Mr.", "production", "3147"),
         ("Hotta", "堀田", "Ms.", "purchasing", "3148")],
    ),
    "F29": (
        "Amanogawa Semitech", "天の川セミテック", ("Oita", "大分"), "nishida", "fujii",
        [("Anami", "阿南", "Ms.", "quality", "3149"),
         ("Goto", "後藤", "Mr.", "purchasing", "3150")],
    ),
    "F30": (
        "Sazanami Wire", "漣伸線", ("Sakai", "堺"), "okamoto", "fujii",
        [("Nambu", "南部", "Mr.", "production", "3151"),
         ("Doi", "土井", "Ms.", "stores", "3152")],
    ),
    "F31": (
        "Iwatobi Construction Machines", "岩飛建機", ("Okayama", "岡山"), "okamoto", "fujii",
        [("K", "K", "Mr.", "plant_deputy", "3153"),
         ("Tachibana", "橘", "Ms.", "plant", "3154")],
    ),
    "F32": (
        "Hotarubi Lighting", "蛍火照明", ("Tokyo", "東京"), "ishii", "sasaki",
        [("Sugiura", "杉浦", "Ms.", "design", "3155"),
         ("Kuwabara", "桑原", "Mr.", "purchasing", "3156")],
    ),
    "F33": (
        "Kazamidori Ventilation", "風見鶏換気", ("Kobe", "神戸"), "nishida", "fujii",
        [("Kamata", "鎌田", "Mr.", "assembly", "3157"),
         ("Ooka", "大岡", "Ms.", "purchasing", "3158")],
    ),
    "F34": (
        "Minato Cold Storage", "湊冷蔵設備", ("Tokyo", "東京"), "mori", "sasaki",
        [("Hamada", "浜田", "Mr.", "maintenance", "2737"),
         ("Ninomiya", "二宮", "Ms.", "purchasing", "3159")],
    ),
    "F35": (
        "Takane Mining Tools", "高嶺鉱工具", ("Akita", "秋田"), "takahashi", "sasaki",
        [("Sugawara", "菅原", "Mr.", "production", "3160"),
         ("Satake", "佐竹", "Ms.", "stores", "3161")],
    ),
    "F36": (
        "Usagi Label Machines", "兎ラベル機", ("Gifu", "岐阜"), "okamoto", "fujii",
        [("Kuze", "久世", "Ms.", "assembly", "3162"),
         ("Ogaki", "大垣", "Mr.", "purchasing", "3163")],
    ),
    "F37": (
        "Kawasemi Filters", "翡翠フィルター", ("Tokyo", "東京"), "mori", "sasaki",
        [("Shinoda", "篠田", "Ms.", "production", "3164"),
         ("Uchida", "内田", "Mr.", "purchasing", "3165")],
    ),
    "F38": (
        "Sunahama Beverage Lines", "砂浜飲料設備", ("Fukuoka", "福岡"), "nishida", "fujii",
        [("Koga", "古賀", "Mr.", "maintenance", "3166"),
         ("Yasukochi", "安河内", "Ms.", "purchasing", "3167")],
    ),
    "F39": (
        "Yoake Battery Equipment", "夜明け電池設備", ("Tsukuba", "つくば"), "ishii", "sasaki",
        [("Neishi", "根石", "Mr.", "design", "3168"),
         ("Miyake", "三宅", "Ms.", "purchasing", "3169")],
    ),
    "F40": (
        "Komagome Bakery Ovens", "駒込製パン機", ("Tokyo", "東京"), "takahashi", "nakamura",
        [("Nagase", "長瀬", "Mr.", "owner", "3170"),
         ("Tokunaga", "徳永", "Ms.", "accounts", "3171")],
    ),
}  # fmt: skip
