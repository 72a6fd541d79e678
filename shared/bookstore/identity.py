"""The caller's identity, from the claims that the Cognito authorizer has checked.

What the authorizer does not check is checked here: that the token is an id token, and the storefront's own.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from bookstore import environment
from bookstore.errors import Conflict, NotSignedIn
from bookstore.field_types import is_customer_id


class Customer(Struct, frozen=True):
    """Somebody signed in: `id` is the token's `sub`, which never changes; the e-mail may, and is empty until it is
    verified."""

    id: str
    email: str
    groups: frozenset[str] = frozenset()


class CustomerChanged(Conflict):
    """The request was made for another customer than the one who is signed in."""

    code = "customer_changed"


class IdentitySettings(Struct, frozen=True):
    """The client of the user pool whose tokens are accepted: the storefront's."""

    user_pool_client_id: str


@cache
def settings() -> IdentitySettings:
    """Return the settings, read once per process."""
    return environment.read(IdentitySettings)


def customer(claims: Mapping[str, Any] | None) -> Customer:
    """Return the signed-in customer; raise NotSignedIn when the request carries no checked claims, those of another
    kind of token or of another client, or an id that cannot be part of a key."""
    if not claims or not claims.get("sub"):
        raise NotSignedIn("Please sign in first.")
    if claims.get("token_use") != "id" or claims.get("aud") != settings().user_pool_client_id:
        raise NotSignedIn("This is no token of the shop's own pages. Please sign in there.")
    if not is_customer_id(claims["sub"]):
        raise NotSignedIn("This token names no customer of the shop.")
    return Customer(claims["sub"], verified_email(claims), groups(claims.get("cognito:groups")))


def verified_email(claims: Mapping[str, Any]) -> str:
    """Return the account's e-mail, or nothing while its owner has not proved that it is theirs: nobody has letters
    of the shop sent to somebody else."""
    is_verified = str(claims.get("email_verified", "")).lower() == "true"  # a text at the gateway, else a boolean
    return str(claims.get("email", "")) if is_verified else ""


def require_same(caller: Customer, expected: str | None) -> None:
    """Raise CustomerChanged when the request was made for somebody else: a page that was open before a sign-in."""
    if expected and expected != caller.id:
        raise CustomerChanged("Somebody else has signed in since this page was opened. Please check and try again.")


def groups(claim: Any) -> frozenset[str]:
    """Parse the groups, which arrive as a list, as `a,b`, as `[a b]` or not at all, depending on the authorizer."""
    if isinstance(claim, list | tuple):
        return frozenset(str(name) for name in claim)
    return frozenset(re.findall(r"[^\s,\[\]]+", claim or ""))
