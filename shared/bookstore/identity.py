"""The caller's identity, from the claims that the Cognito authorizer has checked."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from bookstore.errors import Conflict, NotAllowed, NotSignedIn
from bookstore.field_types import is_customer_id


class Customer(Struct, frozen=True):
    """Somebody signed in: `id` is the token's `sub`, which never changes; the e-mail may."""

    id: str
    email: str
    groups: frozenset[str] = frozenset()


class CustomerChanged(Conflict):
    """The request was made for another customer than the one who is signed in."""

    code = "customer_changed"


class Admin(Customer, frozen=True):
    """A customer of the group `admin`: the shop's staff."""


def customer(claims: Mapping[str, Any] | None) -> Customer:
    """Return the signed-in customer; raise NotSignedIn when the request carries no checked claims, or an id
    that cannot be part of a key."""
    if not claims or not claims.get("sub"):
        raise NotSignedIn("Please sign in first.")
    if not is_customer_id(claims["sub"]):
        raise NotSignedIn("This token names no customer of the shop.")
    return Customer(claims["sub"], claims.get("email", ""), groups(claims.get("cognito:groups")))


def require_same(caller: Customer, expected: str | None) -> None:
    """Raise CustomerChanged when the request was made for somebody else: a page that was open before a sign-in."""
    if expected and expected != caller.id:
        raise CustomerChanged("Somebody else has signed in since this page was opened. Please check and try again.")


def admin(claims: Mapping[str, Any] | None) -> Admin:
    """Return the signed-in member of staff; raise NotAllowed for any other customer."""
    caller = customer(claims)
    if "admin" not in caller.groups:
        raise NotAllowed("This is for the shop's staff.")
    return Admin(caller.id, caller.email, caller.groups)


def groups(claim: Any) -> frozenset[str]:
    """Parse the groups, which arrive as a list, as `a,b`, as `[a b]` or not at all, depending on the authorizer."""
    if isinstance(claim, list | tuple):
        return frozenset(str(name) for name in claim)
    return frozenset(re.findall(r"[^\s,\[\]]+", claim or ""))
