"""Five recoveries of the demo's firm, walked in a browser: on a telephone and at a desk, in English and Japanese."""

import datetime as dt

import pytest
from playwright.sync_api import Browser

from tanto.demo.picture import dented_crate
from tanto.demo.stories import SAID
from tests.journeys.house import House
from tests.journeys.walker import Walker

PHONE, DESKTOP = False, True
HERS = "kiuchi@shirakabazawa.example"


class Story:
    """One recovery: the people who walk it, and what they say in its language."""

    def __init__(self, house: House, browser: Browser, language: str, *, wide: bool) -> None:
        self.house, self.browser, self.language, self.wide = house, browser, language, wide
        house.moves_in()
        house.open()
        self.number = ""

    def person(self, name: str, *, dark: bool = False) -> Walker:
        walker = Walker(self.browser, self.house.url, self.language, dark=dark, wide=self.wide)
        return walker.signs_in(f"{name.lower()}@tamabashi.example")

    def said(self, key: str) -> str:
        return SAID[key][self.language == "ja"]

    def at(self, hours: float) -> str:
        wall = dt.datetime.now(dt.timezone(dt.timedelta(hours=9)))
        return (wall + dt.timedelta(seconds=self.house.ahead, hours=hours)).strftime("%Y-%m-%dT%H:%M")

    def received(self, by: str, key: str, **known: str) -> None:
        walker = self.person(by).goes_to("/cases/new/")
        known = {"client": "1", "contact": "1", "channel": "phone"} | known
        walker.presses("/cases/new/", words=self.said(key), **known)
        walker.page.wait_for_selector("#case")
        self.number = walker.page.url.split("/")[-2]
        walker.leaves()

    def boss_stands_by(self, decision: str = "call") -> None:
        boss = self.person("Suzuki", dark=True)
        for form, words in (("/reading/", {}), ("/thanks/", {}), ("/boss-contact/", {"decision": decision})):
            boss.goes_to("/desk/").presses(form, **words)
        boss.leaves()

    def to_step_four(self, owner: Walker, issue: str, cushion: str, action: str, *, then: str = "") -> None:
        owner.presses("/issue/", wording=self.said(issue), then=then and self.said(then), read_back="on")
        owner.stands_at(3)
        owner.presses("/cushion/", sentence=self.said(cushion))
        owner.stands_at(4)
        name = "森 彩" if self.language == "ja" else "Mori Aya"
        statement = self.said("accountable").format(me=name, contact="木内様")
        times = {"action_due_at": self.at(5), "next_at": self.at(2)}
        owner.presses("/accountability/", statement=statement, action=self.said(action), **times)
        assert owner.status == 200

    def contained(self, owner: Walker, key: str) -> None:
        owner.presses(
            "/actions/",
            what=self.said(key),
            person=self.key_of(owner, "Mori"),
            due_at=self.at(3),
            kind="containment",
        )
        row = owner.page.locator(".actions li", has_text=self.said(key))
        with owner.page.expect_response("**/end/"):
            row.locator("form[action$='/end/'] button").click()
        owner.settles()

    def key_of(self, walker: Walker, name: str, form: str = "/actions/") -> str:
        """The value of a colleague in the list of people."""
        walker.form(form)
        japanese = {"Mori": "森", "Tanaka": "田中", "Kuroda": "黒田"}[name]
        wanted = japanese if self.language == "ja" else name
        options = walker.page.locator("select[name=person] option, select[name=boss] option")
        return str(options.filter(has_text=wanted).first.get_attribute("value"))

    def her_page(self, walker: Walker) -> Walker:
        """The owner opens her page and reads the address to her."""
        walker.goes_to(f"/cases/{self.number}/").presses("/link/")
        address = walker.page.locator(".hand-link").inner_text().strip()
        return Walker(self.browser, self.house.url, self.language, wide=self.wide).goes_to(address)

    def closes_after_two_weeks(self, hers: Walker, key: str) -> None:
        """Her word, two weeks on."""
        address = hers.page.url
        self.house.days_pass(14)
        hers.goes_to(address).presses("/answer/", answer="satisfied", words=self.said(key))
        hers.finds_the_page_usable_by_all()
        owner = self.person("Mori").goes_to(f"/cases/{self.number}/")
        owner.sees(self.said(key))
        assert owner.page.locator(".seals .stamp").count() == 3
        owner.leaves()
        assert self.house.tanto("journal", "verify").startswith("holds")


