"""A firm brings its people and clients in tables: looked at first, entered by a second press, nothing twice."""

import base64
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tanto.clients.bringing.kinds import KINDS
from tanto.clients.bringing.sheets import MOST, read
from tanto.clients.models import Client, Contact
from tanto.journal.verify import verify
from tanto.people.models import Person
from tests.cast import HOUSE, Cast
from tests.recovery.test_receiving import refusal

PEOPLE = (
    "surname,given name,姓,名,e-mail,section,language\nAbe,Jun,阿部,潤,Abe@tamabashi.example,Sales East,ja\n"
)
CLIENTS = "コード,会社名,name,主担当,副担当\nF50,大坪製紙,Otsubo Paper,mori@tamabashi.example,佐々木 彩\n"
CONTACTS = "取引先コード,姓,姓（ローマ字）,メール\nF03,秋山,Akiyama,akiyama@shirakabazawa.example\n"


@pytest.fixture
def keeper(cast: Cast, client):
    cast.boss.change(by=HOUSE, is_administrator=True)
    client.force_login(cast.boss)
    return client


def looks(client, kind: str, content: bytes, name: str = "table.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"/import/{kind}/", {"press": "1", "file": file})


def enters(client, kind: str, page, press: str = "2"):
    table = re.search(r'name="table" value="([^"]+)"', page.content.decode())[1]
    return client.post(f"/import/{kind}/", {"press": press, "table": table})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_people_come_in_any_letters_that_a_spreadsheet_writes(keeper, encoding):
    page = looks(keeper, "people", PEOPLE.encode(encoding))
    assert "One row is new" in page.content.decode()
    assert not Person.objects.filter(family_en="Abe").exists()
    assert "One row was entered" in enters(keeper, "people", page).content.decode()
    new = Person.objects.get(email="abe@tamabashi.example")
    assert (new.name("ja"), new.section.name_en, new.language) == ("阿部 潤", "Sales East", "ja")
    assert verify().broken == ""


def test_clients_name_their_two_tantos_by_address_or_name(keeper, cast: Cast):
    page = looks(keeper, "clients", CLIENTS.encode("cp932"))
    enters(keeper, "clients", page)
    new = Client.objects.get(code="F50")
    assert (new.main, new.deputy, new.name_ja) == (cast.owner, cast.deputy, "大坪製紙")
    assert new.spans.count() == 1


def test_contacts_find_their_client(keeper, cast: Cast):
    enters(keeper, "contacts", looks(keeper, "contacts", CONTACTS.encode()))
    assert Contact.objects.get(email="akiyama@shirakabazawa.example").client == cast.client


def test_an_excel_workbook_is_read(keeper):
    book, content = Workbook(), io.BytesIO()
    for row in (
        ["code", "name", "main tanto", "deputy"],
        [50, "Otsubo", "mori@tamabashi.example", "sasaki@tamabashi.example"],
    ):
        book.active.append(row)
    book.save(content)
    enters(keeper, "clients", looks(keeper, "clients", content.getvalue(), "t.xlsx"))
    assert Client.objects.get(code="50").name_en == "Otsubo"


def test_the_same_table_twice_enters_nothing_twice(keeper):
    enters(keeper, "people", looks(keeper, "people", PEOPLE.encode()))
    again = looks(keeper, "people", PEOPLE.encode())
    assert "one is here already and stays as it is" in again.content.decode()
    assert 'name="table"' not in again.content.decode()
    assert Person.objects.filter(family_en="Abe").count() == 1


def test_a_press_twice_enters_once(keeper):
    page = looks(keeper, "people", PEOPLE.encode())
    for _ in range(2):
        enters(keeper, "people", page)
    assert Person.objects.filter(family_en="Abe").count() == 1


def test_each_bad_row_is_named_and_the_others_come_in(keeper):
    bad = PEOPLE + (
        "Abe,Jun,阿部,潤,abe@tamabashi.example,Sales East,ja\n"
        "Baba,,馬場,,not an address,Sales East,ja\n"
        "Chiba,,千葉,,chiba@tamabashi.example,Sales Moon,ja\n"
        "Doi,,土井,,doi@tamabashi.example,Sales East,kl\n"
        "Endo,,遠藤,,endo@tamabashi.example,Sales East,ja,one,too many\n"
        ",,,,,,\n"
        "Fuji,,藤,,fuji@tamabashi.example,Customer Desk,en\n"
    )
    page = looks(keeper, "people", bad.encode())
    text = page.content.decode()
    assert "2 rows are new" in text
    assert "5 rows do not fit" in text
    for number, why in ((3, "It stands in this file twice."), (4, "E-mail: "), (5, "No section is called “Sales Moon”"), (6, "is no language we speak"), (7, "more cells than the heading")):  # fmt: skip
        assert re.search(rf"row {number}</b>.*?{re.escape(why)}", text, re.DOTALL), (number, why)
    assert "5 rows were left out" in enters(keeper, "people", page).content.decode()
    assert set(
        Person.objects.filter(family_en__in=["Abe", "Fuji", "Endo"]).values_list("family_en", flat=True)
    ) == {"Abe", "Fuji"}


def test_a_client_needs_two_people_who_are_here(keeper):
    rows = (
        "code,name,main tanto,deputy\n"
        "F51,One,mori@tamabashi.example,mori@tamabashi.example\n"
        "F52,Two,nobody@tamabashi.example,mori@tamabashi.example\n"
        "F53,Three,,mori@tamabashi.example\n"
    )
    text = looks(keeper, "clients", rows.encode()).content.decode()
    assert "3 rows do not fit" in text
    assert "it takes two" in text
    assert "nobody here is “nobody@tamabashi.example”" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Its first row is empty"),
        (b"\x81\x00\xff\xfe\xfd", "neither UTF-8 nor Shift_JIS"),
        (b"PK\x03\x04 not a workbook", "The workbook cannot be opened"),
        (b"x" * (4 * 1024 * 1024 + 1), "It is too large"),
        (b"name,city\nAbe,Tokyo\n", "These headings are missing: surname, e-mail. It has: name, city."),
        (("surname,e-mail\n" + "A,a@b.example\n" * (MOST + 1)).encode(), f"more than {MOST} rows"),
        (b'surname,e-mail\n"' + b"x" * 200_000, "a cell without end"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(keeper, content, said):
    answer = looks(keeper, "people", content)
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("&#x27;", "'")


def test_a_forged_table_enters_nothing(keeper):
    assert keeper.post("/import/people/", {"press": "1", "table": "no base64!"}).status_code == 422
    forged = base64.b64encode(b"surname\nAbe\n").decode()
    assert keeper.post("/import/people/", {"press": "1", "table": forged}).status_code == 422


def test_a_separator_of_another_country_is_understood():
    assert read("code;name\nF1;Nord, Süd".encode()).rows[0].cells == {"code": "F1", "name": "Nord, Süd"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_empty_table_has_headings_that_are_understood(keeper, kind):
    content = keeper.get(f"/import/{kind}/empty/").content
    sheet = read(content)
    assert KINDS[kind].missing(sheet) == []
    assert set(KINDS[kind].headings(sheet)) == set(KINDS[kind].columns)


def test_only_who_keeps_the_house_brings_in(cast: Cast, client):
    client.force_login(cast.owner)
    assert client.get("/import/people/").status_code == 404
    assert client.get("/import/people/empty/").status_code == 404


def test_what_is_no_kind_is_not_there(keeper):
    assert keeper.get("/import/secrets/").status_code == 404


def test_nul_and_odd_cells_are_read_without_harm(keeper):
    with refusal("not_a_table"):
        read(b"\n\n")
    assert read(b"code,name\nF1,a\x00b\n").rows[0].cells["name"] == "ab"


def test_a_longer_table_asks_the_same_of_each_row(keeper, django_assert_max_num_queries):
    table = "code,name,main tanto,deputy\n" + "".join(
        f"G{n},Firm {n},mori@tamabashi.example,sasaki@tamabashi.example\n" for n in range(40)
    )
    with django_assert_max_num_queries(20 + 8 * 40):
        assert "40 rows are new" in looks(keeper, "clients", table.encode()).content.decode()
