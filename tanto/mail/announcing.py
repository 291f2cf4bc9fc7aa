"""How mail programs announce what somebody wrote before: “On … wrote:”, a block of headings, a line “Original Message”. Every
pattern looks at one line, cut to a length, so that no text takes longer than its length."""

import re

LINE = 600  # signs of a line that are looked at
SPAN = 5  # lines that an announcement may be broken over

DATE = r"(?:\d{4} ?[-/.年] ?\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? (?:de )?[^\W\d]{3,12}\.?,? (?:de )?\d{4}|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:at )?\d{1,4})"
TIME = re.compile(r"\d{1,2}[:.h時]\d{2}|\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
DATED = re.compile(DATE)
BEGINS = re.compile(
    r"[-*\s]{0,12}(?:on|am|le|el|il|op|em|den|dne|dnia|w dniu|pe|ma|ons|på|в|vào|在|于|to)\b",
    re.IGNORECASE,
)
WITH_DATE = re.compile(
    r"[-*\s]{0,12}(?:\d{1,2}[:.]\d{2}(?: ?[ap]m)?,? |[^\W\d]{2,12}[.,]{0,2} )?" + DATE, re.IGNORECASE
)
VERBS = (
    r"wrote|writes|schrieb|geschrieben|a écrit|écrit|escribió|escribio|ha scritto|scritto|schreef|geschreven|escreveu|skrev|skrev følgende|"
    r"kirjoitti|napisał\(a\)|napisał|napisała|napsal\(a\)|napsal|написала?|пишет|yazdı|írta|a scris|写道|寫道|작성|のメール|さんは書きました|"
    r"(?:さん|様|氏)が書きました|は書きました|さんからのメール"
)
SAYS = re.compile(r"(?:" + VERBS + r")[^\S\n]{0,3}(?:[:：]|-{2,8})[\s*_-]{0,10}$", re.IGNORECASE)
SAYS_BARE = re.compile(
    r"@.{0,80}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev)\s{0,3}$", re.IGNORECASE
)
SAYS_WHO = re.compile(
    r"\b(?:schrieb|schreef|skrev|kirjoitti|escreveu|wrote) .{1,120}[:：]\s{0,3}$", re.IGNORECASE
)
TELLS = re.compile(
    r"\b(?:i|we|you|he|she|they|ich|wir|sie|er|je|nous|vous|yo)\s+(?:have )?(?:wrote|written|schrieben?|écrit)\b",
    re.IGNORECASE,
)
ENDS = re.compile(r"@[\w.-]{1,80}>? ?(?:のメール)?[\s*]{0,3}[:：]$|>\s{0,2}[:：]$")
ADDRESSED = re.compile(r"[<\[(].{0,80}@.{0,80}[>\])]\s{0,2}$")

RULE = r"[-_=*~#+─━—–＿＝＊－―ー～〜]"
WORDS = (
    r"original message|original e?-?mail|reply message|reply above this line|forwarded (?:message|by)[^-]{0,60}|weitergeleitete nachricht|urspr[üu]e?ngliche nachricht|"
    r"original ?nachricht|message d.origine|message original|message transf[ée]r[ée]|mensaje original|mensaje reenviado|messaggio originale|"
    r"messaggio inoltrato|mensagem original|oorspronkelijk bericht|doorgestuurd bericht|ursprungligt meddelande|oprindelig (?:meddelelse|besked)|"
    r"opprinnelig melding|alkuperäinen viesti|исходное сообщение|пересылаемое сообщение|оригинальное сообщение|wiadomość oryginalna|"
    r"oryginalna wiadomość|původní zpráva|eredeti üzenet|orijinal ileti|元のメッセージ|元のメール|オリジナルメッセージ|転送(?:され|する)?(?:た)?メッセージ|"
    r"ここから転送メール|原始邮件|原始郵件|转发的邮件|원본 메[시세]지"
)
ORIGINAL = re.compile(
    rf"[\s*]{{0,4}}{RULE}{{2,80}}\s{{0,3}}(?:{WORDS})\s{{0,3}}{RULE}{{0,80}}[\s*]{{0,4}}$", re.IGNORECASE
)
BARE = re.compile(
    r"\s{0,4}(?:begin forwarded message|début du message réexpédié|元のメッセージ|以下転送|以下、転送)\s{0,2}[:：]?\s{0,4}$",
    re.IGNORECASE,
)

HEADINGS = {
    "from": "from|von|de|da|van|från|fra|od|от|kimden|expéditeur|remitente|mittente|lähettäjä|差出人|送信者|发件人|寄件者|보낸 사람",
    "sent": "sent|date|message du|gesendet|datum|envoyé|envoyé le|enviado|enviado el|inviato|data|fecha|verzonden|skickat|sendt|dato|lähetetty|wysłano|"
    "odesláno|отправлено|дата|送信日時|送信日|日時|日付|发送时间|日期|보낸 날짜",
    "to": "to|an|à|a|para|per|aan|til|till|do|komu|кому|vastaanottaja|宛先|送信先|收件人|받는 사람",
    "subject": "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|тема|件名|主题|主旨|제목",
    "other": "cc|bcc|reply-to|organization|importance|priority|kopie|copie|copie à|answer to|抄送|添付ファイル|attachments|anlagen",
}  # fmt: skip
KIND = {label: kind for kind, labels in HEADINGS.items() for label in labels.split("|")}
ANY_DATE = (
    "date",
    "datum",
    "data",
    "fecha",
    "dato",
    "дата",
    "日時",
    "日付",
    "日期",
)  # a complaint has dates, too
HEADING = re.compile(
    r"[\s*_]{0,8}("
    + "|".join(sorted(map(re.escape, KIND), key=len, reverse=True))
    + r")[\s*_　]{0,4}[:：][\s*_]{0,4}",
    re.IGNORECASE,
)


def length_of(lines: list[str], place: int) -> int:
    """How many lines from here announce a quotation; 0 where none do."""
    line = lines[place][:LINE]
    if len(line) < 5:
        return 0
    end = line.rstrip(" *_\t-")[-1:]  # most lines end as no announcement does
    if (end in ":：" or line.endswith("--")) and SAYS.search(line) and is_announcement(line):
        return 1
    if not (BEGINS.match(line) or WITH_DATE.match(line)) or not (
        any(sign.isdigit() for sign in line) or "@" in line
    ):
        return 0
    if (ENDS.search(line.rstrip()) or SAYS_BARE.search(line)) and DATED.search(line):
        return 1
    if SAYS_WHO.search(line) and DATED.search(line) and is_certain(line) and not TELLS.search(line):
        return 1
    if WITH_DATE.match(line) and ADDRESSED.search(line) and is_quoted(lines, place + 1, bars=True):
        return 1
    return broken(lines, place)


def broken(lines: list[str], place: int) -> int:
    """An announcement that goes on in the next lines."""
    told = lines[place][:LINE]
    for further in range(place + 1, min(place + 2 * SPAN, len(lines))):
        line = lines[further][:LINE]
        if (line.startswith((">>", "> ", "＞")) and not SAYS.search(line)) or (
            BEGINS.match(line) and DATED.search(line)
        ):
            return 0
        told = f"{told} {line}"
        if len(told) > LINE or further - place > SPAN + told.count("  "):
            return 0
        if (SAYS.search(line) or ENDS.search(line.rstrip())) and is_announcement(told):
            return further - place + 1
    return 0


def is_announcement(told: str) -> bool:
    """A date or an address, and somebody else who wrote; a complaint may well tell of what “I wrote”."""
    if TELLS.search(told):
        return False
    return bool(
        DATED.search(told)
        or "@" in told
        or (BEGINS.match(told) and TIME.search(told))
        or re.search(r"(?:さん|様|氏)", told)
    )


def is_certain(told: str) -> bool:
    """Whether it could not be a sentence of somebody who tells: with the hour or an address."""
    return "@" in told or bool(TIME.search(told))


def is_quoted(lines: list[str], place: int, *, bars: bool = False) -> bool:
    """Whether the next line that says anything is quoted."""
    for line in lines[place : place + 4]:
        if line.strip():
            return line.lstrip().startswith((">", "＞", "|") if bars else (">", "＞"))
    return False


def block_of(lines: list[str], place: int) -> int:
    """How many lines from here are the headings of an older mail; 0 where they are none. A place and a date may be a
    complaint's own: there must be a subject or an address among them."""
    if HEADING.match(lines[place][:80]) is None:
        return 0
    found, last, strange = dict[str, int](), place, 0
    is_mail = False
    for number, line in enumerate(lines[place : place + 14], start=place):
        match = HEADING.match(line[:80])
        if match:
            kind = KIND[match.group(1).lower()]
            if kind in found and kind != "other":
                break
            found.setdefault(kind, number)
            sent = kind == "sent" and match.group(1).lower() not in ANY_DATE
            is_mail = is_mail or kind == "subject" or sent or "@" in line[:LINE]
            last, strange = number, 0
        elif line.strip():
            strange += 1
            if strange > 2 or not found:
                break
    told = set(found) - {"other"}
    enough = len(told) >= 3 or {"from", "sent"} <= told or {"from", "subject"} <= told
    return last - place + 1 if enough and "from" in told and is_mail else 0


def is_original(line: str) -> bool:
    return bool(ORIGINAL.match(line[:LINE]) or BARE.match(line[:LINE]))
