"""The parameter `expand[]`, which replaces ids by the objects that they name."""

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.store import Store

MAX_DEPTH = 4
MAX_REFUNDS = 10
"""The number of refunds inside an expanded charge; the list of refunds has all of them."""

EXPANDABLE: dict[str, dict[str, str]] = {
    "payment_intent": {"customer": "customer", "latest_charge": "charge", "payment_method": "payment_method"},
    "payment_method": {"customer": "customer"},
    "customer_session": {"customer": "customer"},
    "charge": {
        "customer": "customer",
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
_ALWAYS_EMPTY = frozenset({"application", "on_behalf_of", "review", "transfer_data", "invoice"})


def check(paths: list[str], kind: str, *, in_list: bool) -> None:
    """Raise InvalidParameter for paths that cannot be expanded in objects of this kind."""
    for path in paths:
        names = path.split(".")
        if len(names) > MAX_DEPTH:
            message = f"You cannot expand more than {MAX_DEPTH} levels of a property. Property: {path}"
            raise InvalidParameter(message, param="expand")
        if in_list and names.pop(0) != "data":
            raise _not_expandable(path)
        _check_path(names, kind, path)


def expand(document: Document, paths: list[str], store: Store) -> Document:
    """Expand these paths in the document, or in each document of a list."""
    if document["object"] == "list":
        inner = [path.removeprefix("data.") for path in paths]
        return {**document, "data": [expand(item, inner, store) for item in document["data"]]}
    for path in paths:
        document = _expand_path(document, path.split("."), store)
    return document


def _expand_path(document: Document, names: list[str], store: Store) -> Document:
    name, *rest = names
    value = document.get(name)
    if name == "refunds" and document["object"] == "charge":
        value = value or _list_refunds(document, store)
    if isinstance(value, str):
        value = store.get(EXPANDABLE[document["object"]][name], value)
    if rest and isinstance(value, dict):
        value = _expand_path(value, rest, store)
    return {**document, name: value}


def _list_refunds(charge: Document, store: Store) -> Document:
    refunds = [refund for refund in store.newest_first("refund") if refund["charge"] == charge["id"]]
    url = f"/v1/charges/{charge['id']}/refunds"
    return {"object": "list", "data": refunds[:MAX_REFUNDS], "has_more": len(refunds) > MAX_REFUNDS, "url": url}


def _check_path(names: list[str], kind: str, path: str) -> None:
    for name in names:
        if name in _ALWAYS_EMPTY:
            return
        if name not in EXPANDABLE.get(kind, {}):
            raise _not_expandable(path)
        kind = EXPANDABLE[kind][name]


def _not_expandable(path: str) -> InvalidParameter:
    return InvalidParameter(f"This property cannot be expanded ({path}).", param="expand")
