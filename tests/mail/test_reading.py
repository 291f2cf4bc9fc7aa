"""A raw mail as what it says."""

import re
from base64 import b64encode

import pytest

from tanto.mail.reading import read, read_mail


def mail_of(*lines: str | bytes) -> bytes:
    return b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)


def test_a_mail_in_a_lying_charset_is_kept():
    raw = b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + "箱が濡れています".encode("cp932")
    assert read(raw).text == "箱が濡れています"


def test_who_wrote_it_is_read_before_the_comma_in_an_encoded_name_is_seen():
    mail = read(
        b"From: =?iso-8859-1?Q?M=FCller=2C_Bernd?= <Bernd@example.com>\nSubject: =?utf-8?b?5pWw6YeP?= =?utf-8?b?44GM?=\n\nx"
    )
    assert (mail.from_name, mail.from_email, mail.subject) == ("Müller, Bernd", "bernd@example.com", "数量が")


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("=?utf-8?B?5pWw6Q==?= =?UTF-8?B?h4/jgYw=?=", "数量が"),  # torn in the middle of a sign
        ("Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe aus K=C3=B6ln?= (2)", "Re: Grüße aus Köln (2)"),  # with raw spaces
        ("a =?utf-8?q?b?= c =?utf-8?q?d?= =?utf-8?q?e?=", "a b c de"),
        ("=?utf-8?Q?Why?_Because=3F?=", "Why? Because?"),
        ("=?utf-8*ja?B?5pWw?=", "数"),
        ("=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①"),
        ("=?utf-8?b?never closed", "=?utf-8?b?never closed"),
        ("[=?utf-8?B?5pWw?=]", "[数]"),
        ("=?nonsense?B?5pWw?=", "数"),
        ("Fold\n ed", "Fold ed"),
    ],
)
def test_encoded_words_are_read_however_they_were_made(header, subject):
    assert read(f"Subject: {header}\n\n".encode()).subject == subject


@pytest.mark.parametrize("charset", ["cp932", "euc_jp", "utf-8", "iso2022_jp"])
def test_a_header_in_raw_letters_is_read(charset):
    raw = (
        b"Subject: "
        + "納品書の数量".encode(charset)
        + b"\nFrom: "
        + "木内".encode(charset)
        + b" <k@x.example>\n\nx"
    )
    mail = read(raw)
    assert (mail.subject, mail.from_name) == ("納品書の数量", "木内")


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ("k@x.example", "", "k@x.example"),
        ("k@x.example (Kiuchi)", "Kiuchi", "k@x.example"),
        ('"Kiuchi, N." <K@X.example>', "Kiuchi, N.", "k@x.example"),
        ("Kiuchi <k@x.example", "Kiuchi", "k@x.example"),
        ('"never closed <k@x.example>', "never closed", "k@x.example"),
        ("MAILER-DAEMON (Mail Delivery System)", "Mail Delivery System", "mailer-daemon"),
        ('"" <>, "LTD" <ly@example.com>', "LTD", "ly@example.com"),
        ("<k@machine(remark). example>", "", "k@machine.example"),
        ('"two words"@x.example', "", '"two words"@x.example'),
        ("", "", ""),
    ],
)
def test_the_sender_is_found(said, name, address):
    mail = read(f"From: {said}\n\nx".encode())
    assert (mail.from_name, mail.from_email) == (name, address)


def test_everybody_it_went_to_is_known_once():
    raw = b"To: A <a@x.example>, undisclosed:;\nCc: b@x.example, A@x.example\nDelivered-To: post+token@firm.example\n\nx"
    assert read(raw).to == ("a@x.example", "b@x.example", "post+token@firm.example")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('filename="box.png"', "box.png"),
        ("filename=two words.png", "two words.png"),
        ("filename*=utf-8''%E7%AE%B1.png", "箱.png"),
        ("filename*0*=utf-8'ja'%E7;\n filename*1*=%AE%B1;\n filename*2=.png", "箱.png"),
        ('filename="=?utf-8?B?566xLnBuZw==?="', "箱.png"),
        ('filename*0="=?utf-8?B?566x";\n filename*1="LnBuZw==?="', "箱.png"),
        ("filename=utf-8''%E7%AE%B1.png", "箱.png"),
        ('filename="箱.png"', "箱.png"),
        ('filename="..\\\\..\\\\a/b.png"', ".._.._a_b.png"),
    ],
)
def test_a_file_is_named_as_its_sender_named_it(header, name):
    raw = f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\nContent-Disposition: attachment;\n {header}\n\nx\n--b--"
    (hung,) = read(raw.encode()).attachments
    assert hung.name == name


