"""Nobody reaches into the firm's own network by typing an address."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.api.webhooks import reach
from tanto.api.webhooks.calling import call
from tanto.api.webhooks.reach import Barred, addresses, is_open, must_be_fit, place_of

CLOSED = [
    "127.0.0.1", "127.8.9.10", ".".join("0000"), "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.9",
    "192.88.99.1", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fec0::1", "fc00::1",
    "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:0808:0808::", "2001:0:1::1", "2001:db8::1",
    "3fff::1", "100::1", "5f00::1", "4000::1",
]  # fmt: skip
OPEN = [
    "8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111", "2400:cb00::1",
    "::ffff:8.8.8.8", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses_are_barred_by_number_and_behind_a_name(address, monkeypatch):
    assert not is_open(ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Barred):
        must_be_fit(f"https://{host}/")
    monkeypatch.setattr(reach, "look_up", lambda host, port: [address])
    with pytest.raises(Barred):
        addresses(place_of("https://innocent.example/"), 1)


@pytest.mark.parametrize("address", OPEN)
def test_the_open_internet_is_open(address, monkeypatch):
    monkeypatch.setattr(reach, "look_up", lambda host, port: [address])
    assert addresses(place_of("https://innocent.example/"), 1) == [ip_address(address)]


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_never_open(address):
    if not address.is_global and reach.carried(address) is None:
        assert not is_open(address)


def test_one_closed_address_among_open_ones_bars_all(monkeypatch):
    monkeypatch.setattr(reach, "look_up", lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert "10.0.0.1" in call("https://mixed.example/", {}, b"").trouble


ODD = [
    "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/", "https://127.0.1/",
    "https://017700000001/", "https://１２７.０.０.１/", "https://127。0。0。1/", "https://127.0.0.1./", "https://[::1%25lo]/",
    "https://[::1%lo]/", "https://ⓛocalhost.0x7f/", "https://1.2.3.4.5/", "https://256.1.1.1/", "https://[::1/", "https://[v1.x]/",
]  # fmt: skip


@pytest.mark.parametrize("url", ODD)
def test_odd_spellings_are_barred(url):
    with pytest.raises(Barred):
        must_be_fit(url)


FORMS = [
    "", "ftp://a.example/", "file:///etc/passwd", "gopher://a.example/", "//a.example/", "https:///x", "https://", "javascript:1",
    "https://user:pass@a.example/", "https://user@a.example/", "https://@a.example/", "https://a.example\\@b.example/",
    "https://a.example/#x", "https://a.example:0/", "https://a.example:99999/", "https://a.example:x/", "https://a b.example/",
    "https://a.example/\r\nHost: b", "https://a.example/\x00", "https://a..example/", "https://.example/", "https://-a.example/",
    "https://a.example/ü", "https://" + "a" * 64 + ".example/", "https://a.example/" + "x" * 2000, " https://a.example/",
    "https://a.example..", "http://a.example/",
]  # fmt: skip


@pytest.mark.parametrize("url", FORMS)
def test_addresses_that_two_programs_may_read_in_two_ways_are_barred(url):
    with pytest.raises(Barred):
        must_be_fit(url)


@pytest.mark.parametrize(
    ("url", "host", "header"),
    [
        ("https://a.example", "a.example", "a.example"),
        ("HTTPS://A.Example.:8443/in?x=1", "a.example", "a.example:8443"),
        ("https://例え.テスト/", "xn--r8jz45g.xn--zckzah", "xn--r8jz45g.xn--zckzah"),
        ("https://ａ.example/", "a.example", "a.example"),
        ("https://[2606:4700:0::1111]/", "2606:4700::1111", "[2606:4700::1111]"),
    ],
)
def test_one_address_is_written_in_one_way(url, host, header):
    place = place_of(url)
    assert (place.host, place.header) == (host, header)


def test_the_setting_opens_networks_and_also_without_https(settings):
    settings.HOOKS_MAY_REACH = ["10.1.0.0/16", "fd00::/8"]
    assert addresses(place_of("http://10.1.2.3/"), 1)
    assert addresses(place_of("http://[fd00::1]/"), 1)
    for url in ("http://10.2.0.1/", "https://10.2.0.1/", "http://8.8.8.8/"):
        with pytest.raises(Barred):
            addresses(place_of(url), 1)


def test_the_setting_opens_hosts_by_name_but_never_the_keys_of_a_cloud_machine(settings, monkeypatch):
    settings.HOOKS_MAY_REACH = ["erp.tamabashi.example"]
    must_be_fit("http://erp.tamabashi.example/")
    monkeypatch.setattr(reach, "look_up", lambda host, port: ["192.168.7.7"])
    assert addresses(place_of("http://ERP.tamabashi.example./"), 1)
    with pytest.raises(Barred):
        addresses(place_of("http://other.tamabashi.example/"), 1)
    for address in ("169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1"):  # noqa: S104
        monkeypatch.setattr(reach, "look_up", lambda host, port, address=address: [address])
        with pytest.raises(Barred):
            addresses(place_of("http://erp.tamabashi.example/"), 1)


def test_a_mapped_address_of_an_allowed_network_is_that_address(settings):
    settings.HOOKS_MAY_REACH = ["127.0.0.0/8"]
    assert addresses(place_of("http://[::ffff:127.0.0.1]/"), 1)


def test_a_name_nobody_knows_is_said(monkeypatch):
    def unknown(host, port):
        raise OSError("Name or service not known")

    monkeypatch.setattr(reach, "look_up", unknown)
    assert call("https://nowhere.example/", {}, b"").trouble == "nobody knows where nowhere.example is"
