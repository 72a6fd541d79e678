"""The codes that were asked for: the latest of each purpose and subject, which expires by itself."""

import hashlib
import secrets
from functools import cache

from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.errors import TooManyRequests
from chalicelib.credentials.code import (
    COOLDOWN,
    LIFETIME,
    MAX_ATTEMPTS,
    SALT_BYTES,
    CodeRequest,
    Purpose,
    hash_code,
    is_right,
)
from chalicelib.errors import CodeExpired, WrongCode
from chalicelib.own_table import own_table


class CodeRepository:
    """The latest request for a code of each purpose and subject; a newer one replaces it and its code."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, request: CodeRequest) -> None:
        """Store a request; TooManyRequests, with the seconds to wait, while the one before is younger than a minute."""
        expires_at = request.requested_at + LIFETIME
        item = {**_key(request), **to_builtins(request), "attempts": 0, "expires_at": expires_at}
        latest = request.requested_at - COOLDOWN
        try:
            self._table.put(item, Attr("pk").not_exists() | Attr("requested_at").lte(latest))
        except ConditionFailed as refused:
            wait = int((refused.current or {}).get("requested_at", latest)) - latest
            message = "We’ve only just sent you an email. Please wait a moment before asking for another."
            raise TooManyRequests(message, retry_after=max(wait, 1), limit="code") from refused

    def get(self, purpose: Purpose, subject: str) -> CodeRequest | None:
        """Return the latest request."""
        key = _key_of(purpose, subject)
        item = self._table.get(key["pk"], key["sk"])
        return _from_item(item) if item else None

    def save_code(self, request: CodeRequest, code: str) -> bool:
        """Store the hash of the code that is to be sent; return False when a newer request has replaced this one."""
        salt = secrets.token_hex(SALT_BYTES)
        sets = {"salt": salt, "code_hash": hash_code(code, salt)}
        try:
            self._table.update(**_key(request), sets=sets, condition=_is(request))
        except ConditionFailed:
            return False
        return True

    def check(self, purpose: Purpose, subject: str, code: str) -> CodeRequest:
        """Count an attempt and return the request when the code is its own; raise WrongCode or CodeExpired."""
        now = int(clock.now().timestamp())
        may_try = Attr("attempts").lt(MAX_ATTEMPTS) & Attr("expires_at").gt(now)
        try:
            item = self._table.update(**_key_of(purpose, subject), adds={"attempts": 1}, condition=may_try)
        except ConditionFailed as refused:
            raise CodeExpired("This code is no longer valid. Ask for a new one.") from refused
        request = _from_item(item)
        if not is_right(request, code):
            raise WrongCode("That code isn’t right. Please check it and try again.", field="code")
        return request

    def remove(self, request: CodeRequest) -> None:
        """Remove a code that has been used; a newer request stays."""
        try:
            self._table.delete(**_key(request), condition=_is(request))
        except ConditionFailed:
            return


def _key(request: CodeRequest) -> dict[str, str]:
    return _key_of(request.purpose, request.subject)


def _key_of(purpose: Purpose, subject: str) -> dict[str, str]:
    """Return the key: by a digest, so that the keys are no list of addresses."""
    return {"pk": f"CODE#{purpose}#{hashlib.sha256(subject.encode()).hexdigest()[:32]}", "sk": "CODE"}


def _is(request: CodeRequest) -> Condition:
    return Attr("request_id").eq(request.request_id)


def _from_item(item: Item) -> CodeRequest:
    return convert({name: item[name] for name in CodeRequest.__struct_fields__ if name in item}, CodeRequest)


@cache
def codes() -> CodeRepository:
    """Return the codes in the table of orders."""
    return CodeRepository(own_table())