def test_a_name_in_the_charset_of_windows_is_read():
    raw = b'Content-Type: image/png; name="' + "注文①.png".encode("cp932") + b'"\n\nx'
    assert read(raw).attachments[0].name == "注文①.png"


ALTERNATIVE = """Content-Type: multipart/related; boundary=r

--r
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

The box is wet.
--a
Content-Type: text/html

<p>The box is <b>wet</b>. <img src="cid:one@x"> <img src="https://spy.example/p.gif"></p><script>x()</script>
--a--
--r
Content-Type: image/png
Content-ID: <one@x>

png
--r--
"""


def test_of_two_ways_to_say_it_the_plain_one_is_the_text_and_the_other_the_page():
    mail = read(ALTERNATIVE.encode())
    assert mail.text == "The box is wet."
    assert mail.html == '<p>The box is <b>wet</b>. <img src="cid:one@x"> <img></p>'
    assert [(a.is_inline, a.content_id) for a in mail.attachments] == [(True, "one@x")]


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>", "<form action=/x><input name=a></form>", "<iframe src=https://x></iframe>", "<svg onload=x()></svg>",
        "<p style='position:fixed'>a</p>", "<a href='javascript:x()'>a</a>", "<img src=https://x/y.gif>", "<img src=data:image/png;base64,AA>",
        "<a href='cid:x'>a</a>", "<link rel=stylesheet href=//x>", "<base href=//x>", "<meta http-equiv=refresh content=0>",
        "<p onclick=x()>a</p>", "<a href='/admin'>a</a>", "<style>p{}</style>", "<math><mi xlink:href='javascript:x()'></math>",
    ],
)  # fmt: skip
def test_nothing_in_a_page_runs_asks_loads_or_hides(bad):
    html = read(b"Content-Type: text/html\n\n<p>Hello</p>" + bad.encode()).html
    assert html.startswith("<p>Hello</p>")
    assert not re.search(r"script|form|input|iframe|svg|style|src|onclick|link|base|meta|math|href", html)


def test_links_lead_away_from_us_without_telling_who_we_are():
    html = read(b"Content-Type: text/html\n\n<a href='https://x.example/a'>a</a>").html
    assert html == '<a href="https://x.example/a" rel="noopener noreferrer">a</a>'


def test_text_written_beside_a_picture_is_read_in_order():
    raw = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nfirst\n--b\nContent-Type: text/html\n\n<p>second</p>\n--b\n\nthird\n--b--"
    assert read(raw.encode()).text == "first\n\nsecond\n\nthird"


def test_a_file_written_into_the_text_becomes_one():
    raw = "Subject: x\n\nbefore\nbegin 644 a.txt\n+:&5L;&\\@=V]R;&0`\n`\nend\nafter"
    mail = read(raw.encode())
    assert (mail.text, mail.kinds) == ("before\nafter", ("uuencode",))
    assert (mail.attachments[0].name, mail.attachments[0].content) == ("a.txt", b"hello world")


def test_a_sentence_that_begins_with_begin_stays():
    assert (
        read(b"Subject: x\n\nbegin 644 boxes\nwhich is too many.\nend").text
        == "begin 644 boxes\nwhich is too many.\nend"
    )


def test_a_message_within_is_kept_as_one_and_its_words_are_not_lost():
    inner = "Subject: Wet\nContent-Type: text/plain; charset=utf-8\n\n箱が濡れています"
    mail = read(
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--".encode()
    )
    assert (mail.attachments[0].type, mail.kinds) == ("message/rfc822", ("nested",))
    assert mail.attachments[0].content == inner.encode()
    assert mail.text == "Wet\n\n箱が濡れています"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ('multipart/signed; protocol="application/pkcs7-signature"; boundary=b', "smime_signed"),
        ('multipart/signed; protocol="application/pgp-signature"; boundary=b', "pgp_signed"),
        ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', "pgp_encrypted"),
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "smime_encrypted"),
        ("application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m", "smime_signed"),
    ],
)
def test_an_envelope_is_named(header, kind):
    assert read(f"Content-Type: {header}\n\n--b\n\nwords\n--b--".encode()).kinds == (kind,)


def test_pgp_within_the_text_is_named():
    assert read(b"Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nabc").kinds == ("pgp_encrypted",)


