"""Pagination of Stripe's lists, which are newest first."""

import operator

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.store import Store

PAGING_PARAMETERS = frozenset({"limit", "starting_after", "ending_before", "created", "expand"})

_COMPARISONS = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


def paginate(newest_first: list[Document], url: str, kind: str, parameters: Parameters) -> Document:
    """Return one page; `ending_before` selects the page just newer than that object, still newest first."""
    limit = parameters.integer("limit", least=1, most=100) or 10
    after, before = parameters.text("starting_after"), parameters.text("ending_before")
    if after and before:
        message = "You may only specify one of these parameters: ending_before, starting_after."
        raise InvalidParameter(message, param="ending_before", code="parameters_exclusive")
    documents = [document for document in newest_first if _matches_created(document, parameters)]
    if before:
        newer = documents[: _position(documents, before, kind, "ending_before")]
        return _page(newer[-limit:], url, has_more=len(newer) > limit)
    older = documents[_position(documents, after, kind, "starting_after") + 1 :] if after else documents
    return _page(older[:limit], url, has_more=len(older) > limit)


def paginate_by_payment(store: Store, kind: str, url: str, parameters: Parameters) -> Document:
    """Return one page of what belongs to the `charge` and the `payment_intent`, where given; both must exist."""
    intent, charge = (
        store.get(name, parameters.required_text(name), name, 400)["id"] if name in parameters else None
        for name in ("payment_intent", "charge")
    )
    selected = [
        document
        for document in store.newest_first(kind)
        if intent in (None, document["payment_intent"]) and charge in (None, document.get("charge"))
    ]
    return paginate(selected, url, kind, parameters)


def _page(data: list[Document], url: str, *, has_more: bool) -> Document:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def _position(documents: list[Document], identifier: str, kind: str, param: str) -> int:
    for position, document in enumerate(documents):
        if document["id"] == identifier:
            return position
    raise InvalidParameter(f"No such {kind}: '{identifier}'", param=param, code="resource_missing")


def _matches_created(document: Document, parameters: Parameters) -> bool:
    if isinstance(parameters.form.get("created"), str):
        is_equal: bool = document["created"] == parameters.integer("created", least=0)
        return is_equal
    bounds = parameters.nested("created")
    bounds.permit(_COMPARISONS)
    for name, compare in _COMPARISONS.items():
        bound = bounds.integer(name, least=0)
        if bound is not None and not compare(document["created"], bound):
            return False
    return True
