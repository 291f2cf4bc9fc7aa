"""ST-11. Where apologising ends: the late delivery is ours, the shouting is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beats import answer_apology

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "limits": (
        "Two pieces, one day late, and I hear it from my own dock. Do you know what a day costs here?",
        "二個が一日遅れ、それを自分の荷受場で知らされた。うちの一日がいくらするか、分かっているのか。",
    ),
    "limits_issue": ("The two pieces, today", "二個を、今日のうちに"),
    "limits_cushion": (
        "To hear of a delay from your own dock, with a machine half assembled, must have cost you trust as well as a day.",
        "組立の途中で、遅れを荷受場からお聞きになったこと、一日のご損失に加え、ご信頼まで損なうものと受け止めております。",
    ),
    "limits_action": (
        "The two pieces by car, with you at 14:00 today",
        "二個を車でお届けする（本日14時着）",
    ),
    "limits_fact": (
        "The two pieces stood ready on Monday; the day of delivery was entered as Tuesday.",
        "二個は月曜に出荷できる状態だったが、納入日が火曜で登録されていた。",
    ),
    "limits_source": ("Order entry and packing list of 5 October", "10月5日付の受注登録と梱包リスト"),
    "limits_sorry": (
        "The day was entered wrongly in our house, and the call that should have warned you was not made; I apologise for "
        "both.",
        "弊社の登録の誤りでお届けが一日遅れ、事前のご連絡も差し上げられませんでした。いずれも、心よりお詫び申し上げます。",
    ),
    "limits_refused": (
        "On your knees, in my lobby. Then we talk.",
        "うちのロビーで土下座しろ。話はそれからだ。",
    ),
    "limits_mistake": (
        "The day of delivery was entered one day late, and nobody compared it with the confirmation.",
        "納入日が一日遅く登録され、注文請書との照合がなかった。",
    ),
    "limits_step": ("order entry", "受注登録"),
    "limits_fixed": (
        "The two pieces were handed over on Tuesday 6 October at 14:00.",
        "10月6日（火）14時に、二個をお渡しいたしました。",
    ),
    "limits_asked": (
        "Asked whether the two pieces fit; he did not answer that, and put down the receiver at 14:40.",
        "二個が合ったかをお尋ねしたが、お答えはなく、14時40分に電話を切られた。",
    ),
    "limits_chase1": ("Where is the man who is responsible?", "責任者はどこだ。"),
    "limits_chase2": (
        "I will call every hour until somebody kneels.",
        "誰かが頭を地面につけるまで、一時間おきにかける。",
    ),
    "limits_chase3": (
        "The invoice of 412,000 yen is waived, or else.",
        "請求の41万2千円は帳消しだ。さもないと……。",
    ),
    "limits_chase4": (
        "Stay on the line. I have not finished with you.",
        "電話を切るな。まだ話は終わっていない。",
    ),
    "limits_threat": (
        "I will put your face on the net.",
        "お前の顔をネットに晒してやる。",
    ),
    "limits_pressed": (
        "Two hours and fifty minutes on the telephone, from 13:15 to 16:05. I ask that somebody looks at this with me.",
        "13時15分から16時5分まで、2時間50分の通話。一緒に状況を見ていただきたい。",
    ),
    "limits_weighed": (
        "Weighed together: justified are the late delivery and the missing call, and for these we stand. Beyond what can be "
        "asked are the hours on the telephone, the threats, the kneeling and money that has nothing to do with it. From "
        "now on always two of us, at most ten minutes, and in writing.",
        "二名で検討した。納期遅れと連絡漏れは正当なご指摘であり、弊社が責任を負う。長時間の拘束、脅し、土下座の要求、"
        "関わりのない金銭の要求は、社会通念を超えている。今後の応対は必ず二名、電話は10分まで、原則として書面とする。",
    ),
    "limits_raise": (
        "Threats against a colleague; the plant cannot work with us like this, and nor can we.",
        "同僚への脅しがあった。このままでは、先方も弊社も仕事にならない。",
    ),
    "limits_letter": (
        "Our report on the late delivery, and how we speak with each other from now on\nDear Sir,\n\nfor the late delivery "
        "of two pieces and for the call that was not made I am responsible, and I report to you in writing on each working "
        "day at 10:00, the next time on Tuesday 13 October. The full report comes on Thursday 15 October.\nWe cannot "
        "continue calls of several hours, and we cannot meet demands that have no relation to the delivery. Please write to "
        "us; by telephone we are there for ten minutes at a time, always two of us. We look at this again on 1 December."
        "\nYour page: {link}\n\nOkamoto Daisuke, Sales West; Nakamura Hiroshi, head of Sales West",
        "納期遅れのご報告と、今後のご連絡方法につきまして\nK様\n\n多摩橋機工の岡本でございます。二個の納期遅れ、および事前のご連絡を"
        "差し上げなかったことにつきましては、私が責任を持ち、毎営業日10時に書面でご報告いたします。次回は13日（火）10時、"
        "最終のご報告は15日（木）でございます。\n一方、数時間に及ぶお電話、また納入と関わりのないご要求には応じかねます。"
        "今後は書面でのご連絡をお願い申し上げます。お電話は10分を目安に、必ず二名で承ります。この取り決めは12月1日に見直します。\n"
        "専用ページ：{link}\n\n西日本営業部　岡本 大輔／部長　中村 浩",
    ),
    "limits_lower": (
        "The two pieces are there, the letter is out, and from now on there is time to do it properly.",
        "二個は納入済みで、書面もお送りした。ここからは落ち着いて、きちんと進められる。",
    ),
    "limits_director": (
        "Called Ms. Tachibana, the plant director: what was late, what is reported when, and what we ask of her house.",
        "工場長の橘様へお電話。遅れの内容、ご報告の日程、そして先方へのお願いをお伝えした。",
    ),
    "limits_contain": (
        "All days of delivery of October compared with their confirmations",
        "10月分の納入日をすべて、注文請書と照合",
    ),
    "limits_day1": (
        "Report of 13 October\nDear Sir,\n\nall days of delivery of October are compared with their confirmations; two "
        "were corrected. The next report comes tomorrow at 10:00.\nYour page: {link}\n\nOkamoto Daisuke, Sales West",
        "10月13日のご報告\nK様\n\n多摩橋機工の岡本でございます。10月分の納入日をすべて注文請書と照合し、二件を訂正いたしました。"
        "次のご報告は明日10時でございます。\n専用ページ：{link}\n\n西日本営業部　岡本 大輔",
    ),
    "limits_day2": (
        "Report of 14 October\nDear Sir,\n\nthe entry now asks for the confirmation before a day is accepted. The full "
        "report comes tomorrow at 10:00.\nYour page: {link}\n\nOkamoto Daisuke, Sales West",
        "10月14日のご報告\nK様\n\n多摩橋機工の岡本でございます。登録の際、注文請書との照合が済むまで納入日を確定できないようにいたしました。"
        "最終のご報告は明日10時でございます。\n専用ページ：{link}\n\n西日本営業部　岡本 大輔",
    ),
    "limits_final": (
        "Full report on the late delivery\nDear Sir,\n\nthe day was entered as Tuesday instead of Monday, and no second look "
        "found it. Since yesterday no day is accepted without its confirmation. The freight of 6,200 yen is credited to "
        "you.\nI will be in touch on Friday by 10:00.\nYour page: {link}\n\nOkamoto Daisuke, Sales West",
        "納期遅れに関する最終報告\nK様\n\n多摩橋機工の岡本でございます。納入日が月曜ではなく火曜で登録され、照合でも見つけられませんでした。"
        "昨日より、注文請書との照合が済むまで確定できない仕組みに改めております。運賃6,200円は弊社にて負担いたします。\n"
        "16日（金）10時までにご連絡いたします。\n専用ページ：{link}\n\n西日本営業部　岡本 大輔",
    ),
    "limits_friday": (
        "Asked Ms. Tachibana whether the report answers everything; she speaks with her house and answers on Monday.",
        "橘様へお電話。報告書で足りているかお尋ねした。社内で話し、月曜にお返事をくださるとのこと。",
    ),
    "limits_solved": (
        "The delivery matter is settled. I have spoken to my deputy.",
        "納入の件は解決しました。副工場長には、私から話をしました。",
    ),
    "limits_nothing": (
        "Nothing more from our side. Please give my regards to your colleague.",
        "当方からは以上です。お電話を受けてくださった方にも、よろしくお伝えください。",
    ),
}


def the_boundary(story: Story) -> Telling:
    """ST-11: settled by the plant director's word; the follow-up is tried twice and not reached yet."""
    okamoto, tachibana = story.who("okamoto"), story.hers("Tachibana")
    yield "2026-10-06 09:38"
    case = story.receive(
        "limits",
        by="okamoto",
        code="F31",
        contact="K",
        known_at=story.at("2026-10-06 09:30"),
        channel="phone",
        failure="late",
    )
    yield from story.boss_stands_by(case, "2026-10-06 09:46", "2026-10-06 09:48", boss="nakamura")
    yield from the_delivery(story, case)
    yield from three_days_of_calls(story, case)
    yield from in_writing(story, case)
    yield "2026-10-16 09:50"
    case.speak(by=okamoto, words=story.said("limits_friday"), next_at=story.at("2026-10-19 10:00"))
    yield "2026-10-19 09:30"
    case.confirm_fix(by=tachibana, words=story.said("limits_solved"), channel="mail")
    case.say_nothing_more(by=tachibana, words=story.said("limits_nothing"), channel="mail")
    for moment, result in (("2026-11-02 15:00", "no_answer"), ("2026-11-09 15:00", "message_left")):
        yield moment
        case.try_to_reach(by=okamoto, channel="phone", result=result)