ICS = """Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:納品の件\\, 確認
DTSTART;TZID=Asia/Tokyo:20261112T162000
DTEND:20261112T080000Z
LOCATION:本社 3F
ORGANIZER;CN=Kiuchi:mailto:Kiuchi@x.example
ATTENDEE;CN="Mori; K:":mailto:mori@
 firm.example
END:VEVENT
END:VCALENDAR
"""


def test_an_invitation_is_told_as_facts():
    mail = read(ICS.encode())
    invite = mail.invite
    assert mail.kinds == ("calendar",)
    assert (invite.method, invite.summary, invite.where) == ("request", "納品の件, 確認", "本社 3F")
    assert (invite.starts.isoformat(), invite.ends.isoformat()) == (
        "2026-11-12T16:20:00+09:00",
        "2026-11-12T08:00:00+00:00",
    )
    assert (invite.organizer, invite.people) == ("kiuchi@x.example", ("mori@firm.example",))


def test_lines_that_flow_are_put_together():
    raw = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n納品書の \n数量\n> quoted \n> words\n-- \nMori"
    assert read(raw.encode()).text == "納品書の数量\n> quotedwords\n-- \nMori"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b64encode(b"hello world, again"), b"hello world, again"),
        (b64encode(b"hello world, again")[:-3], b"hello world, ag"),
        (b64encode(b"hello ww") + b"\n" + b64encode(b"again"), b"hello wwagain"),
        (b"aGVs*bG8=", b"hello"),
    ],
)
def test_base64_is_read_also_where_it_is_cut_or_glued(content, words):
    raw = b"Content-Type: application/x\nContent-Transfer-Encoding: base64\n\n" + content
    assert read(raw).attachments[0].content == words


@pytest.mark.parametrize(
    ("raw", "text", "faults"),
    [
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords", "words", ("a boundary never ends",)),
        ("Content-Type: multipart/mixed; boundary=b\n\nwords", "words", ("a boundary is missing",)),
        ("Content-Type: multipart/mixed\n\n--abcdefgh\n\nwords\n--abcdefgh--", "words", ()),
        ("Content-Transfer-Encoding: x-mine\n\nwords", "words", ("a part is encoded in an unknown way",)),
        ("Subject: x\nno empty line before the text", "no empty line before the text", ()),
        ("Subject: a long\none\nFrom: k@x.example\n\nwords", "words", ()),
        ("---- Original email message ----\nSubject: x\nFrom: k@x.example\n\nwords", "words", ()),
        ("\ufeffSubject: x\n\nwords", "words", ()),
        ("only words", "only words", ()),
    ],
)
def test_what_is_wrong_is_named_and_the_words_are_kept(raw, text, faults):
    mail = read(raw.encode())
    assert (mail.text, mail.faults) == (text, faults)


def test_an_address_without_end_is_none():
    mail = read(b"From: " + b"a" * 400_000 + b"\n\nwords")
    assert (mail.from_email, mail.text) == ("", "words")


@pytest.mark.parametrize(
    "said",
    ["", "nonsense", "Fri, 99 Nov 2026", "Thu, 01 Jan 1970 00:00:00 +0000", "Thu, 1 Jan 1 00:00 +9999"],
)
def test_a_date_is_read_or_none(said):
    assert getattr(read(f"Date: {said}\n\nx".encode()).sent_at, "year", 1970) == 1970


def test_a_fault_of_ours_keeps_the_words(monkeypatch):
    monkeypatch.setattr("tanto.mail.reading.parted", lambda root, faults: 1 / 0)
    mail = read_mail(b"Subject: x\n\nThe box is wet.")
    assert "The box is wet." in mail.text
    assert mail.faults == ("this mail is so broken that only its text could be kept",)


def test_a_machine_out_of_memory_says_so(monkeypatch):
    def full(root, faults):
        raise MemoryError

    monkeypatch.setattr("tanto.mail.reading.parted", full)
    with pytest.raises(MemoryError):
        read_mail(b"x")


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("Content-Type: \0 text/plain; name=a", ("text/plain", "")),
        ("Content-Type: image/png\nContent-ID: <\udc80>", ("image/png", "")),
        ("Content-Type: a/b/c; name=a", ("text/plain", "")),
    ],
)
def test_what_the_fuzzer_found_can_be_kept(header, part):
    (hung,) = read(
        header.encode("utf-8", "surrogateescape") + b"\nContent-Disposition: attachment\n\nx"
    ).attachments
    assert (hung.type, hung.content_id.strip("€\ufffd")) == part
