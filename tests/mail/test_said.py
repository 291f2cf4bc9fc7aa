"""The new words of a mail, without what was quoted and without the signature."""

import time

import pytest

from tanto.mail.reading import read
from tanto.mail.said import new_words, reply_of

ANSWER = "54ではなく60箱でお願いします。\n\n木内"
OLD = "木内様\n\nご連絡ありがとうございます。\n森"


def quoted(text: str, mark: str = "> ") -> str:
    return "\n".join(mark + line for line in text.split("\n"))


@pytest.mark.parametrize(
    "announced",
    [
        "2026年11月12日(木) 16:20 森 浩 <mori@tamabashi.example>:",
        "2026年11月12日(木) 16:20、森 <mori@tamabashi.example> のメール:",
        "2026/11/12 16:20、森 浩 <mori@tamabashi.example>のメール：",
        "On 2026/11/12 16:20, 森 浩 wrote:",
        "2026年11月12日 16:20、森さんは書きました:",
        "On Thu, Nov 12, 2026 at 4:20 PM 森 浩 <mori@tamabashi.example>\nwrote:",
        "森 <mori@tamabashi.example> wrote:",
        "On Thu, 12 Nov 2026 16:20:00 +0900\n森 浩 <mori@tamabashi.example> wrote:",
        "(2026/11/12 16:20), 森 wrote:",
        "2026年11月12日木曜日 森 <mori@tamabashi.example>:",
        "Am 12.11.2026 um 16:20 schrieb Mori:",
        "Le jeu. 12 nov. 2026 à 16:20, Mori <m@x.example>\na écrit :",
        "El 12 nov 2026, a las 16:20, Mori <m@x.example> escribió:",
        "Em 12 de novembro de 2026 16:20, Mori escreveu:",
        "Il giorno 12 nov 2026, alle ore 16:20, Mori <m@x.example> ha scritto:",
        "Op do 12 nov. 2026 om 16:20 schreef Mori <m@x.example>:",
        "Den 12. nov. 2026 kl. 16:20 skrev Mori <m@x.example>:",
        "12.11.2026, 16:20, Mori <m@x.example>:",
        "12 ноября 2026 г., 16:20, Mori <m@x.example> написал:",
        "在 2026年11月12日，16:20，Mori <m@x.example> 写道：",
    ],
)
@pytest.mark.parametrize("mark", ["> ", "＞", ""])
def test_what_is_announced_and_stands_below_is_cut(announced, mark):
    assert new_words(f"{ANSWER}\n\n{announced}\n\n{quoted(OLD, mark)}") == ANSWER


@pytest.mark.parametrize(
    "block",
    [
        "差出人: 森 <mori@tamabashi.example>\n送信日時: 2026年11月12日 16:20\n宛先: 木内\n件名: 数量の件",
        "差出人：森\n送信日時：2026年11月12日 16:20\n宛先：木内\nCC：\n件名：数量の件",
        "________________________________\n差出人: 森\n送信日時: 2026年11月12日 16:20\n宛先: 木内\n件名: 数量の件",
        "-----Original Message-----\nFrom: Mori\nSent: Thursday\nTo: Kiuchi\nSubject: x",
        "-----元のメッセージ-----",
        "----- 元のメール -----",
        "元のメッセージ:",
        "From: Mori <m@x.example>\nDate: Thursday, November 12, 2026\nTo: Kiuchi\nSubject: x",
        "*From:* Mori\n*Sent:* 2026-11-12\n*To:* k@x.example\n*Subject:* x",
        "Von: Mori\nGesendet: Donnerstag\nAn: Kiuchi\nBetreff: x",
        "De : Mori\nEnvoyé : jeudi\nÀ : Kiuchi\nObjet : x",
        "-------- Ursprüngliche Nachricht --------",
        "---------- Forwarded message ---------\nFrom: Mori <m@x.example>",
        "발신: x\n-----원본 메시지-----",
    ],
)
def test_an_older_mail_that_begins_whole_is_cut(block):
    assert new_words(f"{ANSWER}\n\n{block}\n\n{OLD}").removesuffix("\n\n발신: x") == ANSWER


@pytest.mark.parametrize(
    "signature",
    [
        "-- \n木内 渚\n白樺沢商店",
        "--\nNagisa",
        "━━━━━━━━━━━━━━\n株式会社白樺沢 営業部\n木内 渚\nTEL: 03-1234-5678\n━━━━━━━━━━━━━━",
        "＊＊＊＊＊＊＊＊＊＊\n㈱白樺沢\n〒100-0001 東京都千代田区1丁目\nkiuchi@shirakabazawa.example\n＊＊＊＊＊＊＊＊＊＊",
        "======================\nShirakabazawa Inc.\nTel +81-3-1234-5678\nhttps://shirakabazawa.example\n======================",
        "***********************\n木内\nmail: k@x.example\nTel: 03-1234-5678\n***********************",
        "-+-+-+-+-+-+-+-+-+-\n有限会社白樺沢\nTEL 03-1234-5678",
        "ーーーーーーーーーー\n株式会社白樺沢\nTEL 03-1234-5678\nURL https://shirakabazawa.example",
        "◇◆◇◆◇◆◇◆◇◆\n白樺沢商店 株式会社\n電話 03-1234-5678\n◇◆◇◆◇◆◇◆◇◆",
        "～～～～～～～～\n㈱白樺沢\nE-mail: k@x.example\n～～～～～～～～",
        "Sent from my iPhone",
        "iPhoneから送信",
        "Yahoo!メールから送信",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Get Outlook for iOS",
        "________________\nlist@x.example",
    ],
)
def test_a_signature_is_cut(signature):
    signature = signature.replace("Yahoo!", "ヤフー")
    assert new_words(f"{ANSWER}\n\n{signature}\n") == ANSWER
    assert new_words(f"{ANSWER}\n\n{signature}\n\nOn 2026/11/12 16:20, 森 wrote:\n{quoted(OLD)}") == ANSWER


