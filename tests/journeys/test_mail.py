"""A complaint in Japanese comes by mail, goes back and forth by mail, and is closed by the customer's word by mail: a real IMAP and a
real SMTP server, ISO-2022-JP with signs that only Windows knows."""

import email
import subprocess
import sys
import time
from base64 import b64encode
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser

from tests.journeys.house import ROOT, House
from tests.journeys.test_recovery import SAID, boss_reads_thanks_and_decides, moment, states_accountability
from tests.journeys.walker import Walker
from tests.mail.dovecot import PASSWORD, USER, Dovecot, free_port, running
from tests.mail.letters import jis

HERS = "kiuchi@shirakabazawa.example"
FIRST = "①納品書は54枚、請求書は60枚。㈱白樺沢精密 髙橋にも届いております。どちらが正しいのでしょうか。"
LETTER = "木内様\n\n多摩橋機工の森でございます。納品書を一行ずつ照合しております。次は{next_time}までにご連絡いたします。\n\n森 彩"
ASKED = "木内様\n\n多摩橋機工の森でございます。訂正した納品書は合っておりましたでしょうか。次は{next_time}までにご連絡いたします。\n\n森 彩"
AFTER = "木内様\n\n多摩橋機工の森でございます。弊社で対応すべきことは、ほかに残っておりませんでしょうか。これまでお話しする機会がなかった小さなお困りごとはございませんか。その後はいかがでしょうか。\n\n森 彩"
SIGNED = "\r\n--\r\n㈱白樺沢精密 購買部\r\n木内 渚\r\nTEL 03-0000-2799"


