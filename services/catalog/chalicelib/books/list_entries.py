"""The lists a book appears in (all books, its category, authors and series), and the number of books per category."""

import unicodedata
from collections.abc import Set

from bookstore.dynamodb.changes import Change, Delete, Put, Update
from chalicelib.books.book import Book

ALL_BOOKS = "ALL"
MAX_TITLE_KEY = 900  # with a book's id below DynamoDB's 1,024 bytes: one character of a title can be five in its key


def list_keys(book: Book) -> dict[str, str]:
    """Map each list the book belongs to to its sort key there; a withdrawn book belongs to none."""
    if book.withdrawn:
        return {}
    by_title = f"{title_key(book.title)}#{book.book_id}"
    names = [ALL_BOOKS, category_list(book.category), *(author_list(author.author_id) for author in book.authors)]
    keys = dict.fromkeys(names, by_title)
    if book.series:
        keys[series_list(book.series.series_id)] = f"{book.series.position:04}#{book.book_id}"
    return keys


def entry_changes(book: Book, old: Set[str]) -> list[Change]:
    """Return the writes that replace the book's entries in the `old` lists by those it belongs in, and adjust the
    counts."""
    new = list_keys(book)
    newest = max(edition.released for edition in book.editions)
    deletes: list[Change] = [Delete(f"BOOK#{book.book_id}", f"LIST#{name}") for name in old if name not in new]
    puts: list[Change] = [Put(_entry(book.book_id, name, key, newest)) for name, key in new.items()]
    return deletes + puts + _category_counts(old, new.keys())


def category_list(name: str) -> str:
    """Name the list of a category's books, sorted by title."""
    return f"CATEGORY#{name}"


def author_list(author_id: str) -> str:
    """Name the list of an author's books, sorted by title."""
    return f"AUTHOR#{author_id}"


def series_list(series_id: str) -> str:
    """Name the list of a series' books, sorted by their position."""
    return f"SERIES#{series_id}"


def title_key(title: str) -> str:
    """Return the sort key of a title: lower case, without its leading article and accents."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    first, _, rest = plain.partition(" ")
    return (rest if rest and first in {"a", "an", "the"} else plain)[:MAX_TITLE_KEY]


def _entry(book_id: str, name: str, key: str, newest: str) -> dict[str, str]:
    return {
        "pk": f"BOOK#{book_id}",
        "sk": f"LIST#{name}",
        "list": name,
        "name_key": key,
        "time_key": f"{newest}#{book_id}",
        "book_id": book_id,
    }


def _category_counts(old: Set[str], new: Set[str]) -> list[Change]:
    deltas = [(name, -1) for name in old - new] + [(name, +1) for name in new - old]
    prefix = category_list("")
    return [
        Update("CATEGORIES", name.removeprefix(prefix), adds={"books": delta})
        for name, delta in deltas
        if name.startswith(prefix)
    ]
