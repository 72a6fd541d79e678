"""Puts books on the shelves as staff do: over the shop's own API."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
from msgspec import to_builtins

from deploy.local.urls import LOGINS
from deploy.seed.books import Book
from deploy.shop.stage import Stage
from deploy.shop.visitor import Refused, Visitor

AT_ONCE = 6
T = TypeVar("T")


def open_accounts(stage: Stage) -> dict[str, str]:
    """The demo logins' accounts; answers each role's `sub`."""
    groups = {"admin": "admin"}
    return {
        login["role"]: stage.pool.ensure(login["email"], login["password"], groups.get(login["role"]))
        for login in LOGINS
    }


def add_books(stage: Stage, staff: Visitor, books: Sequence[Book]) -> None:
    """Add every book the shop does not have yet."""
    known = _known(stage)
    _side_by_side(lambda book: _accept(staff.ask("POST", "/catalog/books", json=_written(book)), 201, 409),
                  [book for book in books if book.book_id not in known])  # fmt: skip


def _known(stage: Stage) -> set[str]:
    found: set[str] = set()
    page: dict[str, Any] = {"next": ""}
    while page["next"] is not None:
        page = stage.visitor().get("/catalog/books", limit=100, cursor=page["next"])
        found |= {book["book_id"] for book in page["items"]}
    return found


def _written(book: Book) -> dict[str, Any]:
    return {name: value for name, value in to_builtins(book).items() if name != "stock"}


def _accept(answer: httpx.Response, *statuses: int) -> httpx.Response:
    if answer.status_code not in statuses:
        raise Refused.by(answer)
    return answer


def _side_by_side(act: Callable[[T], object], things: Sequence[T]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(act, things):
            pass
