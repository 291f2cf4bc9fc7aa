"""The pages of the mail room: who may see what, and what stands there."""

import datetime as dt
import io
import zipfile
from base64 import b64encode

import pytest

from tanto import clocks
from tanto.mail.models import Arrival, Mailbox
from tanto.mail.taking import take
from tanto.notices.drain import drain
from tanto.people.models import Person
from tanto.recovery.hers import hers
from tanto.recovery.models import Case, Reading, Verbatim
from tanto.recovery.steps import End
from tests.cast import HOUSE, Cast
from tests.mail.conftest import open_box
from tests.mail.letters import mail


@pytest.fixture
def keeper(cast: Cast, client):
    client.force_login(Person.objects.get(is_administrator=True))
    return client


def typed(cast: Cast, **more) -> dict[str, object]:
    return {"name": "Claims", "address": "Claims@tamabashi.example", "section": cast.colleague.section_id, "duty": cast.colleague.pk, "language": "ja", "way": "imap", "host": "mx.example", "security": "tls", "sign_in": "password", "password": "hidden-word", "folder": "", "afterwards": "move", "press": "1"} | more  # fmt: skip


def arrived(cast: Cast, raw: bytes, box: Mailbox) -> Arrival:
    arrival = Arrival.keep(raw, source="x", at=clocks.now(), mailbox=box)
    take(arrival)
    arrival.refresh_from_db()
    return arrival


def test_the_keeper_enters_a_mailbox_and_its_password_is_never_shown(keeper, cast: Cast):
    assert keeper.post("/mail/new/", typed(cast)).status_code == 302
    box = Mailbox.objects.get()
    assert (box.address, box.folder, box.secrets()) == (
        "claims@tamabashi.example",
        "INBOX",
        {"password": "hidden-word"},
    )
    page = keeper.get(f"/mail/{box.pk}/").content.decode()
    assert "hidden-word" not in page
    assert box.secret not in page
    keeper.post(f"/mail/{box.pk}/", typed(cast, password="", name="Complaints", press="2"))
    box.refresh_from_db()
    assert (box.name, box.secrets()) == ("Complaints", {"password": "hidden-word"})


def test_a_program_is_told_which_field_of_a_mailbox_is_wrong(cast: Cast, client):
    keeper = Person.objects.get(is_administrator=True)
    token = keeper.make_token(by=keeper.actor, name="set-up", scope="house", days=30)
    given = {"name": "Claims", "address": "claims@tamabashi.example", "section": cast.colleague.section_id, "duty": cast.colleague.pk}  # fmt: skip
    known = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {token}"}}
    answer = client.post("/api/v1/mailboxes", given, **known)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, ["host"])
    assert client.post("/api/v1/mailboxes", given | {"host": "mx.example"}, **known).status_code == 201


@pytest.mark.parametrize("more", [{"host": "mx.elsewhere.example"}, {"sign_in": "oauth2", "client_id": "x", "token_url": "https://elsewhere.example/"}])  # fmt: skip
def test_a_password_is_sent_to_no_server_for_which_nobody_entered_it(keeper, cast: Cast, more):
    keeper.post("/mail/new/", typed(cast))
    box = Mailbox.objects.get()
    page = keeper.post(f"/mail/{box.pk}/", typed(cast, password="", press="2", **more))
    assert page.status_code == 422
    assert "Enter it again" in page.content.decode()
    assert keeper.post(f"/mail/{box.pk}/", typed(cast, press="3", **more) | {"client_secret": "new"}).status_code == 302  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"host": ""}, "Name the mail server"),
        ({"security": "plain"}, "readable to all"),
        ({"way": "pop3"}, "POP3 knows no folders"),
        ({"sign_in": "oauth2", "client_id": "x"}, "no token can be had"),
        ({"sign_in": "microsoft"}, "asks who wants the token"),
        ({"address": "nonsense"}, "valid email"),
    ],
)
def test_what_cannot_work_is_refused_beside_its_field(keeper, cast: Cast, more, said):
    page = keeper.post("/mail/new/", typed(cast, **more))
    assert (page.status_code, said in page.content.decode()) == (422, True)
    assert not Mailbox.objects.exists()


