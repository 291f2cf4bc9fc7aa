"""ST-01. A date that could not be kept: a line stands still, the boss hears late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
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
    "date_report": (
        "Your sixty units: first report\nDear Mr. Hara,\n\nwe do not have your units today. All orders are being gone "
        "through for units that can go first.\nSuzuki and I are with you tomorrow at 10:00 and bring dates that machining "
        "has looked at.\nYour page: {link}\n\nIshii Ren, Sales East, direct 03-0000-2717",
        "60台の件、第一報\n原様\n\n多摩橋機工の石井でございます。本日、お約束の品をお届けできておりません。先に回せるものがないか、"
        "全受注を洗い直しております。\n明日10時に、鈴木とともに、加工部門が確認した納期をお持ちして伺います。\n専用ページ：{link}\n\n"
        "東日本営業部　石井 蓮／直通 03-0000-2717",
    ),
    "date_test": (
        "Sixty of sixty: is it solved?\nDear Mr. Hara,\n\nthe last 36 units are with you since 14:00. Only you can say: "
        "is it solved for you? {link}\nI call you today by 17:00.\n\nIshii Ren, Sales East, direct 03-0000-2717",
        "60台すべて納入、解決しておりますでしょうか\n原様\n\n多摩橋機工の石井でございます。14時に残りの36台をお届けいたしました。"
        "解決しておりますでしょうか。大切なのは原様のご判断でございます：{link}\n本日17時までに私からお電話いたします。\n\n"
        "東日本営業部　石井 蓮／直通 03-0000-2717",
    ),
    "date_lower": (
        "The line runs again; what is left are 36 units on a day that machining itself has named.",
        "ラインは動いている。残る36台の納期は、加工部門が自ら出したものである。",
    ),
    "date_friday": (
        "Told Mr. Hara: both machines are set for his units, ten blanks are turned.",
        "原様へお電話。2台とも段取りが済み、素材10台分の旋削を終えたとお伝えした。",
    ),
    "date_monday": ("Told Mr. Hara: 12 of 36 are finished.", "原様へお電話。36台中12台が完成。"),
    "date_tuesday": (
        "Told Mr. Hara: 21 of 36; one tool was changed in time.",
        "原様へお電話。36台中21台。工具を一本、早めに交換した。",
    ),
    "date_wednesday": ("Told Mr. Hara: 30 of 36, all measured.", "原様へお電話。36台中30台、測定済み。"),
    "date_thursday": (
        "Told Mr. Hara: all 36 are packed, the truck is with him at two.",
        "原様へお電話。36台の梱包が済み、14時に到着するとお伝えした。",
    ),
    "date_quarter": (
        "This line stood because of a date; we ask again after a month and after a quarter.",
        "納期のためにラインが止まった件である。一か月後と三か月後にも、必ずお伺いする。",
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
}


def the_date(story: Story) -> Telling:
    """ST-01: a date that could not be kept. A line stands still, the boss knows late, two chases; then it is mended,
    and a hidden trouble comes out. Closed by the customer on 29 June."""
    ishii, hara = story.who("ishii"), story.hers("Hara", heard_by="ishii")
    yield "2026-06-02 09:24"
    case = story.receive(
        "date",
        by="tanaka",
        code="F01",
        contact="Hara",
        known_at=story.at("2026-06-02 09:10"),
        channel="phone",
        severity=2,
        failure="oversold",
    )
    yield from the_line_stands(story, case)
    yield from they_go_to_him(story, case)
    yield from until_all_are_there(story, case)
    yield "2026-06-11 17:00"
    case.confirm_fix(by=hara, words=story.said("date_solved"), channel="phone")
    case.name_more(by=hara, words=story.said("date_more_issue"), channel="phone")
    yield "2026-06-12 09:20"
    story.again(case, "ishii", "date_sheet", "date_cushion", "date_sheet", due="2026-06-15 11:00")
    yield "2026-06-15 10:50"
    case.report_fixed(by=ishii, how=story.said("date_sheet_done"))
    case.confirm_fix(by=hara, words=story.said("date_solved"), channel="phone")
    case.raise_severity(by=ishii, words=story.said("date_quarter"))
    case.say_nothing_more(by=hara, words=story.said("date_nothing"), channel="phone")
    yield from story.asked_again(case, hara, "2026-06-29 15:00", "date_lasting")
    yield from story.asked_again(case, hara, "2026-07-15 08:50", "date_later")
    yield from story.asked_again(case, hara, "2026-09-14 08:50", "date_later")


def the_line_stands(story: Story, case: Case) -> Telling:
    """One day: the boss reads late, and the customer has to ask twice."""
    ishii, suzuki = story.who("ishii"), story.who("suzuki")
    yield "2026-06-02 09:28"
    case.accept(by=ishii)
    case.finish_listening(by=ishii, intensity=4)
    case.map_pressure(by=ishii, ticks=["own_clients", "their_boss"])
    case.assess(by=ishii, safety=0, their_customers=3, promise=2, harm=3, money=2, triggers=["line_stop"])
    yield "2026-06-02 09:40"
    case.agree_issue(
        by=ishii,
        wording=story.said("date_first"),
        then=[story.said("date_then")],
        read_back=True,
    )
    case.cushion(by=ishii, sentence=story.said("date_cushion"))
    story.account(case, ishii, "ishii", "date_action", due="2026-06-02 17:00", next_at="2026-06-02 11:00")
    yield "2026-06-02 09:58"
    case.acknowledge(by=suzuki)
    for moment in ("2026-06-02 11:15", "2026-06-02 14:05"):
        yield moment
        case.chase(by=ishii, words=story.said("date_chase"), channel="phone")
    yield "2026-06-02 14:20"
    case.speak(by=ishii, words=story.said("date_told"), next_at=story.at("2026-06-03 10:00"))
    story.write(case, ishii, "date_report", next_at="2026-06-03 10:00")
    case.move_known(by=ishii, known_at=story.at("2026-05-26 10:00"), why=story.said("date_known"))
    yield "2026-06-02 16:30"
    case.thank(by=suzuki, words=story.said("thanks"))
    case.decide_contact(by=suzuki, decision="visit")


def they_go_to_him(story: Story, case: Case) -> Telling:
    """The first apology is not the last; then two dates that machining has named."""
    ishii, suzuki = story.who("ishii"), story.who("suzuki")
    yield "2026-06-03 10:20"
    case.apologise(by=suzuki, level="A2", words=story.said("date_sorry"), channel="visit")
    answer_apology(case, suzuki, "more_to_say", story.said("date_more"))
    yield "2026-06-03 11:00"
    case.add_fact(
        by=ishii,
        text=story.said("date_fact"),
        source=story.said("date_source"),
        kind="document",
        confidence="sure",
    )
    case.apologise(by=suzuki, level="A3", words=story.said("date_sorry"), channel="visit")
    answer_apology(case, suzuki, "accepted", story.said("date_accepted"))
    case.speak(by=ishii, words=story.said("date_24"), channel="visit", next_at=story.at("2026-06-03 12:30"))
    yield "2026-06-03 14:00"
    for action, due in (("date_24", "2026-06-05 12:00"), ("date_36", "2026-06-11 15:00")):
        story.ask_action(case, ishii, action, "kato", due)
    story.take_action(case, "kato")
    story.contain(case, ishii, "date_contain", "2026-06-05 18:00")
    case.record_mistake(by=ishii, what=story.said("date_mistake"), work_step=story.said("date_step"))


def until_all_are_there(story: Story, case: Case) -> Telling:
    """A call each morning, until sixty of sixty are delivered."""
    ishii, suzuki = story.who("ishii"), story.who("suzuki")
    yield "2026-06-05 11:40"
    story.finish(case, "kato", "date_24")
    story.finish(case, "ishii", "date_action")
    case.report_fixed(by=ishii, how=story.said("date_fixed"), issue=case.open_issues()[0].pk)
    yield "2026-06-05 12:10"
    case.assess(by=ishii, their_customers=2, promise=2, harm=2, money=2)
    case.lower_severity(by=suzuki, to=3, reason=story.said("date_lower"))
    for_now = (
        ("2026-06-05 15:30", "date_friday", "2026-06-08 11:00"),
        ("2026-06-08 10:50", "date_monday", "2026-06-09 10:30"),
        ("2026-06-09 10:20", "date_tuesday", "2026-06-10 10:00"),
        ("2026-06-10 09:50", "date_wednesday", "2026-06-11 09:30"),
        ("2026-06-11 09:20", "date_thursday", "2026-06-11 15:00"),
    )
    yield from story.tell_by_voice(case, "ishii", *for_now)
    yield "2026-06-11 14:30"
    story.finish(case, "kato", "date_36")
    case.report_fixed(by=ishii, how=story.said("date_fixed2"))
    story.write(case, ishii, "date_test", next_at="2026-06-11 17:00")
