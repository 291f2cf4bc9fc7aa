"""Surnames many people in Japan have, for texts that are checked where nobody knows the people of the house."""

SURNAMES = (
    "Sato 佐藤 Suzuki 鈴木 Takahashi 高橋 Tanaka 田中 Ito 伊藤 Watanabe 渡辺 渡邊 Yamamoto 山本 Nakamura 中村 Kobayashi 小林 Kato 加藤 Yoshida 吉田"
    " Yamada 山田 Sasaki 佐々木 Yamaguchi 山口 Matsumoto 松本 Inoue 井上 Kimura 木村 Hayashi Saito 斎藤 斉藤 齋藤 Shimizu 清水 Yamazaki 山崎 Mori"
    " Abe 阿部 Ikeda 池田 Hashimoto 橋本 Ishikawa 石川 Nakajima 中島 Maeda 前田 Fujita 藤田 Ogawa 小川 Goto 後藤 Okada 岡田 Hasegawa 長谷川"
    " Murakami 村上 Kondo 近藤 Ishii 石井 Sakamoto 坂本 Endo 遠藤 Aoki 青木 Fujii 藤井 Nishimura 西村 Fukuda 福田 Ota 太田 Miura 三浦 Okamoto 岡本"
    " Fujiwara 藤原 Matsuda 松田 Nakagawa 中川 Nakano 中野 Harada 原田 Ono 小野 Tamura 田村 Takeuchi 竹内 Kaneko 金子 Wada 和田 Nakayama 中山"
    " Ishida 石田 Ueda 上田 Morita 森田 Shibata 柴田 Sakai 酒井 Kudo 工藤 Yokoyama 横山 Miyazaki 宮崎 Miyamoto 宮本 Uchida 内田 Takagi 高木"
    " Ando 安藤 Taniguchi 谷口 Ohno 大野 Maruyama 丸山 Imai 今井 Takada 高田 Fujimoto 藤本 Takeda 武田 Murata 村田 Ueno 上野 Sugiyama 杉山 Masuda 増田"
)


def expression() -> str:
    """An expression of RE2 that finds one of them."""
    return "|".join(SURNAMES.split())