def test_microsoft_needs_no_server_to_be_typed(keeper, cast: Cast):
    keeper.post("/mail/new/", typed(cast, sign_in="microsoft", host="", client_id="tanto", client_secret="x"))
    assert Mailbox.objects.get().host == "outlook.office365.com"


def test_pressed_twice_a_mailbox_is_entered_once(keeper, cast: Cast):
    for _ in range(2):
        keeper.post("/mail/new/", typed(cast))
    assert Mailbox.objects.count() == 1


@pytest.mark.parametrize("who", ["owner", "boss", "stranger"])
def test_for_nobody_else_mailboxes_exist(cast: Cast, client, who):
    box = open_box(cast)
    client.force_login(getattr(cast, who))
    for address in ("/mail/", "/mail/new/", "/mail/standing/", f"/mail/{box.pk}/"):
        assert client.get(address).status_code == 404
    for address in (f"/mail/{box.pk}/try/", f"/mail/{box.pk}/reading/"):
        assert client.post(address).status_code == 404


def test_reading_is_ended_and_begun_again(keeper, cast: Cast):
    box = open_box(cast)
    keeper.post(f"/mail/{box.pk}/reading/", {"on": "0", "press": "1"})
    assert not Mailbox.objects.get().is_on
    keeper.post(f"/mail/{box.pk}/reading/", {"on": "1", "press": "2"})
    assert [e.kind for e in box.history()][:2] == ["mailbox_on", "mailbox_off"]


def test_a_sign_in_that_fails_is_told_on_the_page(keeper, cast: Cast):
    box = open_box(cast, port=1)
    page = keeper.post(f"/mail/{box.pk}/try/").content.decode()
    assert "Connection refused" in page


def test_who_owns_what_comes_looks_at_what_was_left_alone(cast: Cast, client):
    box = open_box(cast)
    arrival = arrived(
        cast, mail(List_Id="<news.example>", Precedence="bulk", List_Unsubscribe="<mailto:x@y>"), box
    )
    client.force_login(cast.colleague)
    assert "kiuchi@shirakabazawa.example" in client.get("/mail/").content.decode()
    assert "The box is wet." in client.get(f"/mail/arrivals/{arrival.pk}/").content.decode()
    page = client.post(f"/mail/arrivals/{arrival.pk}/case/", {"press": "1"})
    case = Case.objects.get()
    assert (page.headers["Location"], case.owner) == (case.get_absolute_url(), cast.colleague)


def test_what_waits_to_be_taken_is_not_made_a_case_by_hand(cast: Cast, client):
    arrival = Arrival.keep(mail(), source="x", at=clocks.now(), mailbox=open_box(cast))
    client.force_login(cast.colleague)
    assert client.post(f"/mail/arrivals/{arrival.pk}/case/").status_code == 404
    take(arrival)
    assert Case.objects.count() == 1


def test_the_day_page_tells_of_what_was_left_alone_and_nobody_else(cast: Cast, client):
    arrived(
        cast,
        mail(List_Id="<news.example>", Precedence="bulk", List_Unsubscribe="<mailto:x@y>"),
        open_box(cast),
    )
    client.force_login(cast.colleague)
    assert "1 message opened no case" in client.get("/mail/mine/").content.decode()
    assert "/mail/mine/" in client.get("/").content.decode()
    client.force_login(cast.owner)
    assert client.get("/mail/mine/").content.strip() == b""


