"""No address leads recoupe into the machine or network it runs on, however it is written."""

from __future__ import annotations

import ipaddress
from threading import Event

import pytest
from tests.fetch.site import Said, Site, client, moved

from recoupe.fetch import guard
from recoupe.fetch.address import checked, is_address, joined, plain
from recoupe.fetch.client import Client
from recoupe.fetch.manners import Manners
from recoupe.fetch.network import Deadline, Guarded
from recoupe.fetch.terms import FetchError, Terms

INSIDE = """
127.0.0.1 127.8.9.1 2130706433 0177.0.0.1 0x7f000001 127.1 0 0.0.0.0 localhost 10.1.2.3
172.16.0.1 172.31.255.255 192.168.1.1 167772161 100.64.0.1 192.0.2.1 169.254.169.254
0xa9fea9fe 224.0.0.1 239.255.255.250 255.255.255.255 240.0.0.1 198.18.0.1 203.0.113.9
[::1] [::] [fe80::1] [fe80::5efe:10.0.0.1] [fec0::1] [fc00::1] [fd12:3456::1] [ff02::1]
[::ffff:127.0.0.1] [::ffff:a00:1] [::7f00:1] [64:ff9b::7f00:1] [64:ff9b:1::a00:1]
[2002:7f00:1::] [2001:db8::1] [100::1] [2001:0:4136:e378:8000:63bf:80ff:fffe]
"""
OUTSIDE = ["93.184.215.14", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]", "[::ffff:8.8.8.8]"]


@pytest.mark.parametrize("host", INSIDE.split())
def test_an_address_inside_is_refused(host: str) -> None:
    place = checked(f"http://{host}/")
    with pytest.raises(FetchError, match=r"private or reserved|own network"):
        guard.place_of(place.host, place.port)


@pytest.mark.parametrize("host", OUTSIDE)
def test_an_address_outside_is_not(host: str) -> None:
    place = checked(f"http://{host}/")
    assert guard.place_of(place.host, place.port) == str(ipaddress.ip_address(place.host))


def test_a_host_of_no_name_may_have_one_later() -> None:
    with pytest.raises(FetchError, match="no host of this name") as caught:
        guard.place_of("belmare.invalid", 80)
    assert not caught.value.lasting


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolved(host: str, _port: int) -> list[ipaddress.IPv4Address]:
        asked.append(host)
        return [ipaddress.IPv4Address(a) for a in next(answers)]

    connected: list[str] = []

    class Plain:
        def connect_tcp(self, host: str, *_: object) -> None:
            connected.append(host)
            raise FetchError("far enough")

    monkeypatch.setattr(guard, "_resolved", resolved)
    backend = Guarded(Deadline(5, Event()), private=False)
    backend._plain = Plain()  # type: ignore[assignment] # noqa: SLF001
    with pytest.raises(FetchError, match="far enough"):
        backend.connect_tcp("rebinding.example", 80)
    assert (asked, connected) == (["rebinding.example"], ["93.184.215.14"])


def test_one_private_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [ipaddress.ip_address("93.184.215.14"), ipaddress.ip_address("10.0.0.1")]
    monkeypatch.setattr(guard, "_resolved", lambda *_: found)
    with pytest.raises(FetchError, match=r"at 10\.0\.0\.1, a private"):
        guard.place_of("two.example", 443)


def test_nothing_is_asked_of_a_private_host(site: Site) -> None:
    port = site.root.rpartition(":")[2]
    strict = Client(Terms(), Manners(0, Event()))
    for address, reason in (
        (site.at("/"), f"port {port} is not asked"),
        ("http://localhost/", "private or reserved"),
        ("http://user:word@a.example/", "name or password"),
        ("gopher://a.example/", "only http and https"),
        ("//a.example/", "only http and https"),
        ("http://[::1", "no address"),
        ("http://a.example/\r\nX: y", "no address"),
        ("http://a.example:99999/", "no port"),
        ("http://" + "a" * 70 + ".example/", "no host"),
        ("http://a.example/" + "a" * 3_000, "longer than"),
        ("http:///une", "no host"),
    ):
        with pytest.raises(FetchError, match=reason):
            strict.get(address, "*/*")
    assert site.asked == []


def test_every_hop_is_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_here(host: str, port: int, *, private: bool) -> str:
        assert private
        if host != "127.0.0.1":
            raise FetchError(f"{host}:{port} is looked at")
        return host

    monkeypatch.setattr(guard, "place_of", only_here)
    site.answers |= {"/a": moved("/b"), "/b": moved("http://192.168.1.1/admin")}
    with pytest.raises(FetchError, match=r"192\.168\.1\.1:80 is looked at"):
        client().get(site.at("/a"), "*/*")
    assert site.asked == ["/a", "/b"]


def test_private_hosts_are_asked_where_that_is_wished(site: Site) -> None:
    site.answers["/"] = Said(b"here")
    name = site.root.replace("127.0.0.1", "localhost")
    assert client().get(f"{name}/", "*/*").body == b"here"


def test_addresses_are_written_in_one_way() -> None:
    assert str(checked("HTTP://Préfecture.Example/été?q=à la une".replace(" ", "%20"))) == (
        "http://xn--prfecture-c4a.example/%C3%A9t%C3%A9?q=%C3%A0%20la%20une"
    )
    assert str(checked(" http://a.example/la une ")) == "http://a.example/la%20une"
    assert str(checked("https://a.example:443")) == "https://a.example/"
    assert str(checked("http://a.example:8080/x", private=True)) == "http://a.example:8080/x"
    assert joined(checked("http://a.example/x/y"), " ../z ") == "http://a.example/z"
    assert plain("https://a.example/une?utm_source=rss#haut") == "https://a.example/une"
    assert plain("http://[#x") == "http://[#x"
    assert not is_address("feeds.opml")