@pytest.mark.journey
def test_the_date_that_could_not_be_kept(house: House, browser: Browser):
    """ST-01, telephone, English: a line stands still; chases; the moment it was known; two issues; a hidden one."""
    story = Story(house, browser, "en", wide=PHONE)
    story.received("Tanaka", "date")
    story.boss_stands_by("visit")
    owner = story.person("Mori").goes_to("/").presses("/offer/acceptance/")
    owner.opens(story.number, "apologies").presses("/chases/", words=story.said("date_chase"))
    owner.finds_the_page_usable_by_all()
    owner.opens(story.number, "words").presses(
        "/known/", known_at=story.at(-30), why=story.said("date_known")
    )
    owner.opens(story.number, "severity").finds_the_page_usable_by_all()
    owner.form("/severity/").locator("[value=line_stop]").check()
    owner.presses("/severity/", their_customers="3", promise="2", harm="3")
    owner.goes_to(f"/cases/{story.number}/").sees("S1")
    owner.presses("/listening/", intensity="4")
    story.to_step_four(owner, "date_first", "date_cushion", "date_action", then="date_then")
    owner.presses(
        "/actions/", what=story.said("date_24"), person=story.key_of(owner, "Tanaka"), due_at=story.at(30)
    )
    helper = story.person("Tanaka").goes_to(f"/cases/{story.number}/").presses("/acceptance/")
    helper.presses("/end/")
    helper.leaves()
    story.contained(owner, "date_contain")
    for key in ("date_fixed", "date_fixed2"):
        owner.goes_to(f"/cases/{story.number}/").presses("/fix/", how=story.said(key))
    owner.goes_to(f"/cases/{story.number}/").stands_at(5)
    hers = story.her_page(owner)
    hers.finds_the_page_usable_by_all()
    for solved in hers.page.locator(".in-two input[value=solved]").all():
        solved.check()
    hers.presses("/answer/", words=story.said("date_solved"))
    hers.presses("/answer/", answer="more", words=story.said("date_more_issue"))
    owner.goes_to(f"/cases/{story.number}/").stands_at(2)
    story.to_step_four(owner, "date_sheet", "date_cushion", "date_sheet")
    owner.presses("/fix/", how=story.said("date_sheet_done"))
    hers.page.reload()
    hers.presses("/answer/", answer="solved", words=story.said("date_solved"))
    hers.presses("/answer/", answer="nothing_more", words=story.said("date_nothing"))
    owner.leaves()
    story.closes_after_two_weeks(hers, "date_lasting")


@pytest.mark.journey
def test_inside_our_tolerance(house: House, browser: Browser):
    """ST-02, desk, Japanese: a measured fact before a cause is written; the lot is stopped."""
    story = Story(house, browser, "ja", wide=DESKTOP)
    story.received("Mori", "shafts", channel="mail", severity="2", failure="quality")
    story.boss_stands_by()
    owner = story.person("Mori").goes_to(f"/cases/{story.number}/").presses("/listening/", intensity="2")
    story.to_step_four(owner, "shafts_issue", "shafts_cushion", "shafts_action")
    cause = "木内様\n\n森でございます。弊社の誤りで振れが0.03になっておりました。次は{next_time}までにご連絡いたします。\n{link}"
    owner.presses("/letters/", button="[value=mail]", body=cause, next_at=story.at(2))
    assert owner.status == 422
    owner.finds_the_page_usable_by_all()
    owner.opens(story.number, "facts").presses(
        "/facts/",
        text=story.said("lot_fact"),
        source=story.said("lot_source"),
        kind="measurement",
        confidence="sure",
    )
    owner.finds_the_page_usable_by_all()
    owner.goes_to(f"/cases/{story.number}/").presses(
        "/letters/", button="[value=mail]", body=cause, next_at=story.at(2)
    )
    assert owner.status == 200
    story.contained(owner, "lot_contain")
    owner.presses("/fix/", how=story.said("shafts_fixed"))
    hers = story.her_page(owner)
    hers.presses("/answer/", answer="solved", words=story.said("shafts_solved"))
    hers.presses("/answer/", answer="nothing_more", words=story.said("shafts_nothing"))
    hers.finds_the_page_usable_by_all()
    owner.leaves()
    story.closes_after_two_weeks(hers, "shafts_closed")


