"""Rebuild, compare and refill read models through the services' own functions; how they are built is not known here."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from deploy.errors import UserError
from ops.drift_report import DriftReport, from_recommendations, from_search

Call = Callable[[str, str, dict[str, Any]], dict[str, Any]]  # service, function, request
Cursor = dict[str, Any] | None
CallPage = Callable[[dict[str, Any]], dict[str, Any]]
OWNERS = {"index": "search", "bestsellers": "recommendations", "graph": "recommendations"}
PUBLISHERS = ("catalog", "orders")


def rebuild(view: str, call: Call) -> str:
    """Rebuild a read model beside the one in use, switch to it, and describe the result in a sentence.

    Raises UserError for a read model that does not exist.
    """
    if view not in OWNERS:
        raise UserError(f"There is no view {view!r}; the views are {', '.join(OWNERS)}.")
    response = call(OWNERS[view], "rebuild", {} if view == "index" else {"views": [view]})
    if view != "index":
        return _describe(view, **response[view])
    refused = "".join(f"\n  {book} was refused: {reason}" for book, reason in response["refused"].items())
    return f"index was rebuilt as {response['target']}: {response['books']:,} books{refused}"


def _describe(view: str, written: int, finished: bool) -> str:
    if finished:
        return f"{view} was rebuilt: {written:,} written"
    return f"{view}: {written:,} written so far; it goes on by itself each minute"


def drift(call: Call, *, repair: bool) -> list[DriftReport]:
    """Compare every read model with its table; with `repair`, correct what differs."""
    index = from_search(call("search", "drift", {"repair": repair}))
    return [*index, *from_recommendations(call("recommendations", "drift", {"repair": repair}))]


def republish(service: str, call: Call, start: dict[str, Any] | None = None) -> Iterator[str]:
    """Publish all events of a service again, one line per page; `start` is the cursor of an earlier run's last line.

    Raises UserError for a service that cannot republish.
    """
    if service not in PUBLISHERS:
        raise UserError(f"{service or 'Nobody'} cannot tell its subjects again; these can: {', '.join(PUBLISHERS)}.")
    for page, count, next_start in _run_pages(lambda at: call(service, "republish", at), "told", start):
        if page.get("failed"):
            yield f"{page['failed']:,} items of {service} could not be published; its log says why"
        yield f"{count:,} events of {service} are on their way{_rest(next_start)}"


def relist(call: Call, start: dict[str, Any] | None = None) -> Iterator[str]:
    """Rewrite the catalog's lists and ISBN records, one line per page; `start` as for `republish`."""
    for _, count, next_start in _run_pages(lambda at: call("catalog", "relist", at), "books", start):
        yield f"{count:,} books are listed again{_rest(next_start)}"


def _run_pages(call_page: CallPage, counted: str, start: Cursor) -> Iterator[tuple[dict[str, Any], int, Cursor]]:
    """Yield each page, how much is done after it, and where the next one starts; None at the end."""
    count, is_finished = 0, False
    while not is_finished:
        page = call_page({"start": start})
        count, start = count + page[counted], page["next"]
        is_finished = start is None
        yield page, count, start


def _rest(start: Cursor) -> str:
    return ": all of it" if start is None else f"; the rest: START='{json.dumps(start)}'"