def test_answers_between_the_lines_keep_the_lines_they_answer():
    text = "2026年11月12日(木) 16:20 森 <m@x.example>:\n\n＞ 数量は54でしょうか。\n60です。\n\n＞ 納期は。\n明日です。"
    assert new_words(text) == "＞ 数量は54でしょうか。\n60です。\n\n＞ 納期は。\n明日です。"


def test_an_answer_below_is_found():
    assert new_words(f"On 2026/11/12 16:20, Mori wrote:\n{quoted(OLD)}\n\n{ANSWER}") == ANSWER


def test_an_answer_below_what_nobody_announced_keeps_it():
    assert new_words(f"> 54?\n\n{ANSWER}") == f"> 54?\n\n{ANSWER}"


@pytest.mark.parametrize(
    "text",
    [
        "---------- Forwarded message ---------\nFrom: Kiuchi <k@x.example>\nSubject: The box\n\nThe box is wet.",
        "差出人: 木内\n送信日時: 2026年11月12日\n宛先: 森\n件名: 箱\n\n箱が濡れています。",
        "> only\n> quoted",
        "-- \nonly a signature",
    ],
)
def test_a_mail_that_only_forwards_keeps_everything(text):
    assert reply_of(text) == ""
    assert new_words(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "On 5 November 2026 I wrote:\n\nPlease call me.\n\nNobody did.",
        "On 12 November you promised a call.\n\nIt is 18:00 now.",
        "From: Tokyo\nTo: Osaka\nDate: 12 November\n\nThe parcel never came.",
        "差出地: 東京\n宛先: 大阪\n日付: 11月12日\n荷物が届きません。",
        "Order:\n==========\nNo. 123\n2 boxes\n==========\nWhere is it?",
        "ご注文内容\n━━━━━━\n商品: 箱 60\n━━━━━━\nまだ届きません。",
        "Sent from my desk, which is wet.",
        "I saw -- and I mean it -- mould.",
        "1. wet\n--- and ---\n2. late",
        "Hello\n\nRegards,\nNagisa Kiuchi",
        "11月12日 16:20\n電話しましたが、誰も出ませんでした:",
        "| a | b |\n| 1 | 2 |",
        "```\n> code\n-- \n```\nand words",
    ],
)
def test_what_a_complaint_tells_stays(text):
    assert new_words(text) == text


def test_a_signed_mail_shows_its_words():
    text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe box is wet.\n-----BEGIN PGP SIGNATURE-----\n\niQE\n-----END PGP SIGNATURE-----"
    assert new_words(text) == "The box is wet."


@pytest.mark.parametrize(
    "line",
    [
        ">", "> ", "On ", "On 1 ", "On 2026/11/12 16:20, a@b.example ", "From: ", "From: a@b.example\n", "-", "-- \n", "=\n", "- ", "`", "```\n", "|",
        "Sent from my a ", "2026/11/12 ", "* ", "*From:* ", "\n", " ", " \n", "On 1\n", "木内さん", "< ", "(", "━", "-----Original Message----- ", "a@", "03-1234-",
        "On 2026/11/12 16:20\n\n", "From:\n\n", "--\n> \n", "> a\nb\n", "On 1 Jan 2026 at 1:00, <a@b.example> wrote:\n\nx\n", "____\nx\n",
    ],
)  # fmt: skip
def test_a_text_made_to_take_minutes_takes_none(line):
    start = time.process_time()
    new_words(line * (1_000_000 // len(line)))
    assert time.process_time() - start < 8


def test_a_page_of_a_mail_program_is_trimmed_as_its_text_would_be():
    page = (
        "<div>54ではなく60箱でお願いします。</div><div class=gmail_quote><div>2026年11月12日(木) 16:20 森 &lt;<a href='mailto:m@x.example'>m@x.example</a>&gt;:<br></div>"
        "<blockquote>木内様<br>ありがとうございます。</blockquote></div>"
    )
    outlook = "<p>60箱です。</p><div><p><b>差出人:</b> 森<br><b>送信日時:</b> 2026年11月12日<br><b>宛先:</b> 木内<br><b>件名:</b> 箱</p></div><p>木内様</p>"
    head = "Content-Type: text/html; charset=utf-8\n\n"
    assert read((head + page).encode()).said == "54ではなく60箱でお願いします。"
    assert read((head + outlook).encode()).said == "60箱です。"
