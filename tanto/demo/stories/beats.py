"""What is said and done in many recoveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.journal.actor import Actor
from tanto.recovery.models import Case

if TYPE_CHECKING:
    from ..telling import Pair

SAID: dict[str, Pair] = {
    "thanks": (
        "Thank you for telling me so quickly. It helps the customer, and it helps us.",
        "早く知らせてくれて、ありがとう。お客様のためにも、私たちのためにも助かりました。",
    ),
    "accountable": (
        "I am {me}. From this moment I am fully accountable for the next steps until you tell me it is solved.",
        "{me}でございます。{contact}から「解決した」とお言葉をいただくまで、今後の対応はすべて私が責任を持ちます。",
    ),
    "asked_solved": (
        "Asked whether it is solved in their eyes; I am in touch again by {next_time}.",
        "解決しているかどうかをお尋ねした。{next_time}までに改めてご連絡するとお伝えした。",
    ),
    "cushion_plain": (
        "I can see what this has done to your day, and that you had to be the one to find it.",
        "お客様のほうでお気づきになり、ご予定まで狂わせてしまったこと、ご負担の大きさを重く受け止めております。",
    ),
}


def answer_apology(case: Case, by: Actor, reaction: str, words: str) -> None:
    last = case.apologies.last()
    assert last is not None
    case.take_reaction(by=by, apology=last.pk, reaction=reaction, words=words)
