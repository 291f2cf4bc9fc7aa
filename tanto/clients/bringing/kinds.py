"""What can be brought in from a table: people, clients with their tantos, contacts. Each row goes through the form and the
verb that the page has; the preview says of each what would happen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.forms import ModelForm
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tanto.journal.actor import Actor
from tanto.people.forms import PersonForm
from tanto.people.models import Person, Section
from tanto.web.pressing import also

from ..forms import ClientForm, ContactForm
from ..models import Client, Contact
from .sheets import Row, Sheet

NEW, KNOWN, BAD = "new", "known", "bad"
LANGUAGES = {
    "": "ja",
    "ja": "ja",
    "日本語": "ja",
    "japanese": "ja",
    "en": "en",
    "英語": "en",
    "english": "en",
}


@dataclass
class Line:
    """One row of the table. title: what it is called; outcome: new, known or bad; why: what is wrong, a sentence each; data:
    what the verb is told."""

    number: int
    title: str
    outcome: str = NEW
    why: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """columns: field and the headings it is known by, the first being ours; check: a row's cells by field become a line;
    bring: the verb."""

    name: str
    label: str | Promise
    columns: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    check: Callable[[Line, dict[str, str], "Known"], None]
    bring: Callable[[Line, Actor], Any]

    def headings(self, sheet: Sheet) -> dict[str, str]:
        """Which heading of the sheet holds which field."""
        known = {heading.casefold(): heading for heading in sheet.heading}
        found = {}
        for name, aliases in self.columns.items():
            heading = next((known[alias.casefold()] for alias in aliases if alias.casefold() in known), None)
            if heading is not None:
                found[name] = heading
        return found

    def missing(self, sheet: Sheet) -> list[str]:
        """Headings that must be there and are not, as ours."""
        found = self.headings(sheet)
        return [ours(self.columns[name]) for name in self.needs if name not in found]

    def ours(self) -> list[str]:
        """A heading for each column, in the language of the reader."""
        return [ours(aliases) for aliases in self.columns.values()]

    def lines(self, sheet: Sheet) -> list[Line]:
        """Every row, with what would happen to it. Nothing is written."""
        headings, known = self.headings(sheet), Known()
        return [self.line(row, headings, known) for row in sheet.rows]

    def line(self, row: Row, headings: dict[str, str], known: "Known") -> Line:
        cells = {name: row.cells.get(heading, "") for name, heading in headings.items()}
        line = Line(row.number, title=" ".join(filter(None, list(cells.values())[:3])))
        if row.extra:
            line.why.append(
                _("It has more cells than the heading; perhaps a comma stands inside a name without quotes.")
            )
        else:
            self.check(line, cells, known)
        if line.why:
            line.outcome = BAD
        return line


def ours(aliases: Sequence[str]) -> str:
    """The first that a reader of this language would write."""
    japanese = [alias for alias in aliases if not alias.isascii()]
    is_japanese = (get_language() or "en").startswith("ja")
    return japanese[0] if is_japanese and japanese else aliases[0]


class Known:
    """Who and what is here already, asked for once for a whole table; seen: what stood in the table before."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    @cached_property
    def people(self) -> list[Person]:
        return list(Person.objects.here())

    @cached_property
    def addresses(self) -> set[str]:
        """Of everybody, also of who left: an address is one person for ever."""
        return {email.lower() for email in Person.objects.values_list("email", flat=True)}

    @cached_property
    def sections(self) -> list[Section]:
        return list(Section.objects.all())

    @cached_property
    def clients(self) -> dict[str, Client]:
        return {client.code: client for client in Client.objects.all()}

    @cached_property
    def contacts(self) -> set[tuple[int, str]]:
        """Client and address, client and surname."""
        rows = Contact.objects.values_list("client_id", "email", "name_en")
        return {(pk, text.casefold()) for pk, *texts in rows for text in texts if text}


def hold(line: Line, form: "ModelForm[Any]") -> None:
    """What the form says of the row."""
    if form.is_valid():
        line.data = dict(form.cleaned_data)
        return
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        line.why += [f"{label}: {error}" if label else str(error) for error in errors]


def language(line: Line, cells: dict[str, str]) -> str:
    said = cells.get("language", "").casefold()
    if said not in LANGUAGES:
        line.why.append(_("“%(said)s” is no language we speak; write ja or en.") % {"said": said})
    return LANGUAGES.get(said, "ja")


def once(line: Line, key: str, known: Known) -> None:
    if key and key in known.seen:
        line.why.append(_("It stands in this file twice."))
    known.seen.add(key)


def named(rows: Iterable[Any], said: str) -> list[Any]:
    """Whoever goes by this name in either language."""
    wanted = "".join(said.split()).casefold()
    return [
        row for row in rows if wanted in {"".join(row.name(lang).split()).casefold() for lang in ("en", "ja")}
    ]


def somebody(line: Line, label: str, said: str, known: Known) -> int | None:
    """One person who works here, by address or by full name."""
    by_address = [person for person in known.people if person.email == said.lower()]
    found = by_address or (named(known.people, said) if said else [])
    if len(found) == 1:
        return int(found[0].pk)
    if said:
        line.why.append(
            (_("%(label)s: two people are called “%(said)s”; write the address.") if found else _("%(label)s: nobody here is “%(said)s”."))
            % {"label": label, "said": said}
        )  # fmt: skip
    return None


