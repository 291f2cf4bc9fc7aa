"""Texts to start from (dictionary 5.2, shortened to what one case of the slice knows), per language of the customer.

Placeholders in braces; {link} stays until the letter leaves.
"""

import re
from string import Formatter

# What a draft leaves for the writer to say; a letter in which it still stands does not leave.
NEWS = {"en": "[what is done, and what comes next]", "ja": "【済んだこと、次に行うこと】"}

DRAFTS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "accountability": (
            "",
            "I am {me}. From this moment I am fully accountable for the next steps until you tell me it is solved.",
        ),
        "update": (
            "Where we stand ({number})",
            "Dear {contact},\n\n"
            "here is where we stand at {now}.\n{news}\n\n"
            "I stay responsible and will be in touch by {next_time}, with or without a result.\n"
            "Your page on this matter: {link}\n\n"
            "{me}, {section}, direct {phone}",
        ),
        "test": (
            "Is it solved for you? ({number})",
            "Dear {contact},\n\n"
            "{fixed}\n\n"
            "What we think does not matter here; your view does. "
            "Is it solved for you, partly solved, or not solved?\n"
            "One press on your page is enough, or a word by reply: {link}\n\n"
            "I will call you by {next_time} if that is easier for you.\n\n"
            "{me}, {section}, direct {phone}",
        ),
        "probe": (
            "Is anything left? ({number})",
            "Dear {contact},\n\n"
            "thank you for telling me that it is solved.\n"
            "Is there anything left that still needs work from our side, even something small "
            "that we have never spoken about?\n"
            "Your page: {link}\n\n"
            "{me}, {section}, direct {phone}",
        ),
        "follow_up": (
            "How has it been since? ({number})",
            "Dear {contact},\n\n"
            "two weeks ago you told me that it was solved. How has it been since then?\n"
            "Is anything left, inside your firm or with your own client?\n"
            "Your page: {link}\n\n"
            "{me}, {section}, direct {phone}",
        ),
    },
    "ja": {
        "accountability": (
            "",
            "{surname}でございます。{contact}から「解決した」とお言葉をいただくまで、今後の対応はすべて私が責任を持ちます。",
        ),
        "update": (
            "状況のご報告（受付番号 {number}）",
            "{firm}\n{contact}\n\n"
            "いつもお世話になっております。{ours}の{surname}でございます。\n"
            "{now}時点の状況をご報告いたします。\n{news}\n\n"
            "引き続き私{surname}が責任を持って進め、{next_time}までに、途中であっても必ずご連絡いたします。\n"
            "本件の専用ページ：{link}\n\n"
            "{ours}　{section}　{me}／直通 {phone}",
        ),
        "test": (
            "解決しておりますでしょうか（受付番号 {number}）",
            "{firm}\n{contact}\n\n"
            "いつもお世話になっております。{ours}の{surname}でございます。\n"
            "{fixed}\n\n"
            "大切なのは弊社の見方ではなく、{contact}のご判断でございます。"
            "「解決した」「一部解決」「解決していない」のうち、いずれでしょうか。\n"
            "次のページ、またはひと言のご返信でお答えいただけます：{link}\n\n"
            "お電話のほうがよろしければ、{next_time}までに私{surname}からお電話いたします。\n\n"
            "{ours}　{section}　{me}／直通 {phone}",
        ),
        "probe": (
            "ほかにお困りごとはございませんか（受付番号 {number}）",
            "{firm}\n{contact}\n\n"
            "解決したとのお言葉をいただき、ありがとうございます。{ours}の{surname}でございます。\n"
            "弊社で対応すべきことは、ほかに残っておりませんでしょうか。"
            "これまでお話しする機会がなかった小さなお困りごとも、私{surname}が責任を持って承ります。\n"
            "専用ページ：{link}\n\n"
            "{ours}　{section}　{me}／直通 {phone}",
        ),
        "follow_up": (
            "その後のご様子を伺います（受付番号 {number}）",
            "{firm}\n{contact}\n\n"
            "解決とのお言葉をいただいてから二週間がたちました。{ours}の{surname}でございます。\n"
            "その後、問題なくお使いいただけておりますでしょうか。"
            "社内や貴社のお客様との間で、気がかりは残っておりませんか。\n"
            "専用ページ：{link}\n\n"
            "{ours}　{section}　{me}／直通 {phone}",
        ),
    },
}


def gap(text: str) -> str:
    """What is still open in a text, as it stands there; empty when nothing is."""
    open_place = re.search(r"{(?!link})\w*}", text)
    return open_place.group() if open_place else next((news for news in NEWS.values() if news in text), "")


class Leaving(Formatter):
    """Fills what is known and leaves the rest in its braces."""

    def get_value(self, key: int | str, args: object, kwargs: object) -> object:
        known = kwargs if isinstance(kwargs, dict) else {}
        return known.get(str(key)) or "{" + str(key) + "}"


def draft(name: str, language: str, **known: str) -> tuple[str, str]:
    """Subject and body of a text to start from."""
    language = language if language in DRAFTS else "en"
    known.setdefault("news", NEWS[language])
    subject, body = DRAFTS[language][name]
    return Leaving().format(subject, **known), Leaving().format(body, **known)
