"""Finds out where a host really is: its name in, the one address to connect to out.

A feed, a page's redirect or a name server of somebody else's may point at this machine or at its
network (SSRF). So a name is resolved once, every address it has must be one of the open internet,
and the connection goes to the very address that was looked at: to answer a second question
otherwise (DNS rebinding) is of no use. Spellings such as ``2130706433`` or ``0177.1`` are read by
the resolver as by the connection, and looked at as what they come to.
"""

from __future__ import annotations

import ipaddress
import socket

from recoupe.fetch.terms import FetchError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_CARRYING = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("::/96"),
)
"""IPv6 networks whose addresses hold one of IPv4 in their last four bytes: the translators of RFC
6052 and 8215, and the outdated compatible addresses of RFC 4291."""

_UNICAST = ipaddress.ip_network("2000::/3")
"""All that has been given out of IPv6 to be reached from everywhere."""

_EVERY_BYTE = 0xFFFFFFFF


def place_of(host: str, port: int, *, private: bool = False) -> str:
    """Return the address of a host to connect to; :class:`FetchError` where it must not be asked.

    A host with one private address among its own is refused as a whole: it has no honest reason.
    """
    found = _resolved(host, port)
    if not private:
        for each in found:
            if not is_open(each):
                raise FetchError(
                    f"{host} is at {each}, a private or reserved address: not asked without"
                    " --allow-private"
                )
    return str(found[0])


def is_open(address: IP) -> bool:
    """Tell whether an address is one of the open internet, whatever it is wrapped in.

    >>> [is_open(ipaddress.ip_address(a)) for a in ("93.184.215.14", "::ffff:10.0.0.1")]
    [True, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_open(inner)
        if address not in _UNICAST:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that one of IPv6 leads to, ``None`` where it is its own."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _CARRYING):
        return ipaddress.IPv4Address(int(address) & _EVERY_BYTE)
    return None


def _resolved(host: str, port: int) -> list[IP]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"no host of this name: {host}", lasting=False) from error
    places = [str(entry[4][0]) for entry in found]
    if not places or any("%" in place for place in places):
        raise FetchError(f"{host} is only on this machine's own network")
    return [ipaddress.ip_address(place) for place in dict.fromkeys(places)]
