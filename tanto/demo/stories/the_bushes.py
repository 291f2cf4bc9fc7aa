"""ST-03. Four bushes that three sections sent round, until one name was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tanto.recovery.models import Case

    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "bushes": (
        "Four of your bushes are a hair too tight. I hand a whole line over to a noodle plant on Thursday, so I need four "
        "that fit by Wednesday.",
        "御社のブッシュ4個、わずかにきつくて入らない。木曜には製麺工場へライン一式を納めるので、水曜までに合うものが4個要ります。",
    ),
    "bushes_issue": ("Four bushes that fit, by Wednesday", "水曜までに、きちんと入るブッシュを4個"),
    "bushes_cushion": (
        "Standing two days before your own delivery with four parts that do not go in must leave you no room at all.",
        "ご自身の納入を二日後に控え、部品4個が入らないままでは、お手の打ちようもないお気持ちとお察しいたします。",
    ),
    "bushes_action": (
        "Find a machine for four bushes, and say by whom and when they are made",
        "ブッシュ4個の加工枠を確保し、誰がいつ作るかをお知らせする",
    ),
    "bushes_ask": (
        "Make four bushes again, bore 25.02, by Tuesday 11:00",
        "ブッシュ4個を内径25.02で再加工、火曜11時まで",
    ),
    "bushes_sold": ("Sales sold it, sales solves it.", "売ったのは営業です。営業で片づけてください。"),
    "bushes_returned": (
        "This says nothing that I can tell Mr. Okabe. What exactly keeps us from it, and until when?",
        "これでは岡部様に何もお伝えできません。何が妨げで、いつまで続くのか、教えてください。",
    ),
    "bushes_full": (
        "All three machines are full until Thursday noon; I may not move an order by myself.",
        "3台とも木曜の昼まで埋まっています。受注の順番を、私の判断では動かせません。",
    ),
    "bushes_logistics": (
        "If it is about a delivery, Logistics can ask for a later pick-up.",
        "納入の話であれば、物流から集荷を遅らせてもらえばよいのでは。",
    ),
    "bushes_back": (
        "A later truck does not help: there is nothing to put on it yet.",
        "便を遅らせても解決しません。載せる物がまだないのですから。",
    ),
    "bushes_up": (
        "Three sections, three hours, and still no name. I ask for a decision.",
        "三つの部署を回って三時間、まだ担当者が決まりません。ご判断をお願いします。",
    ),
    "bushes_decided": (
        "Decided: machining makes the four on Tuesday from 06:30 to 08:30. The two hours of overtime, 18,000 yen, are "
        "mine. Nobody passes it on any more.",
        "決定：火曜6時30分から8時30分に加工部門で4個を作る。残業2時間分の1万8千円は役員予算で持つ。これ以上、たらい回しにしないこと。",
    ),
    "bushes_told": (
        "Told Mr. Okabe that the machine is not settled yet and that he hears from me by half past five, by name.",
        "岡部様へお電話。加工枠がまだ決まっておらず、17時30分までに私からお名前を挙げてお返事するとお伝えした。",
    ),
    "bushes_name": (
        "Told Mr. Okabe: they are made tomorrow from half past six, and stand on his dock at eleven.",
        "岡部様へお電話。明朝6時30分から加工し、11時にはお手元に届くとお伝えした。",
    ),
    "bushes_report": (
        "The four bushes: first report\nDear Mr. Okabe,\n\nyour four bushes are made tomorrow morning from 06:30 and "
        "brought to you by 11:00. Every bush is measured before it leaves.\nI call you tomorrow by 11:15, also when the "
        "van stands in traffic.\nYour page: {link}\n\nTakahashi Naomi, Sales East, direct 03-0000-2718",
        "ブッシュ4個の件、第一報\n岡部様\n\nいつもお世話になっております。多摩橋機工の高橋でございます。\nブッシュ4個は明朝6時30分より"
        "加工し、1個ずつ測定のうえ、11時までにお届けいたします。\n道路の状況にかかわらず、明日11時15分までに私からお電話いたします。\n"
        "専用ページ：{link}\n\n東日本営業部　高橋 直美／直通 03-0000-2718",
    ),
    "bushes_contain": (
        "The other sixteen bushes of the lot measured; two more set aside",
        "同じロットの残り16個を測定し、2個を取り除いた",
    ),
    "bushes_mistake": (
        "The question went round three sections before somebody decided; the customer waited three hours and forty "
        "minutes.",
        "判断する人が決まるまで三つの部署を回り、お客様を3時間40分お待たせした。",
    ),
    "bushes_step": ("help between sections", "部署間の応援"),
    "bushes_fixed": (
        "Four bushes, each measured, were handed over on Tuesday 23 June at 11:00.",
        "測定済みのブッシュ4個を、6月23日（火）11時にお渡しいたしました。",
    ),
    "bushes_test": (
        "Do the four bushes fit?\nDear Mr. Okabe,\n\nthe four bushes are with you since eleven. Only you can "
        "say: is it solved for you?\nOne press is enough: {link}\nI call you today by 15:30 if that is easier.\n\n"
        "Takahashi Naomi, Sales East, direct 03-0000-2718",
        "ブッシュは合いましたでしょうか\n岡部様\n\n多摩橋機工の高橋でございます。11時に4個をお渡しいたしました。"
        "解決しておりますでしょうか。大切なのは岡部様のご判断でございます。\n次のページでお答えいただけます：{link}\n"
        "お電話のほうがよろしければ、本日15時30分までに私からおかけいたします。\n\n東日本営業部　高橋 直美／直通 03-0000-2718",
    ),
    "bushes_solved": ("They slide in by hand. Solved.", "手ですっと入りました。解決です。"),
    "bushes_nothing": (
        "Nothing more. Only: too many voices on Monday.",
        "もう何もありません。ただ、月曜は話す人が多すぎました。",
    ),
    "bushes_lasting": (
        "The line runs at the noodle plant. No trouble.",
        "ラインは製麺工場で順調に動いています。",
    ),
    "bushes_later": ("Still running.", "変わりなく動いています。"),
}


def the_bushes(story: Story) -> Telling:
    """ST-03: refused, passed on, passed back; an executive says one name. Closed by the customer on 7 July."""
    takahashi, okabe = story.who("takahashi"), story.hers("Okabe", heard_by="takahashi")
    yield "2026-06-22 13:34"
    case = story.receive(
        "bushes",
        by="takahashi",
        code="F04",
        contact="Okabe",
        known_at=story.at("2026-06-22 13:30"),
        channel="phone",
        severity=2,
        failure="coordination",
    )
    yield from story.boss_stands_by(case, "2026-06-22 13:40", "2026-06-22 13:42")
    yield "2026-06-22 13:45"
    story.begin(case, "takahashi", "bushes", intensity=2, due="2026-06-22 17:30", next_at="2026-06-22 16:00")
    case.assess(by=takahashi, their_customers=2, promise=2, harm=2, triggers=["their_clients"])
    story.ask_action(case, takahashi, "bushes_ask", "matsumoto", "2026-06-23 11:00")
    yield from sent_round(story, case)
    yield "2026-06-22 17:14"
    case.speak(by=takahashi, words=story.said("bushes_name"), next_at=story.at("2026-06-23 11:15"))
    story.finish(case, "takahashi", "bushes_action")
    case.decide_contact(by=story.who("suzuki"), decision="call")
    yield "2026-06-22 17:35"
    story.write(case, takahashi, "bushes_report", next_at="2026-06-23 11:15")
    yield "2026-06-23 08:40"
    story.finish(case, "kato", "bushes_ask")
    story.contain(case, takahashi, "bushes_contain", "2026-06-23 12:00")
    yield "2026-06-23 11:05"
    case.report_fixed(by=takahashi, how=story.said("bushes_fixed"))
    story.write(case, takahashi, "bushes_test", next_at="2026-06-23 15:30")
    yield "2026-06-23 15:00"
    case.confirm_fix(by=okabe, words=story.said("bushes_solved"), channel="phone")
    case.say_nothing_more(by=okabe, words=story.said("bushes_nothing"), channel="phone")
    case.record_mistake(by=takahashi, what=story.said("bushes_mistake"), work_step=story.said("bushes_step"))
    yield from story.asked_again(case, okabe, "2026-07-07 08:50", "bushes_lasting")
    yield from story.asked_again(case, okabe, "2026-07-23 08:40", "bushes_later")
    yield from story.asked_again(case, okabe, "2026-09-24 08:50", "bushes_later")


def sent_round(story: Story, case: Case) -> Telling:
    """Three hours and forty minutes on Monday afternoon."""
    takahashi, hayashi = story.who("takahashi"), story.who("hayashi")
    yield "2026-06-22 15:50"
    story.decline(case, "matsumoto", "bushes_sold")
    case.speak(by=takahashi, words=story.said("bushes_told"), next_at=story.at("2026-06-22 17:30"))
    yield "2026-06-22 15:54"
    case.ask(by=takahashi, person=story.people["matsumoto"], text=story.said("bushes_returned"))
    yield "2026-06-22 15:58"
    asked = case.notes.get(asked=story.people["matsumoto"])
    case.answer(by=story.who("matsumoto"), note=asked.pk, text=story.said("bushes_full"))
    for moment, person, answer in (
        ("2026-06-22 16:05", "ogawa", "bushes_logistics"),
        ("2026-06-22 16:25", "saito", "bushes_back"),
    ):
        yield moment
        story.ask_action(case, takahashi, "bushes_ask", person, "2026-06-23 11:00")
        story.decline(case, person, answer)
    yield "2026-06-22 16:45"
    case.note(by=takahashi, text=story.said("bushes_up"))
    case.bring_in_boss(by=takahashi, boss=story.people["hayashi"])
    yield "2026-06-22 17:06"
    case.acknowledge(by=hayashi)
    case.thank(by=hayashi)
    yield "2026-06-22 17:10"
    case.note(by=hayashi, text=story.said("bushes_decided"))
    story.ask_action(case, takahashi, "bushes_ask", "kato", "2026-06-23 11:00")
    story.take_action(case, "kato")