def test_who_keeps_the_house_reads_no_words(keeper, cast: Cast):
    box = open_box(cast, section=cast.owner.section)
    arrival = arrived(
        cast, mail(List_Id="<news.example>", Precedence="bulk", List_Unsubscribe="<mailto:x@y>"), box
    )
    assert "kiuchi@" not in keeper.get("/mail/").content.decode()
    assert keeper.get(f"/mail/arrivals/{arrival.pk}/").status_code == 404
    assert keeper.post(f"/mail/arrivals/{arrival.pk}/case/").status_code == 404
    assert keeper.get(f"/mail/arrivals/{arrival.pk}/source/").status_code == 404


PAGE = "<p>Hello <b>you</b></p><script>alert(1)</script><img src=http://x/y.png><a href=javascript:x>go</a>"


def test_the_whole_mail_is_shown_safely_to_who_may_read_the_case(cast: Cast, client):
    case = arrived(cast, mail(PAGE, Content_Type="text/html; charset=utf-8"), open_box(cast)).case
    client.force_login(case.owner)
    original = case.verbatims.get().original
    page = client.get(f"/cases/{case.number}/{original}")
    text = page.content.decode()
    assert "<b>you</b>" in text
    assert not any(bad in text for bad in ("alert(1)", "http://x/y.png", "javascript:"))
    source = client.get(f"/cases/{case.number}/{original}source/")
    assert b"alert(1)" in source.content
    assert "attachment" in source.headers["Content-Disposition"]
    assert original in client.get(f"/cases/{case.number}/").content.decode()
    assert original in client.get(f"/cases/{case.number}/mails/").content.decode()


@pytest.mark.parametrize("more", ["mails/", "mails/{pk}/", "mails/{pk}/source/"])
@pytest.mark.parametrize("by_program", [True, False])
def test_who_reads_a_mail_without_a_part_in_its_case_leaves_a_trace(cast: Cast, client, more, by_program):
    arrival = arrived(cast, mail(), open_box(cast))
    address = f"/cases/{arrival.case.number}/{more.format(pk=arrival.pk)}"
    if by_program:
        token = cast.deputy.make_token(by=cast.deputy.actor, name="report", scope="read", days=30)
        answer = client.get(f"/api/v1{address.rstrip('/')}", headers={"Authorization": f"Bearer {token}"})
    else:
        client.force_login(cast.deputy)
        answer = client.get(address)
    assert (answer.status_code, Reading.objects.filter(person=cast.deputy).count()) == (200, 1)


@pytest.mark.parametrize("more", ["mails/", "mails/{pk}/", "mails/{pk}/source/"])
def test_a_stranger_finds_no_mail(cast: Cast, client, more):
    arrival = arrived(cast, mail(), open_box(cast))
    client.force_login(cast.stranger)
    assert client.get(f"/cases/{arrival.case.number}/{more.format(pk=arrival.pk)}").status_code == 404


def test_the_mail_of_another_case_is_not_found_under_this_one(cast: Cast, client):
    box = open_box(cast)
    first, other = arrived(cast, mail(), box), arrived(cast, mail("More.", message_id="<2@x>"), box)
    client.force_login(first.case.owner)
    assert client.get(f"/cases/{first.case.number}/mails/{other.pk}/").status_code == 404


def test_an_unknown_hand_is_confirmed_on_the_page(cast: Cast, client):
    case = arrived(cast, mail(), open_box(cast)).case
    other = arrived(cast, mail("Where is it?", sender="new@else.example", message_id="<2@x>", In_Reply_To="<one@shirakabazawa.example>"), Mailbox.objects.get())  # fmt: skip
    client.force_login(case.owner)
    page = client.get(f"/cases/{case.number}/?open=words").content.decode()
    assert "new@else.example" in page
    said = case.verbatims.get(is_hers=False)
    client.post(
        f"/cases/{case.number}/words/sender/",
        {"verbatim": said.pk, "contact": cast.customer.pk, "press": "1"},
    )
    said.refresh_from_db()
    assert said.speaker == cast.customer
    drain(clocks.now())
    other.refresh_from_db()
    assert other.contact == cast.customer