def the_delivery(story: Story, case: Case) -> Telling:
    """What was ours to put right was put right the same day."""
    okamoto = story.who("okamoto")
    yield "2026-10-06 09:55"
    story.begin(case, "okamoto", "limits", intensity=3, due="2026-10-06 14:15", next_at="2026-10-06 15:00")
    yield "2026-10-06 10:20"
    case.assess(by=okamoto, their_customers=1, promise=2, harm=1)
    case.add_fact(
        by=okamoto,
        text=story.said("limits_fact"),
        source=story.said("limits_source"),
        kind="document",
        confidence="sure",
    )
    case.record_mistake(by=okamoto, what=story.said("limits_mistake"), work_step=story.said("limits_step"))
    yield "2026-10-06 14:10"
    story.finish(case, "okamoto", "limits_action")
    case.apologise(by=okamoto, level="A3", words=story.said("limits_sorry"), channel="visit")
    answer_apology(case, okamoto, "refused", story.said("limits_refused"))
    case.report_fixed(by=okamoto, how=story.said("limits_fixed"))
    yield "2026-10-06 14:42"
    case.speak(by=okamoto, words=story.said("limits_asked"), next_at=story.at("2026-10-07 14:00"))


def three_days_of_calls(story: Story, case: Case) -> Telling:
    """Until a colleague asks for help, and two look at it together."""
    okamoto, nakamura, fujii = story.who("okamoto"), story.who("nakamura"), story.who("fujii")
    for moment, key in (
        ("2026-10-06 16:10", "limits_chase1"),
        ("2026-10-07 09:20", "limits_chase2"),
        ("2026-10-07 11:40", "limits_chase3"),
    ):
        yield moment
        case.chase(by=fujii, words=story.said(key), channel="phone")
    yield "2026-10-07 13:30"
    case.speak(by=okamoto, words=story.said("limits_asked"), next_at=story.at("2026-10-08 13:30"))
    yield "2026-10-08 13:15"
    case.chase(by=okamoto, words=story.said("limits_chase4"), channel="phone")
    case.speak(by=okamoto, words=story.said("limits_fixed"), next_at=story.at("2026-10-09 10:00"))
    yield "2026-10-08 16:20"
    case.hear(by=fujii, text=story.said("limits_threat"), channel="phone", intensity=4)
    case.note(by=fujii, text=story.said("limits_pressed"))
    case.raise_severity(by=okamoto, words=story.said("limits_raise"))
    yield "2026-10-08 16:25"
    case.ask(by=nakamura, person=story.people["hasegawa"], text=story.said("limits_pressed"))
    yield "2026-10-08 16:40"
    asked = case.notes.get(asked=story.people["hasegawa"])
    case.answer(by=story.who("hasegawa"), note=asked.pk, text=story.said("limits_weighed"))


def in_writing(story: Story, case: Case) -> Telling:
    """The letter with the limits, and a report at the same hour of each working day."""
    okamoto, nakamura = story.who("okamoto"), story.who("nakamura")
    yield "2026-10-09 09:15"
    case.decide_contact(by=nakamura, decision="call")
    case.speak(by=nakamura, words=story.said("limits_director"))
    story.contain(case, okamoto, "limits_contain", "2026-10-09 18:00")
    yield "2026-10-09 09:50"
    story.write(case, okamoto, "limits_letter", next_at="2026-10-13 10:00")
    case.lower_severity(by=nakamura, to=3, reason=story.said("limits_lower"))
    for moment, key, next_at in (
        ("2026-10-13 09:45", "limits_day1", "2026-10-14 10:00"),
        ("2026-10-14 09:40", "limits_day2", "2026-10-15 10:00"),
        ("2026-10-15 09:50", "limits_final", "2026-10-16 10:00"),
    ):
        yield moment
        story.write(case, okamoto, key, next_at=next_at)