class Post:
    """What left the house, as the mail server got it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))  # type: ignore[attr-defined]
        return "250 taken"

    def to_her(self, count: int) -> EmailMessage:
        end = time.monotonic() + 40
        while len(found := [letter for letter in self.letters if letter["To"] == HERS]) < count:
            assert time.monotonic() < end, f"letter {count} did not leave"
            time.sleep(0.2)
        return found[-1]


def word(text: str) -> str:
    return f"=?ISO-2022-JP?B?{b64encode(jis(text)).decode()}?="


def hers(text: str, *, subject: str, message_id: str, answers: str = "") -> bytes:
    head = [
        f"From: {word('木内 渚')} <{HERS}>",
        f"To: {USER}",
        f"Subject: {word(subject)}",
        f"Message-ID: <{message_id}@shirakabazawa.example>",
    ]
    head += [f"In-Reply-To: {answers}", f"References: {answers}"] if answers else []
    head += [
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="ISO-2022-JP"',
        "Content-Transfer-Encoding: 7bit",
        "",
        "",
    ]
    return "\r\n".join(head).encode() + jis(text + SIGNED)


def answered(server: Dovecot, letter: EmailMessage, text: str, message_id: str) -> None:
    """She presses "reply": her words above, ours quoted below, a signature at the end."""
    quoted = "".join(f"> {line}\r\n" for line in letter.get_body(("plain",)).get_content().splitlines())  # type: ignore[union-attr]
    whole = f"{text}\r\n{SIGNED}\r\n\r\n2026年11月26日(木) 16:20 森 彩 <mori@tamabashi.example>:\r\n{quoted}"
    server.deliver(
        hers(whole, subject=f"Re: {letter['Subject']}", message_id=message_id, answers=letter["Message-ID"])
    )


def until_seen(owner: Walker, address: str, text: str) -> None:
    end = time.monotonic() + 60
    while text not in owner.goes_to(address).page.locator("main").inner_text():
        assert time.monotonic() < end, f"{text!r} did not arrive"
        time.sleep(0.5)


def speak_japanese(house: House) -> None:
    script = "import django; django.setup(); from tanto.clients.models import Contact; Contact.objects.update(language='ja')"
    known = house.environment() | {"DJANGO_SETTINGS_MODULE": "tanto.settings", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], env=known, check=True, timeout=120)


def mailbox_is_entered(house: House, browser: Browser, server: Dovecot) -> None:
    keeper = Walker(browser, house.url, "ja").signs_in("yamaguchi@tamabashi.example").goes_to("/mail/")
    keeper.finds_the_page_usable_by_all()
    keeper.goes_to("/mail/new/").presses(
        "/mail/new/", name="苦情受付", address=USER, section="東日本営業部", duty="森 彩", way="imap", host="127.0.0.1", port=str(server.imap),
        security="plain", password=PASSWORD, afterwards="delete",
    )  # fmt: skip
    keeper.finds_the_page_usable_by_all()
    keeper.presses("/try/")
    keeper.sees("接続できました")
    keeper.leaves()


def number_of_her_case(owner: Walker) -> str:
    end = time.monotonic() + 60
    while not (found := owner.goes_to("/cases/").page.locator('main a[href^="/cases/SR-"]')).count():
        assert time.monotonic() < end, "her mail did not become a case"
        time.sleep(0.5)
    return (found.first.get_attribute("href") or "").strip("/").split("/")[-1]


@pytest.mark.journey
def test_from_her_first_mail_to_her_closing_word_by_mail_alone(house: House, browser: Browser):
    post = Post()
    smtp = Controller(post, hostname="127.0.0.1", port=free_port())
    smtp.start()
    try:
        with running() as server:
            house.more = {
                "TANTO_MAIL": f"smtp://127.0.0.1:{smtp.port}",
                "TANTO_MAIL_FROM": USER,
                "TANTO_REPLY_TO": USER,
            }
            walk(house, browser, server, post)
    finally:
        smtp.stop()


def walk(house: House, browser: Browser, server: Dovecot, post: Post) -> None:
    house.moves_in()
    speak_japanese(house)
    house.open()
    mailbox_is_entered(house, browser, server)
    server.deliver(hers(FIRST, subject="①納品書の件", message_id="first"))
    owner = Walker(browser, house.url, "ja").signs_in("mori@tamabashi.example")
    number = number_of_her_case(owner)
    case = f"/cases/{number}/"
    owner.goes_to(case).sees("①納品書は54枚、請求書は60枚。㈱白樺沢精密 髙橋にも")
    owner.finds_the_page_usable_by_all()
    boss_reads_thanks_and_decides(house, browser, "ja")
    owner.goes_to(case).presses("/listening/", intensity="3")
    owner.presses("/issue/", wording=SAID["ja"]["issue"], read_back="on")
    owner.presses("/cushion/", sentence=SAID["ja"]["cushion"])
    states_accountability(owner, house, "ja")
    owner.presses(
        "/letters/", button="[value=mail]", subject="納品書の件", body=LETTER, next_at=moment(house, 2)
    )

    letter = post.to_her(1)
    assert letter["In-Reply-To"] == "<first@shirakabazawa.example>"
    answered(server, letter, "まだでしょうか。㈱本社からも催促されています。", "second")
    until_seen(owner, case, "もう一度催促される前に")
    owner.finds_the_page_usable_by_all()
    owner.page.locator(f'a[href^="{case}mails/"]').last.click()
    owner.page.wait_for_selector(".mail-text")
    owner.sees("納品書を一行ずつ照合しております")
    owner.finds_the_page_usable_by_all()

    owner.goes_to(case).presses("/fix/", how=SAID["ja"]["fixed"])
    owner.presses(
        "/letters/", button="[value=mail]", subject="納品書の件", body=ASKED, next_at=moment(house, 3)
    )
    takes_her_answer(
        owner, case, server, post.to_her(2), "はい、これで合っています。解決しました。", "solved", "third"
    )
    owner.stands_at(6)
    owner.presses("/letters/", button="[value=mail]", subject="納品書の件", body=AFTER)
    takes_her_answer(owner, case, server, post.to_her(3), "ほかにはございません。", "nothing_more", "fourth")
    owner.stands_at(7)
    owner.leaves()

    house.days_pass(14)
    owner = Walker(browser, house.url, "ja").signs_in("mori@tamabashi.example").goes_to(case)
    owner.presses("/letters/", button="[value=mail]", subject="納品書の件", body=AFTER)
    takes_her_answer(
        owner,
        case,
        server,
        post.to_her(4),
        "その後も問題なく、監査も無事に終わりました。",
        "satisfied",
        "fifth",
    )
    owner.goes_to(case).finds_the_page_usable_by_all()
    assert owner.page.locator(".seals .stamp").count() == 3
    assert house.tanto("journal", "verify").startswith("holds")


def takes_her_answer(
    owner: Walker, case: str, server: Dovecot, letter: EmailMessage, text: str, answer: str, message_id: str
) -> None:
    """Her mail is no press: a person reads what it says, and takes it as her word."""
    answered(server, letter, text, message_id)
    until_seen(owner, case, text)
    owner.finds_the_page_usable_by_all()
    form = owner.form("/answer/")
    assert form.locator("[name=words]").input_value() == text
    owner.presses("/answer/", answer=answer)
    assert owner.status == 200
