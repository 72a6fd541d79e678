"""Reads the catalogue files, one per category, and refuses them whole if anything in them is wrong."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from local.sample_data.books import Book
from local.sample_data.validation import find_errors

FOLDER = Path(__file__).parent / "catalogue"


class CatalogueError(ValueError):
    """The files cannot be sold from as they are; the message lists every reason."""


def load(folder: Path = FOLDER) -> tuple[Book, ...]:
    """All books of all files, by category file and then by `book_id`."""
    shelves = {file: _read(file) for file in sorted(folder.glob("*.json"))}
    books = tuple(book for shelf in shelves.values() for book in shelf)
    wrong = [*_find_misplaced_books(shelves), *find_errors(books)]
    if wrong:
        raise CatalogueError("\n".join(wrong))
    return books


def file_name(category: str) -> str:
    """`Science & Nature` is kept in `science-and-nature.json`."""
    return "-".join(category.replace("&", "and").lower().split()) + ".json"


def _read(file: Path) -> list[Book]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[Book])
    except (msgspec.DecodeError, msgspec.ValidationError) as reason:
        raise CatalogueError(f"{file.name}: {reason}") from reason


def _find_misplaced_books(shelves: dict[Path, list[Book]]) -> Iterator[str]:
    for file, shelf in shelves.items():
        if [book.book_id for book in shelf] != sorted(book.book_id for book in shelf):
            yield f"{file.name}: books must be sorted by book_id"
        for book in shelf:
            if file_name(book.category) != file.name:
                yield f"{file.name}: {book.book_id} belongs in {file_name(book.category)}"
