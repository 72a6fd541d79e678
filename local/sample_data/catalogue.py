"""The catalogue files, one per category; an error in any of them refuses all."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from local.sample_data.books import Book
from local.sample_data.validation import find_problems

FOLDER = Path(__file__).parent / "catalogue"


class CatalogueError(ValueError):
    """The files have errors; the message lists all of them."""


def load_catalogue(folder: Path = FOLDER) -> tuple[Book, ...]:
    """Load the books of all files, by file and then by `book_id`; raise CatalogueError if anything is wrong."""
    books_by_file = {file: _read(file) for file in sorted(folder.glob("*.json"))}
    books = tuple(book for file_books in books_by_file.values() for book in file_books)
    problems = [*_find_misfiled(books_by_file), *find_problems(books)]
    if problems:
        raise CatalogueError("\n".join(problems))
    return books


def file_name(category: str) -> str:
    """Return the name of a category's file: `science-and-nature.json` for `Science & Nature`."""
    return "-".join(category.replace("&", "and").lower().split()) + ".json"


def _read(file: Path) -> list[Book]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[Book])
    except (msgspec.DecodeError, msgspec.ValidationError) as reason:
        raise CatalogueError(f"{file.name}: {reason}") from reason


def _find_misfiled(books_by_file: dict[Path, list[Book]]) -> Iterator[str]:
    for file, books in books_by_file.items():
        if [book.book_id for book in books] != sorted(book.book_id for book in books):
            yield f"{file.name}: books must be sorted by book_id"
        for book in books:
            if file_name(book.category) != file.name:
                yield f"{file.name}: {book.book_id} belongs in {file_name(book.category)}"
