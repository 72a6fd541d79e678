"""Asks the services' own functions; nothing here knows how a view is made."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from deploy.errors import UserError
from ops.read_models.reports import Report, of_recommendations, of_search

Invoke = Callable[[str, str, dict[str, Any]], dict[str, Any]]  # service, function, what it is given
OWNERS = {"index": "search", "bestsellers": "recommendations", "graph": "recommendations"}
TELLERS = ("catalog", "orders")


def rebuild(view: str, invoke: Invoke) -> str:
    """Made anew beside the one that readers see, and put in its place while changes go on."""
    if view not in OWNERS:
        raise UserError(f"There is no view {view!r}; the views are {', '.join(OWNERS)}.")
    said = invoke(OWNERS[view], "rebuild", {} if view == "index" else {"views": [view]})
    if view != "index":
        return _made(view, **said[view])
    refused = "".join(f"\n  {book} was refused: {why}" for book, why in said["refused"].items())
    return f"index was made anew as {said['target']}: {said['books']:,} books{refused}"


def _made(view: str, written: int, finished: bool) -> str:
    if finished:
        return f"{view} was made anew: {written:,} written"
    return f"{view}: {written:,} written so far; it goes on by itself each minute"


def drift(invoke: Invoke, *, repair: bool) -> list[Report]:
    """Every view compared with its table; with `repair`, what differs is mended."""
    index = of_search(invoke("search", "drift", {"repair": repair}))
    return [*index, *of_recommendations(invoke("recommendations", "drift", {"repair": repair}))]


def republish(service: str, invoke: Invoke, start: dict[str, Any] | None = None) -> Iterator[str]:
    """One line per page; a run that was stopped goes on from the last line's cursor."""
    if service not in TELLERS:
        raise UserError(f"{service or 'Nobody'} cannot tell its subjects again; these can: {', '.join(TELLERS)}.")
    told = 0
    while True:
        page = invoke(service, "republish", {"start": start})
        told, start = told + page["told"], page["next"]
        if start is None:
            yield f"{told:,} events of {service} are on their way: all of it"
            return
        yield f"{told:,} events of {service} are on their way; the rest: START='{json.dumps(start)}'"
