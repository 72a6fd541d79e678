"""Replaces ids by the objects they name where a request asks for it with `expand[]`."""

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.store import Store

DEEPEST = 4
SHOWN = 10
"""How many refunds a charge brings along; the list of refunds has them all."""

EXPANDABLE: dict[str, dict[str, str]] = {
    "payment_intent": {"latest_charge": "charge", "payment_method": "payment_method"},
    "charge": {
        "balance_transaction": "balance_transaction",
        "failure_balance_transaction": "balance_transaction",
        "payment_intent": "payment_intent",
        "refunds": "refund",
    },
    "refund": {
        "balance_transaction": "balance_transaction",
        "charge": "charge",
        "failure_balance_transaction": "balance_transaction",
        "payment_intent": "payment_intent",
        "payment_method": "payment_method",
    },
    "dispute": {"charge": "charge", "payment_intent": "payment_intent"},
}
_ALWAYS_EMPTY = frozenset({"customer", "application", "on_behalf_of", "review", "transfer_data", "invoice"})


def check(paths: list[str], kind: str, *, in_list: bool) -> None:
    """Refuse what cannot be expanded before any work is begun."""
    for path in paths:
        parts = path.split(".")
        if len(parts) > DEEPEST:
            message = f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}"
            raise InvalidParameter(message, param="expand")
        if in_list and parts.pop(0) != "data":
            raise _not_expandable(path)
        _check(parts, kind, path)


def expanded(document: Document, paths: list[str], store: Store) -> Document:
    """The document, or each document of a list, with these paths filled in."""
    if document["object"] == "list":
        inner = [path.removeprefix("data.") for path in paths]
        return {**document, "data": [expanded(item, inner, store) for item in document["data"]]}
    for path in paths:
        document = _expand(document, path.split("."), store)
    return document


def _expand(document: Document, parts: list[str], store: Store) -> Document:
    name, *rest = parts
    value = document.get(name)
    if name == "refunds" and document["object"] == "charge":
        value = value or _refunds_of(document, store)
    if isinstance(value, str):
        value = store.get(EXPANDABLE[document["object"]][name], value)
    if rest and isinstance(value, dict):
        value = _expand(value, rest, store)
    return {**document, name: value}


def _refunds_of(charge: Document, store: Store) -> Document:
    refunds = [refund for refund in store.newest_first("refund") if refund["charge"] == charge["id"]]
    url = f"/v1/charges/{charge['id']}/refunds"
    return {"object": "list", "data": refunds[:SHOWN], "has_more": len(refunds) > SHOWN, "url": url}


def _check(parts: list[str], kind: str, path: str) -> None:
    for name in parts:
        if name in _ALWAYS_EMPTY:
            return
        if name not in EXPANDABLE.get(kind, {}):
            raise _not_expandable(path)
        kind = EXPANDABLE[kind][name]


def _not_expandable(path: str) -> InvalidParameter:
    return InvalidParameter(f"This property cannot be expanded ({path}).", param="expand")
