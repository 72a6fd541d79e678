"""Which limits a route counts, and for whom: the customer, the guest's cart, the e-mail
that the body names, and the address of a request."""

import hmac
import ipaddress
from collections.abc import Mapping
from typing import Any

from chalice.app import Request
from msgspec import Struct

from bookstore import rate_limits
from bookstore.identity import Customer
from bookstore.rate_limits import Subject

EDGE_SECRET, VIEWER_ADDRESS = "x-edge-secret", "x-viewer-address"
IPV6_SUBSCRIBER = 64  # bits: a line has at least as large a network, and may use any address in it


class RateLimit(Struct, frozen=True):
    """A limit by its name in RATE_LIMITS; `only_with` names a field of the body without which nothing is counted."""

    name: str
    only_with: str = ""

    def applies(self, values: Mapping[str, Any]) -> bool:
        """Return whether a request with these parameters counts."""
        return not self.only_with or bool(getattr(values.get("body"), self.only_with, None))


def count_request(limits: tuple[RateLimit, ...], values: Mapping[str, Any], request: Request) -> None:
    """Count the request for each limit that applies; TooManyRequests when a window is full."""
    for limit in limits:
        if limit.applies(values):
            rate_limits.rate_limiter().count(limit.name, find_subjects(values, request))


def find_subjects(values: Mapping[str, Any], request: Request) -> dict[Subject, str]:
    """Return who sends the request; a subject that it does not name is missing."""
    customers = [value.id for value in values.values() if isinstance(value, Customer)]
    subjects: dict[Subject, str] = {"address": client_address(request, rate_limits.settings().edge_secret)}
    subjects |= {"customer": customers[0]} if customers else {}
    subjects |= {"cart": values["cart_id"]} if "cart_id" in values else {}
    email = getattr(values.get("body"), "email", "")
    return subjects | ({"email": email} if email else {})


def client_address(request: Request, edge_secret: str) -> str:
    """Return the address that the gateway saw, or the one that the edge reports when the request proves that it came
    through the edge; of an IPv6 address the network of its line."""
    seen = ((request.context or {}).get("identity") or {}).get("sourceIp") or ""
    headers = request.headers or {}
    is_from_edge = edge_secret and hmac.compare_digest(str(headers.get(EDGE_SECRET, "")).encode(), edge_secret.encode())
    return (_network(headers.get(VIEWER_ADDRESS, "")) if is_from_edge else "") or _network(seen) or seen


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, IPV6_SUBSCRIBER), strict=False))