def picked(cells: dict[str, str], *names: str) -> dict[str, Any]:
    return {name: cells.get(name, "") for name in names}


def titled(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


def check_person(line: Line, cells: dict[str, str], known: Known) -> None:
    email, said = cells.get("email", "").lower(), cells.get("section", "")
    family, given = (cells.get(f"{name}_ja") or cells.get(f"{name}_en") for name in ("family", "given"))
    line.title = titled(family, given, email)
    once(line, email, known)
    if email in known.addresses:
        line.outcome = KNOWN
        return
    sections = named(known.sections, said) if said else []
    if said and len(sections) != 1:
        line.why.append(_("No section is called “%(said)s”. Open it first, under People.") % {"said": said})
        return
    data = picked(cells, "family_en", "given_en", "family_ja", "given_ja", "email", "phone")
    data |= {"language": language(line, cells), "section": sections[0].pk if sections else ""}
    hold(line, PersonForm(data))


def check_client(line: Line, cells: dict[str, str], known: Known) -> None:
    code = cells.get("code", "")
    line.title = titled(code, cells.get("name_ja") or cells.get("name_en"))
    once(line, code, known)
    if code in known.clients:
        line.outcome = KNOWN
        return
    data = picked(cells, "name_en", "name_ja", "code", "city")
    data["name_en"] = data["name_en"] or data["name_ja"]
    data["main"] = somebody(line, _("Main tanto"), cells.get("main", ""), known)
    data["deputy"] = somebody(line, _("Deputy"), cells.get("deputy", ""), known)
    if data["main"] is not None and data["main"] == data["deputy"]:
        line.why.append(_("Main tanto and deputy are the same person; it takes two."))
    hold(line, ClientForm(data))


def check_contact(line: Line, cells: dict[str, str], known: Known) -> None:
    said, email = cells.get("client", ""), cells.get("email", "").lower()
    name = cells.get("name_ja") or cells.get("name_en") or ""
    line.title = titled(said, name, email)
    by_code = [known.clients[said]] if said in known.clients else []
    clients = by_code or (named(known.clients.values(), said) if said else [])
    if len(clients) != 1:
        line.why.append(
            _("No client has the code or name “%(said)s”. Bring the clients in first.") % {"said": said}
        )
        return
    client = clients[0]
    once(line, f"{client.pk} {email or name}", known)
    if (client.pk, (email or cells.get("name_en") or name).casefold()) in known.contacts:
        line.outcome = KNOWN
        return
    data = picked(cells, "name_en", "name_ja", "title", "role", "email", "phone")
    data["name_en"] = data["name_en"] or data["name_ja"]
    hold(line, ContactForm(data | {"language": language(line, cells)}))
    line.data["client"] = client


def bring_person(line: Line, by: Actor) -> None:
    Person.join(by=by, **line.data)


def bring_client(line: Line, by: Actor) -> None:
    Client.take_on(by=by, **line.data)


def bring_contact(line: Line, by: Actor) -> None:
    data = dict(line.data)
    Contact.meet(data.pop("client"), by=by, **data)


EMAIL = ("e-mail", "email", "mail", "メールアドレス", "メール")
PHONE = ("telephone", "phone", "tel", "電話番号", "電話")
LANGUAGE = ("language", "言語")
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "people", gettext_lazy("Colleagues"),
            {
                "family_en": ("surname", "family_en", "姓（ローマ字）", "姓(ローマ字)", "セイ"),
                "given_en": ("given name", "given_en", "名（ローマ字）", "名(ローマ字)"),
                "family_ja": ("surname (Japanese)", "family_ja", "姓"), "given_ja": ("given name (Japanese)", "given_ja", "名"),
                "email": EMAIL, "section": ("section", "部門", "部署", "所属"), "phone": PHONE, "language": LANGUAGE,
            },
            ("family_en", "email"), check_person, bring_person,
        ),
        Kind(
            "clients", gettext_lazy("Clients, with main tanto and deputy"),
            {
                "code": ("code", "コード", "取引先コード", "顧客コード"), "name_en": ("name", "name_en", "会社名（英語）", "会社名(英語)"),
                "name_ja": ("name (Japanese)", "name_ja", "会社名", "取引先名", "顧客名"), "city": ("city", "所在地", "市区町村"),
                "main": ("main tanto", "main", "主担当", "担当", "担当者"), "deputy": ("deputy", "副担当"),
            },
            ("code", "main", "deputy"), check_client, bring_client,
        ),
        Kind(
            "contacts", gettext_lazy("Contacts at the clients"),
            {
                "client": ("client", "client code", "取引先コード", "顧客コード", "会社名", "取引先名"),
                "name_en": ("surname", "name", "name_en", "姓（ローマ字）", "姓(ローマ字)"), "name_ja": ("surname (Japanese)", "name_ja", "姓", "氏名"),
                "title": ("title", "敬称（英語）"), "role": ("role", "役割", "役職", "部署"), "email": EMAIL, "phone": PHONE, "language": LANGUAGE,
            },
            ("client",), check_contact, bring_contact,
        ),
    )
}  # fmt: skip


def brought(kind: Kind, lines: Sequence[Line], by: Actor) -> int:
    """Enter every new line, each with a press of its own; how many. Inside a transaction of the caller: all or none."""
    new = [line for line in lines if line.outcome == NEW]
    for line in new:
        kind.bring(line, by.pressing(also(by.press, line.number)))
    return len(new)
