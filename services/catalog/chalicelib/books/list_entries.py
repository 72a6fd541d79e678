"""The lists a book appears in (all books, its category, authors and series), and the number of books per category."""

import uuid
from collections.abc import Set

from bookstore.dynamodb.changes import Change, Delete, Put, Update
from chalicelib.books.book import Book
from chalicelib.books.collation import collation_key, title_key

LIST = "LIST#"  # before the list's name in an entry's sort key
ALL_BOOKS, WITHDRAWN_BOOKS = "ALL", "WITHDRAWN"


def list_names(book: Book) -> set[str]:
    """Return the names of the lists the book belongs to; of a withdrawn book only that of its kind, which staff see."""
    if book.withdrawn:
        return {WITHDRAWN_BOOKS}
    series = [series_list(book.series.series_id)] if book.series else []
    authors = (author_list(author.author_id) for author in book.authors)
    return {ALL_BOOKS, category_list(book.category), *authors, *series}


def entry_changes(book: Book, listed: Set[str], card: str) -> list[Change]:
    """Return the writes that replace the book's entries in the lists `listed` by those it belongs in, each with the
    card that the list shows, and adjust the counts."""
    names = list_names(book)
    newest = max(edition.released for edition in book.editions)
    by_title = f"{title_key(book.title)}#{book.book_id}"
    deletes: list[Change] = [Delete(f"BOOK#{book.book_id}", f"{LIST}{name}") for name in listed if name not in names]
    puts: list[Change] = [Put(_entry(book, name, by_title, newest) | card_attributes(card)) for name in names]
    return deletes + puts + _category_counts(listed, names)


def card_attributes(card: str) -> dict[str, str]:
    """Return the attributes of an entry that change with its card. No two writes have the same `revision`: whoever
    read one can tell whether somebody wrote in between."""
    return {"card": card, "revision": uuid.uuid4().hex}


def category_list(name: str) -> str:
    """Name the list of a category's books, sorted by title."""
    return f"CATEGORY#{name}"


def author_list(author_id: str) -> str:
    """Name the list of an author's books, sorted by title."""
    return f"AUTHOR#{author_id}"


def series_list(series_id: str) -> str:
    """Name the list of a series' books, sorted by their position."""
    return f"SERIES#{series_id}"


def _entry(book: Book, name: str, by_title: str, newest: str) -> dict[str, str]:
    is_series = book.series is not None and name == series_list(book.series.series_id)
    return {
        "pk": f"BOOK#{book.book_id}",
        "sk": f"{LIST}{name}",
        "list": name,
        "name_key": f"{book.series.position:04}#{book.book_id}" if book.series and is_series else by_title,
        "time_key": f"{newest}#{book.book_id}",
        "book_id": book.book_id,
    }


def _category_counts(old: Set[str], new: Set[str]) -> list[Change]:
    deltas = [(name, -1) for name in old - new] + [(name, +1) for name in new - old]
    prefix = category_list("")
    return [_count_update(name.removeprefix(prefix), delta) for name, delta in deltas if name.startswith(prefix)]


def _count_update(category: str, delta: int) -> Update:
    return Update("CATEGORIES", category, sets={"name_key": collation_key(category)}, adds={"books": delta})
