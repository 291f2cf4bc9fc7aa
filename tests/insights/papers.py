"""A paper as it is asked for, and what stands in it: read back out of the PDF by poppler."""

import subprocess

from tanto.people.models import Person
from tanto.recovery.models import Case, Document
from tests.cast import Cast


def page(client, person: Person, case: Case, kind: str, language: str = "en"):
    client.force_login(person)
    return client.get(f"/cases/{case.number}/documents/{kind}/?language={language}")


def typed(answer) -> dict[str, str]:
    """The form as it came, ready to be pressed."""
    return {bound.name: written(bound) for bound in answer.context["form"]}


def written(bound) -> str:
    value = bound.value()
    return "" if value is None else bound.field.widget.format_value(value) or ""


def pressed(client, case: Case, kind: str, fields: dict[str, str], wish: str = "pdf"):
    return client.post(f"/cases/{case.number}/documents/{kind}/", fields | {"wish": wish})


def pdf_of(client, cast: Cast, case: Case, kind: str, language: str, **more: str) -> bytes:
    made = pressed(client, case, kind, typed(page(client, cast.owner, case, kind, language)) | more)
    assert made.status_code == 200, made.content.decode()
    return made.content


def letter_of(client, cast: Cast, case: Case) -> str:
    return text_of(pdf_of(client, cast, case, "apology", "en"))


def kept_letter(client, cast: Cast, case: Case) -> Document:
    fields = typed(page(client, cast.owner, case, "apology"))
    assert pressed(client, case, "apology", fields, "keep").status_code == 302
    return case.documents.get()


def poppler(*command: str, pdf: bytes) -> str:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def text_of(pdf: bytes) -> str:
    """Without spaces: between Latin and Japanese signs the layout sets some of its own."""
    return "".join(poppler("pdftotext", "-raw", "-", "-", pdf=pdf).split())


def layout_of(pdf: bytes) -> str:
    return poppler("pdftotext", "-bbox", "-", "-", pdf=pdf)


def about(pdf: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in poppler("pdfinfo", "-", pdf=pdf).splitlines())
    return {name: value.strip() for name, _colon, value in lines}


def pages_of(pdf: bytes) -> int:
    return int(about(pdf)["Pages"])