def test_words_that_ask_for_more_stand_on_top_until_she_is_told(cast: Cast, client):
    case = cast.accountable()
    case.hear(
        by=cast.customer.actor, text="This is the third time I ask.", channel="mail", original="mails/1/"
    )
    client.force_login(cast.owner)
    prompt = "asking where it stands"
    assert prompt in client.get(f"/cases/{case.number}/").content.decode()
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=1)):
        case.speak(by=cast.owner.actor, words="I called: at five.")
        assert prompt not in client.get(f"/cases/{case.number}/").content.decode()


def test_forgetting_her_takes_the_messages_from_the_disk(cast: Cast, client):
    arrival = arrived(cast, mail(), open_box(cast))
    Arrival.objects.filter(pk=arrival.pk).update(trouble="kiuchi.pdf: too large")
    Case.objects.filter(pk=arrival.case.pk).update(step=None, end=End.NOT_A_CASE, ended_at=clocks.now())
    place = arrival.file.path
    cast.customer.mask(by=HOUSE)
    arrival.refresh_from_db()
    assert (place.exists(), arrival.file, arrival.sender, arrival.trouble) == (False, None, "–", "")


def test_forgetting_a_colleague_takes_their_messages_from_the_disk(cast: Cast):
    arrival = arrived(cast, mail(sender=cast.stranger.email), open_box(cast))
    forged = mail("Close it.", sender=cast.stranger.email, message_id="<2@x>", In_Reply_To="<one@shirakabazawa.example>", Authentication_Results="mx; dmarc=fail")  # fmt: skip
    arrived(cast, forged, Mailbox.objects.get())
    assert Verbatim.objects.filter(sender=cast.stranger.email).exists()
    place = arrival.file.path
    cast.stranger.leave(by=HOUSE)
    cast.stranger.mask(by=HOUSE)
    arrival.refresh_from_db()
    assert (place.exists(), arrival.file, arrival.sender) == (False, None, "–")
    assert not Verbatim.objects.filter(sender__contains="@").exists()


def test_her_own_data_holds_her_mails_as_they_came(cast: Cast):
    arrival = arrived(cast, mail("The box is wet."), open_box(cast))
    with zipfile.ZipFile(io.BytesIO(hers(cast.customer))) as bundle:
        assert bundle.read(f"mails/{arrival.pk}.eml") == arrival.raw()


PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 9000


def with_picture(content: bytes) -> bytes:
    parts = [b'Content-Type: text/html\n\n<p>See <img src="cid:box@x" alt="box"></p>', b"Content-Type: image/png; name=box.png\nContent-ID: <box@x>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\n" + b64encode(content)]  # fmt: skip
    head = mail("", Content_Type="multipart/related; boundary=b").rstrip(b"\n")
    return head + b"\n\n--b\n" + b"\n--b\n".join(parts) + b"\n--b--\n"


def test_a_picture_within_the_text_is_shown_as_what_its_bytes_are(cast: Cast, client):
    arrival = arrived(cast, with_picture(PNG), open_box(cast))
    client.force_login(arrival.case.owner)
    place = f"/cases/{arrival.case.number}/mails/{arrival.pk}/"
    assert 'src="pictures/0/"' in client.get(place).content.decode()
    shown = client.get(f"{place}pictures/0/")
    assert (shown.content, shown.headers["Content-Type"]) == (PNG, "image/png")
    assert client.get(f"{place}pictures/9/").status_code == 404


def test_what_is_no_picture_is_not_shown_as_one(cast: Cast, client):
    arrival = arrived(cast, with_picture(b"<script>alert(1)</script>"), open_box(cast))
    client.force_login(arrival.case.owner)
    place = f"/cases/{arrival.case.number}/mails/{arrival.pk}/"
    assert "pictures/0/" not in client.get(place).content.decode()
    assert client.get(f"{place}pictures/0/").status_code == 404
