"""Journal transactions' tokens for their ten minutes: one that is repeated after a kill must not run twice."""

import ast
from typing import Any

from ministack.services import dynamodb

from local.emulator.durability.encoding import encode, scoped_key
from local.emulator.durability.write_ahead import log

TOKENS = "transaction_tokens"  # in dynamodb.json


class AnyRequest:
    """Equal to every request: after a kill, a repeated token's request is not compared."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True


def apply() -> None:
    """Journal each token with the response to its repetition."""
    dynamodb._txn_token_store = _store


_plain_store = dynamodb._txn_token_store


def _store(token: str, entry: dict[str, Any]) -> None:
    _plain_store(token, entry)
    log.add(encode(["token", scoped_key(dynamodb._txn_idempotency._scoped(token)), _without_request(entry)]))


def restore(tokens: dict[str, dict[str, Any]]) -> None:
    """Restore the saved tokens."""
    for key, entry in tokens.items():
        account, region, token = key.split("\0")
        restored = {**entry, "signature": AnyRequest()}
        dynamodb._txn_idempotency.set_scoped(account, region, ast.literal_eval(token), restored)


def tokens_by_key() -> dict[str, dict[str, Any]]:
    """Return what `restore` takes."""
    return {scoped_key(key): _without_request(entry) for key, entry in dynamodb._txn_idempotency.all_items()}


def _without_request(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "signature"}
