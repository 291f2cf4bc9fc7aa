"""The signature below a mail: behind two dashes, under or between rulers with the facts of a firm, or a line that a telephone
adds. A greeting with a name is no signature: it is the last word of the writer."""

import re

from .announcing import LINE, RULE

DASHES = re.compile(r"\s?(?:--|—|––)\s{0,3}$")
RULER = re.compile(rf"[\s*ᐧ]{{0,8}}(?:{RULE}[\s・]?){{2,}}\s*$|^\s*ᐧ\s*$|^\s*[◆◇■□●○★☆※・…‥∴∞☆*]{{5,}}\s*$")
UNDERSCORES = re.compile(r"\s{0,3}_{5,}\s*$")
ENCLOSED = re.compile(rf"\s{{0,4}}{RULE}{{3,}}[^\n]{{1,60}}{RULE}{{3,}}\s*$")
CONTACT = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,80}|e-?mail ?[:：])|(?P<web>https?://|www\.|url ?[:：])|"
    r"(?P<phone>\b(?:tel|fax|phone|mobile|cell|mobil|fon|telefon|tél)\b ?\.?[:：]?|電話|携帯|内線|[（(]?\+?\d{2,4}[）)]?[- .]\d{2,4}[- .]\d{3,4})|"
    r"(?P<place>〒|住所|\d{3}-\d{4}\b.{0,20}[都道府県市区]|丁目|ビル\d)|(?P<firm>株式会社|有限会社|合同会社|\(株\)|（株）|㈱|\b(?:inc|ltd|llc|gmbh|ag|s\.?a|corp|co)\b\.?,?|部\b|課\b)",
    re.IGNORECASE,
)
SENT_FROM = re.compile(
    r"\s{0,3}[>*_<(\[-]{0,4}\s?(?:"
    r"(?:sent|mailed) (?:from|via|with|using|by) (?:my |the |a )?[\w®™+'.-]{2,25}(?: [\w®™+'.-]{1,25}){0,5}|sent from (?:my )?[^,;:]{2,30} (?:device|phone|tablet)|"
    r"get outlook for (?:ios|android|mac)[^\n]{0,60}|(?:von|gesendet (?:von|mit|über)) (?:meinem |meiner |der |dem )?[\w.+-]{2,25}(?: [\w.+-]{1,25}){0,4}(?: gesendet)?|"
    r"diese nachricht wurde von mein[^\n]{0,80}gesendet|envoyé (?:de|depuis|à partir de) (?:mon |ma |l.)?[\w.+-]{2,25}(?: [\w.+-]{1,25}){0,4}|"
    r"enviado (?:desde|do|de|a partir de) (?:mi |meu |o )?[\w.+-]{2,25}(?: [\w.+-]{1,25}){0,4}|inviato (?:da|dal) (?:mio )?[\w.+-]{2,25}(?: [\w.+-]{1,25}){0,4}|"
    r"verzonden (?:vanaf|met|vanuit) (?:mijn )?[\w.+-]{2,25}(?: [\w.+-]{1,25}){0,4}|(?:skickat|skickades|sendt|sendt) (?:från|fra) (?:min )?[\w.+-]{2,25}(?: [\w.+-]{1,25}){0,4}|"
    r"lähetetty [\w.+-]{2,25}(?: [\w.+-]{1,25}){0,3}|wysłan[eo] z [\w.+-]{2,25}(?: [\w.+-]{1,25}){0,3}|отправлено (?:с|из) [\w.+-]{2,25}(?: [\w.+-]{1,25}){0,3}|"
    r"[\w ]{2,20}から送信(?:しました)?|(?:my )?(?:iphone|ipad|android|スマートフォン|スマホ|携帯)(?:端末)?から(?:の)?送信[^\n]{0,10})[.>)\]*_]{0,4}\s{0,3}(?:<?https?://[^\s>]{1,200}>?)?\s*$",
    re.IGNORECASE,
)
TALL, TALLEST = (
    15,
    40,
)  # lines of a signature; below "-- ", which is the rule among programs, it may be longer


def without_signature(lines: list[str]) -> list[str]:
    """The lines above the signature; all of them where there is none."""
    kept = upto(lines)
    while len(kept) < len(lines):
        lines, kept = kept, upto(kept)
    return lines


def upto(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or RULER.match(lines[end - 1][:LINE])):
        end -= 1
    if end and SENT_FROM.match(lines[end - 1][:LINE]):
        return lines[: end - 1]
    for place in range(end - 1, max(end - TALLEST - 1, -1), -1):
        line = lines[place][:LINE]
        if line.startswith((">", "```")):
            break
        if DASHES.match(line) and (line == "-- " or end - place <= TALL):
            return lines[:place]
    return lines[: ruled(lines[:end])]


def ruled(lines: list[str]) -> int:
    """Where a signature begins that a ruler parts from the text; the length of the text where none does."""
    said = 0
    for place in range(len(lines) - 1, max(len(lines) - TALL - 1, -1), -1):
        line = lines[place][:LINE]
        if RULER.match(line) or ENCLOSED.match(line):
            below = lines[place + 1 :]
            if is_contact(below) or (UNDERSCORES.match(line) and said <= 4):
                return place
            return len(lines)
        said += bool(line.strip())
    return len(lines)


def is_contact(lines: list[str]) -> bool:
    """Facts by which a firm is reached: at least two of mail, web, telephone, place and name of a firm."""
    found = {match.lastgroup for line in lines for match in CONTACT.finditer(line[:200])}
    return len(found) >= 2
