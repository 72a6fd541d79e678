"""A book's places in the lists it belongs to, and how many books each category has."""

import unicodedata

from bookstore.dynamodb.changes import Change, Delete, Put, Update
from chalicelib.books.book import Book

ALL = "ALL"


def places(book: Book) -> dict[str, str]:
    """Each list the book belongs to, with the key it is sorted by there."""
    if book.withdrawn:
        return {}
    by_title = f"{title_key(book.title)}#{book.book_id}"
    lists = dict.fromkeys([ALL, category(book.category), *(author(a.author_id) for a in book.authors)], by_title)
    return lists | ({series(book.series.series_id): f"{book.series.position:04}#{book.book_id}"} if book.series else {})


def changes(book: Book, before: Book | None) -> list[Change]:
    """The writes that move the book from its old places to its new ones."""
    old, new = places(before) if before else {}, places(book)
    newest = max(edition.released for edition in book.editions)
    gone: list[Change] = [Delete(f"BOOK#{book.book_id}", f"LIST#{name}") for name in old if name not in new]
    kept: list[Change] = [Put(_place(book.book_id, name, key, newest)) for name, key in new.items()]
    return gone + kept + _category_counts(set(old), set(new))


def category(name: str) -> str:
    """The list of a category's books."""
    return f"CATEGORY#{name}"


def author(author_id: str) -> str:
    """The list of an author's books."""
    return f"AUTHOR#{author_id}"


def series(series_id: str) -> str:
    """The list of a series, in its order."""
    return f"SERIES#{series_id}"


def title_key(title: str) -> str:
    """A title as it is sorted: without its article, accents and capitals."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    first, _, rest = plain.partition(" ")
    return rest if rest and first in {"a", "an", "the"} else plain


def _place(book_id: str, name: str, key: str, newest: str) -> dict[str, str]:
    return {
        "pk": f"BOOK#{book_id}",
        "sk": f"LIST#{name}",
        "list": name,
        "name_key": key,
        "time_key": f"{newest}#{book_id}",
        "book_id": book_id,
    }


def _category_counts(old: set[str], new: set[str]) -> list[Change]:
    steps = [(name, -1) for name in old - new] + [(name, +1) for name in new - old]
    prefix = category("")
    return [
        Update("CATEGORIES", name.removeprefix(prefix), adds={"books": step})
        for name, step in steps
        if name.startswith(prefix)
    ]
