"""One complaint, at phone width, from the first angry word to the customer's own "it works": in both languages,
typed by hand or taken out of a real file."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.house import House
from tests.journeys.walker import PASSWORD, Walker

DATA = Path(__file__).parents[3] / "shared" / "data"
HERS = "aizawa@mugiwara.example"
SAID = {
    "en": {
        "words": "Your invoice says 60, your delivery note says 54. Which paper is true?",
        "issue": "A correct delivery note by Monday 09:00",
        "two": "I see how hard this is. We are sorry.",
        "cushion": "I can see how hard two contradicting papers make your Monday.",
        "weak": "We will try to be responsible.",
        "statement": "I am Mori and I am fully accountable for the next steps until you tell me it is solved.",
        "action": "A corrected delivery note",
        "letter": "Dear Ms. Aizawa,\n\nthe note is being compared line by line. Next by {next_time}.\n{link}\n\nMori Aya",
        "after": "Dear Ms. Aizawa,\n\nhow has it been since?\n{link}\n\nMori Aya",
        "fixed": "The corrected note is with you since noon.",
        "contain": "Every note of that day compared",
        "not": "The sum at the bottom is still wrong.",
        "solved": "Now it is right.",
        "lasting": "The audit went well.",
        "reason": "They asked for one voice only until Monday.",
    },
    "ja": {
        "words": "請求書は60枚、納品書は54枚。どちらが正しいのでしょうか。",
        "issue": "月曜9時までに、監査に出せる正しい納品書",
        "two": "ご負担をお察しいたします。申し訳ございません。",
        "cushion": "数字の合わない書類を前に、ご説明を担われるお立場、どれほどのご負担かとお察しいたします。",
        "weak": "弊社が可能な限り責任を持ちます。",
        "statement": "森でございます。「解決した」とお言葉をいただくまで、今後の対応はすべて私が責任を持ちます。",
        "action": "訂正した納品書",
        "letter": "相沢様\n\n多摩橋機工の森でございます。納品書を一行ずつ照合しております。次は{next_time}までにご連絡いたします。\n{link}\n\n森 彩",
        "after": "相沢様\n\n多摩橋機工の森でございます。その後はいかがでしょうか。\n{link}\n\n森 彩",
        "fixed": "訂正した納品書を正午にお届けいたしました。",
        "contain": "同じ日の納品書をすべて照合",
        "not": "一番下の合計がまだ違います。",
        "solved": "これで合っています。",
        "lasting": "監査は無事に終わりました。",
        "reason": "月曜まで窓口を一人にしてほしいとのご希望のため。",
    },
}
PEOPLE = [("Suzuki", "鈴木"), ("Mori", "森"), ("Sasaki", "佐々木"), ("Tanaka", "田中")]


def mail_of(name: str) -> str:
    return f"{name.lower()}@tamabashi.example"


def moment(house: House, hours: float) -> str:
    wall = dt.datetime.now(dt.timezone(dt.timedelta(hours=9)))
    return (wall + dt.timedelta(seconds=house.ahead, hours=hours)).strftime("%Y-%m-%dT%H:%M")


def move_in(house: House, browser: Browser, language: str) -> None:
    """People, sections, a client and its contact: all in forms."""
    house.tanto(
        "begin", "--firm", "Tamabashi", "--family", "Kuroda", "--given", "Makoto", "--email", mail_of("Kuroda"),
        "--password", PASSWORD, "--language", language,
    )  # fmt: skip
    house.open()
    keeper = Walker(browser, house.url, language).signs_in(mail_of("Kuroda"))
    keeper.finds_the_page_usable_by_all()
    for english, japanese in PEOPLE:
        keeper.goes_to("/people/new/").presses(
            "/people/new/", family_en=english, given_en="Aya", family_ja=japanese, given_ja="彩", email=mail_of(english),
            section="1", phone="03-0000-2716", language=language, password=PASSWORD,
        )  # fmt: skip
        assert keeper.status == 302
    keeper.finds_the_page_usable_by_all()
    keeper.goes_to("/sections/new/")
    page = keeper.page
    page.select_option("[name=boss]", "2")
    page.fill("[name=name_en]", "Sales East")
    page.fill("[name=name_ja]", "東日本営業部")
    page.locator("main .is-primary").click()
    page.wait_for_url("**/people/")
    for person in (2, 3, 4):
        keeper.goes_to(f"/people/{person}/").presses(f"/people/{person}/", section="2")
        assert keeper.status == 302
    keeper.goes_to("/clients/new/")
    for name, value in (("name_en", "Mugiwara Noodle Plants"), ("name_ja", "麦藁製麺設備"), ("code", "F27")):
        page.fill(f"[name={name}]", value)
    page.select_option("[name=main]", "3")
    page.select_option("[name=deputy]", "4")
    page.locator("main .is-primary").click()
    page.wait_for_url("**/clients/1/")
    keeper.goes_to("/clients/1/contacts/new/")
    for name, value in (
        ("name_en", "Aizawa"),
        ("name_ja", "相沢"),
        ("email", HERS),
        ("phone", "03-0000-2735"),
    ):
        page.fill(f"[name={name}]", value)
    page.select_option("[name=title]", "Ms.")
    page.select_option("main [name=language]", language)
    page.locator("main .is-primary").click()
    page.wait_for_url("**/clients/1/")
    keeper.finds_the_page_usable_by_all()
    keeper.leaves()


def received_by_hand(house: House, browser: Browser, language: str) -> str:
    """I have it, with one thumb; first with no words, which is refused and says why."""
    desk = Walker(browser, house.url, language).signs_in(mail_of("Tanaka"))
    desk.goes_to("/cases/new/").presses("/cases/new/")
    assert desk.status == 422
    desk.finds_the_page_usable_by_all()
    desk.presses("/cases/new/", words=SAID[language]["words"], client="1", contact="1", channel="mail")
    desk.page.wait_for_selector("#case")
    desk.stands_at(1)
    desk.sees(SAID[language]["words"])
    desk.finds_the_page_usable_by_all()
    number = desk.page.url.split("/")[-2]
    desk.leaves()
    return number


def received_from_a_file(house: House, browser: Browser, language: str, path: Path) -> str:
    """A draft is opened by `tanto intake`; the person on duty says who it is."""
    said = house.tanto("intake", str(path), "--duty", mail_of("Tanaka"), "--limit", "1")
    number = said.split("\t")[1].split("\n")[0]
    desk = Walker(browser, house.url, language).signs_in(mail_of("Tanaka"))
    desk.goes_to(f"/cases/{number}/").presses("/place/", client="1", contact="1", channel="mail")
    desk.stands_at(1)
    desk.leaves()
    return number


def boss_reads_thanks_and_decides(house: House, browser: Browser, language: str) -> None:
    boss = Walker(browser, house.url, language, dark=True).signs_in(mail_of("Suzuki"))
    boss.goes_to("/desk/")
    boss.finds_the_page_usable_by_all()
    boss.presses("/reading/")
    boss.goes_to("/desk/").finds_the_page_usable_by_all()
    boss.presses("/thanks/")
    boss.goes_to("/desk/").finds_the_page_usable_by_all()
    boss.presses("/boss-contact/", decision="not_now", reason=SAID[language]["reason"])
    assert boss.status in (200, 302)
    for page in ("/notices/", "/me/", "/cases/", "/nothing-here/"):
        boss.goes_to(page).finds_the_page_usable_by_all()
    boss.leaves()


def tanto_leads_to_step_four(owner: Walker, house: House, language: str, number: str) -> None:
    said = SAID[language]
    owner.goes_to("/").finds_the_page_usable_by_all()
    owner.presses("/offer/acceptance/")
    owner.goes_to(f"/cases/{number}/").presses("/listening/", intensity="3")
    owner.stands_at(2)
    owner.presses("/issue/", wording=said["issue"], read_back="on")
    owner.stands_at(3)
    owner.presses("/cushion/", sentence=said["two"])
    assert owner.status == 422
    owner.finds_the_page_usable_by_all()
    owner.presses("/cushion/", sentence=said["cushion"])
    owner.stands_at(4)
    states_accountability(owner, house, language, refused_first=True)
    owner.finds_the_page_usable_by_all()


def states_accountability(owner: Walker, house: House, language: str, *, refused_first: bool = False) -> None:
    said = SAID[language]
    times = {"action_due_at": moment(house, 5), "next_at": moment(house, 2)}
    if refused_first:
        owner.presses("/accountability/", statement=said["weak"], action=said["action"], **times)
        assert owner.status == 422
    owner.presses("/accountability/", statement=said["statement"], action=said["action"], **times)
    assert owner.status == 200


def walk(house: House, browser: Browser, language: str, number: str) -> None:
    """From the hand-over to her last word."""
    said = SAID[language]
    boss_reads_thanks_and_decides(house, browser, language)
    owner = Walker(browser, house.url, language).signs_in(mail_of("Mori"))
    tanto_leads_to_step_four(owner, house, language, number)
    owner.presses(
        "/letters/", button="[value=mail]", subject=number, body=said["letter"], next_at=moment(house, 2)
    )
    hers = Walker(browser, house.url, language).goes_to(house.link_for(HERS, 1))
    hers.sees("Mori" if language == "en" else "森")
    hers.finds_the_page_usable_by_all()
    owner.presses("/fix/", how=said["fixed"])
    owner.stands_at(5)

    hers.page.reload()
    hers.presses("/answer/", answer="not_solved", words=said["not"])
    owner.goes_to(f"/cases/{number}/").stands_at(4)
    owner.sees(said["not"])
    states_accountability(owner, house, language)
    owner.presses("/fix/", how=said["fixed"])
    assert owner.status == 409  # after a second failure the boss goes to the customer first
    boss = Walker(browser, house.url, language).signs_in(mail_of("Suzuki")).goes_to("/desk/")
    boss.presses("/boss-contact/", decision="call")
    boss.leaves()
    owner.presses("/actions/", what=said["contain"], person="3", due_at=moment(house, 5), kind="containment")
    contained = owner.page.locator(".actions li", has_text=said["contain"])
    with owner.page.expect_response("**/end/"):
        contained.locator("form[action$='/end/'] button").click()
    owner.settles()
    owner.presses("/fix/", how=said["fixed"])

    hers.page.reload()
    hers.presses("/answer/", answer="solved", words=said["solved"])
    hers.finds_the_page_usable_by_all()
    hers.presses("/answer/", answer="nothing_more")
    owner.goes_to(f"/cases/{number}/").stands_at(7)
    hers.leaves()
    owner.leaves()

    house.days_pass(14)
    owner = Walker(browser, house.url, language).signs_in(mail_of("Mori")).goes_to(f"/cases/{number}/")
    owner.presses("/letters/", button="[value=mail]", subject=number, body=said["after"])
    assert owner.status == 200
    hers = Walker(browser, house.url, language, dark=True).goes_to(house.link_for(HERS, 2))
    hers.presses("/answer/", answer="satisfied", words=said["lasting"])
    hers.finds_the_page_usable_by_all()
    owner.goes_to(f"/cases/{number}/")
    owner.sees(said["lasting"])
    assert owner.page.locator(".seals .stamp").count() == 3
    owner.finds_the_page_usable_by_all()
    assert house.tanto("journal", "verify").startswith("holds")


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ja"])
def test_from_the_first_word_to_the_closed_case(house: House, browser: Browser, language: str):
    move_in(house, browser, language)
    walk(house, browser, language, received_by_hand(house, browser, language))


@pytest.mark.journey
@pytest.mark.real_data
@pytest.mark.skipif(
    not DATA.exists(), reason="the folder with real mails and complaints is not beside this checkout"
)
@pytest.mark.parametrize(
    ("language", "file"), [("en", "cfpb-narratives/complaints.csv"), ("ja", "zammad-mail/mail/mail012.box")]
)
def test_a_real_complaint_walks_the_whole_road(house: House, browser: Browser, language: str, file: str):
    move_in(house, browser, language)
    walk(house, browser, language, received_from_a_file(house, browser, language, DATA / file))


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_database_locked_while_somebody_types_gives_the_words_back(
    house: House, browser: Browser, language: str
):
    house.tanto(
        "begin", "--firm", "T", "--family", "Kuroda", "--given", "M", "--email", "k@t.example",
        "--password", PASSWORD, "--language", language,
    )  # fmt: skip
    house.open()
    walker = Walker(browser, house.url, language).signs_in("k@t.example").goes_to("/cases/new/")
    walker.page.fill("#id_words", SAID[language]["words"])
    with closing(sqlite3.connect(house.folder / "tanto.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        walker.page.locator(".capture button").click()
        walker.page.wait_for_selector(".refusal")
    kept = walker.page.locator("textarea[name=words]").input_value()
    assert kept == SAID[language]["words"]
    walker.page.locator("form button").click()
    walker.page.wait_for_selector("#case")
    walker.sees(kept)


@pytest.mark.journey
def test_without_script_and_with_the_keyboard_alone(house: House, browser: Browser):
    """Every form is a plain POST; the thing can be taken by Tab and Enter."""
    move_in(house, browser, "en")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{house.url}/sign-in/")
    page.focus("#id_login")
    page.keyboard.type(mail_of("Tanaka"))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".page-head")
    page.goto(f"{house.url}/cases/new/")
    page.focus("#id_words")
    page.keyboard.type("The box is wet.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/SR-**")
    assert "The box is wet." in page.locator("main").inner_text()
    context.close()
