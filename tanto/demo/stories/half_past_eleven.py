"""ST-04. 11:31, one minute past a rule that served nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "lunch": (
        "So I should rather go to another supplier’s session?",
        "では、よその相談会へ行ったほうがいいということですか。",
    ),
    "lunch_call": (
        "Two seats, I asked for. It was 11:31. I was told that it is the rule.",
        "席を二つお願いしただけです。11時31分でした。「決まりですので」と言われました。",
    ),
    "lunch_unsaid": (
        "He brought a tube of drawings to the door and did not open it.",
        "図面の筒をお持ちだったが、最後まで開けられなかった。",
    ),
    "lunch_issue": (
        "A seat at the session, and a rule that I can understand",
        "相談会の席と、納得のいく決まり",
    ),
    "lunch_cushion": (
        "To be sent away one minute late by a firm you had only just begun to trust must have stung.",
        "お付き合いを始められたばかりの会社に、わずか一分で断られたこと、どれほどご不快でいらしたかとお察しいたします。",
    ),
    "lunch_action": (
        "Two seats held for you next Wednesday, and the list looked at with the kitchen",
        "来週水曜に二席をお取りし、受付の締切を厨房と一緒に見直す",
    ),
    "lunch_late": (
        "Called at 11:41 and held two seats; he had already turned round. I come to him tomorrow at ten.",
        "11時41分にお電話し二席をお取りしたが、すでにお帰りの途中だった。明日10時にこちらから伺う。",
    ),
    "lunch_sorry": (
        "I apologise for the answer you were given, and for the way you had to turn round.",
        "あのようなお返事を差し上げ、お引き返しいただくことになりましたこと、心よりお詫び申し上げます。",
    ),
    "lunch_more": (
        "A rule that serves nobody tells me how you will treat my drawings.",
        "誰の得にもならない決まりを守る会社に、図面は預けられない。",
    ),
    "lunch_fact": (
        "Five of the twelve seats stayed empty on 8 July.",
        "7月8日の相談会は、12席のうち5席が空いていた。",
    ),
    "lunch_source": ("Seat list of the session", "相談会の座席表"),
    "lunch_sorry2": (
        "There were five empty seats and we sent you away. That was wrong, and I am sorry.",
        "空席が五つもありながら、お席をご用意いたしませんでした。誤った対応でございました。申し訳ございません。",
    ),
    "lunch_accepted": (
        "Good. Then I will come on Wednesday and see.",
        "分かりました。では水曜に伺って、様子を見ましょう。",
    ),
    "lunch_ask": (
        "Give the closing time a why, a range and an alternative; anybody at the desk may use it",
        "受付締切に「理由・幅・代案」を付け、窓口の誰でも使えるようにする",
    ),
    "lunch_mistake": (
        "The closing time was told without its reason and without another way, while seats were free.",
        "空席があるのに、締切だけを理由も代案もなくお伝えした。",
    ),
    "lunch_step": ("telephone, a request past the closing time", "電話応対（締切後のご依頼）"),
    "lunch_contain": (
        "The other lists with a closing time looked through: two more without a reason",
        "締切のあるほかの受付も点検し、理由のないものをあと二つ見つけた",
    ),
    "lunch_friday": (
        "Told Mr. Hirasawa that the kitchen orders at 11:55, so the list can stay open until then.",
        "平沢様へお電話。厨房の発注は11時55分のため、それまで受付できることが分かったとお伝えした。",
    ),
    "lunch_monday": (
        "Told Mr. Hirasawa that the desk has the new wording, and that his two seats stand on the list.",
        "平沢様へお電話。窓口の全員に新しいご案内を渡し、二席は名簿に載っているとお伝えした。",
    ),
    "lunch_tuesday": (
        "Reminded Mr. Hirasawa of tomorrow, twelve o’clock; he brings his designer.",
        "平沢様へお電話。明日12時のご確認。設計のご担当者もお連れになる。",
    ),
    "lunch_morning": (
        "Told Mr. Hirasawa that the door on the river side is open and that the two seats are in the second row.",
        "平沢様へお電話。川側の入口が開いていること、お席は二列目の二つであることをお伝えした。",
    ),
    "lunch_fixed": (
        "Two seats were yours today, and until 11:55 nobody is sent away while a seat is free.",
        "本日二席をご用意いたしました。空席がある限り、11時55分までお断りすることはございません。",
    ),
    "lunch_solved": (
        "I sat beside your president and he asked what I make. Solved.",
        "社長さんの隣の席でした。何を作っているのか聞いてくれましたよ。解決です。",
    ),
    "lunch_mail": ("Let me book by e-mail.", "申し込みを、メールでもできるようにしてください。"),
    "lunch_booking": (
        "Booking by e-mail, answered within the hour",
        "メールでの申込み（一時間以内にお返事）",
    ),
    "lunch_booked": (
        "Since this afternoon a mail to the desk books a seat; yours for the 22nd is confirmed.",
        "本日午後より、窓口へのメールでお申し込みいただけます。22日のお席を確保いたしました。",
    ),
    "lunch_nothing": ("Nothing more. I will bring the drawings.", "もうありません。図面を持って行きます。"),
    "lunch_lasting": (
        "Three sessions, three seats, and the first drawing is with you.",
        "三回とも席があり、最初の図面もお預けしました。",
    ),
    "lunch_later": ("The order came as drawn.", "図面どおりに届きました。"),
}


def half_past_eleven(story: Story) -> Telling:
    """ST-04: a new client is lost for a minute, and won by a rule that has a reason. Closed by the customer on 29 July."""
    ishii, hirasawa = story.who("ishii"), story.hers("Hirasawa", heard_by="ishii")
    yield "2026-07-08 11:45"
    case = story.receive(
        "lunch",
        by="tanaka",
        code="F18",
        contact="Hirasawa",
        known_at=story.at("2026-07-08 11:31"),
        channel="phone",
        failure="conduct",
    )
    yield "2026-07-08 11:48"
    case.accept(by=ishii)
    case.hear(by=ishii, text=story.said("lunch_call"), channel="phone", intensity=3)
    yield from story.boss_stands_by(case, "2026-07-08 11:52", "2026-07-08 11:55")
    yield "2026-07-08 13:10"
    story.begin(case, "ishii", "lunch", intensity=3, due="2026-07-15 13:00", next_at="2026-07-09 10:00")
    case.speak(by=ishii, words=story.said("lunch_late"), next_at=story.at("2026-07-09 10:00"))
    yield from his_visit(story, case)
    for_now = (
        ("2026-07-10 09:50", "lunch_friday", "2026-07-13 10:00"),
        ("2026-07-13 09:40", "lunch_monday", "2026-07-14 10:00"),
        ("2026-07-14 09:30", "lunch_tuesday", "2026-07-15 10:00"),
        ("2026-07-15 09:20", "lunch_morning", "2026-07-15 13:30"),
    )
    yield from story.tell_by_voice(case, "ishii", *for_now)
    yield "2026-07-15 12:50"
    story.finish(case, "yamaguchi", "lunch_ask")
    story.finish(case, "ishii", "lunch_action")
    case.report_fixed(by=ishii, how=story.said("lunch_fixed"))
    yield "2026-07-15 13:15"
    case.confirm_fix(by=hirasawa, words=story.said("lunch_solved"), channel="visit")
    case.name_more(by=hirasawa, words=story.said("lunch_mail"), channel="visit")
    story.again(case, "ishii", "lunch_booking", "cushion_plain", "lunch_booking", due="2026-07-15 16:30")
    yield "2026-07-15 16:10"
    case.report_fixed(by=ishii, how=story.said("lunch_booked"))
    case.confirm_fix(by=hirasawa, words=story.said("lunch_solved"), channel="phone")
    case.say_nothing_more(by=hirasawa, words=story.said("lunch_nothing"), channel="phone")
    yield from story.asked_again(case, hirasawa, "2026-07-29 08:50", "lunch_lasting")
    yield from story.asked_again(case, hirasawa, "2026-08-17 08:50", "lunch_later")


def his_visit(story: Story, case: Case) -> Telling:
    """Two go to him; the first apology is not the last."""
    ishii = story.who("ishii")
    yield "2026-07-08 16:20"
    case.ask(by=ishii, person=story.people["yamaguchi"], text=story.said("lunch_ask"))
    yield "2026-07-09 09:55"
    case.apologise(by=ishii, level="A2", words=story.said("lunch_sorry"), channel="visit")
    answer_apology(case, ishii, "more_to_say", story.said("lunch_more"))
    case.notice_unsaid(by=ishii, text=story.said("lunch_unsaid"))
    yield "2026-07-09 10:25"
    case.add_fact(
        by=ishii,
        text=story.said("lunch_fact"),
        source=story.said("lunch_source"),
        kind="document",
        confidence="sure",
    )
    case.apologise(by=ishii, level="A3", words=story.said("lunch_sorry2"), channel="visit")
    answer_apology(case, ishii, "accepted", story.said("lunch_accepted"))
    case.speak(
        by=ishii, words=story.said("lunch_action"), channel="visit", next_at=story.at("2026-07-10 10:00")
    )
    story.contain(case, ishii, "lunch_contain", "2026-07-10 18:00")
    yield "2026-07-09 14:00"
    story.ask_action(case, ishii, "lunch_ask", "yamaguchi", "2026-07-15 13:00")
    story.take_action(case, "yamaguchi")
    case.record_mistake(by=ishii, what=story.said("lunch_mistake"), work_step=story.said("lunch_step"))