@pytest.mark.journey
def test_she_is_not_at_her_desk(house: House, browser: Browser):
    """ST-05, telephone, Japanese: what was not said, an apology and its answer, a mistake by step and never by name."""
    story = Story(house, browser, "ja", wide=PHONE)
    story.received("Sasaki", "absent", channel="mail")
    story.boss_stands_by()
    owner = story.person("Mori").goes_to("/").presses("/offer/acceptance/")
    owner.opens(story.number, "words").presses("/unsaid/", unsaid=story.said("absent_unsaid"))
    owner.finds_the_page_usable_by_all()
    owner.opens(story.number, "apologies").presses(
        "/apologies/", level="A2", words=story.said("absent_sorry")
    )
    owner.opens(story.number, "apologies").presses(
        "/apologies/reaction/", reaction="accepted", words=story.said("absent_accepted")
    )
    owner.opens(story.number, "facts").presses(
        "/mistakes/", what="佐々木さんが折り返しを忘れた", work_step=story.said("absent_step")
    )
    assert owner.status == 422
    owner.presses("/mistakes/", what=story.said("absent_mistake"), work_step=story.said("absent_step"))
    owner.goes_to(f"/cases/{story.number}/").presses("/listening/", intensity="2")
    story.to_step_four(owner, "absent_issue", "absent_cushion", "absent_action")
    owner.presses("/fix/", how=story.said("absent_fixed"))
    hers = story.her_page(owner)
    hers.presses("/answer/", answer="solved", words=story.said("absent_solved"))
    owner.goes_to(f"/cases/{story.number}/").sees(story.said("absent_unsaid"))
    hers.presses("/answer/", answer="more", words=story.said("absent_more"))
    owner.goes_to(f"/cases/{story.number}/")
    story.to_step_four(owner, "absent_card", "absent_cushion", "absent_card")
    owner.presses("/fix/", how=story.said("absent_card_done"))
    hers.page.reload()
    hers.presses("/answer/", answer="solved", words=story.said("absent_solved"))
    hers.presses("/answer/", answer="nothing_more", words=story.said("absent_nothing"))
    owner.leaves()
    story.closes_after_two_weeks(hers, "absent_lasting")


@pytest.mark.journey
def test_a_bullet_train_for_two_rings(house: House, browser: Browser):
    """ST-06, desk, English: found by ourselves; "little money" lowers nothing; the president apologises in person."""
    story = Story(house, browser, "en", wide=DESKTOP)
    story.received("Mori", "rings", discovered="us", severity="2", failure="wrong_quantity")
    boss = story.person("Suzuki").opens(story.number, "severity")
    boss.presses("/severity/lowering/", to="3", reason=story.said("rings_money"))
    assert boss.status == 422
    boss.sees("“Little money” is not a reason.")
    boss.finds_the_page_usable_by_all()
    boss.opens(story.number, "people").presses("/bosses/", boss=story.key_of(boss, "Kuroda", "/bosses/"))
    boss.leaves()
    owner = story.person("Mori").goes_to(f"/cases/{story.number}/")
    owner.presses("/words/", text=story.said("rings_hers"))
    owner.presses("/listening/", intensity="3")
    story.to_step_four(owner, "rings_first", "rings_cushion", "rings_action")
    owner.opens(story.number, "facts").presses(
        "/facts/",
        text=story.said("rings_fact"),
        source=story.said("rings_source"),
        kind="document",
        confidence="sure",
    )
    president = story.person("Kuroda", dark=True)
    for form, words in (("/reading/", {}), ("/thanks/", {}), ("/boss-contact/", {"decision": "visit"})):
        president.goes_to("/desk/").presses(form, **words)
    president.opens(story.number, "apologies").presses(
        "/apologies/", level="A4", words=story.said("rings_sorry"), channel="visit"
    )
    assert president.status == 200
    president.finds_the_page_usable_by_all()
    president.leaves()
    owner.goes_to(f"/cases/{story.number}/")
    story.contained(owner, "rings_contain")
    owner.presses("/fix/", how=story.said("rings_fixed"))
    owner.presses("/answer/", answer="solved", words=story.said("rings_solved"))
    owner.presses("/answer/", answer="nothing_more", words=story.said("rings_nothing"))
    owner.stands_at(7)
    hers = story.her_page(owner)
    owner.leaves()
    story.closes_after_two_weeks(hers, "rings_lasting")


@pytest.mark.journey
def test_the_dented_crate_that_never_left(house: House, browser: Browser, tmp_path):
    """ST-08, telephone, English: a photograph from the loading bay, and the customer is called first."""
    story = Story(house, browser, "en", wide=PHONE)
    photograph = tmp_path / "crate.png"
    photograph.write_bytes(dented_crate())
    bay = story.person("Tanaka").goes_to("/cases/new/")
    bay.page.set_input_files("#id_papers", photograph)
    bay.presses(
        "/cases/new/", words=story.said("dent"), client="1", contact="1", channel="counter", discovered="us"
    )
    bay.page.wait_for_selector("#case")
    story.number = bay.page.url.split("/")[-2]
    bay.opens(story.number, "words").finds_the_page_usable_by_all()
    assert bay.page.locator(".files img").count() == 1
    bay.leaves()
    story.boss_stands_by()
    owner = story.person("Mori").goes_to("/").presses("/offer/acceptance/")
    owner.goes_to(f"/cases/{story.number}/").presses("/words/", text=story.said("dent_hers"))
    owner.presses("/listening/", intensity="0")
    story.to_step_four(owner, "dent_hers", "dent_cushion", "dent_action")
    owner.presses("/end/")
    owner.presses("/fix/", how=story.said("dent_fixed"))
    owner.presses("/answer/", answer="solved", words=story.said("dent_solved"))
    owner.presses("/answer/", answer="nothing_more", words=story.said("dent_nothing"))
    hers = story.her_page(owner)
    owner.leaves()
    story.closes_after_two_weeks(hers, "dent_lasting")
