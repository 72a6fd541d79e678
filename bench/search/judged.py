"""The judged queries: what people type, and the books they hope for. The ranking was tuned on those of `queries.tsv`;
those of `held_out.tsv` say what it is worth to a reader whose words nobody foresaw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.sample_data.books import Book

TUNED, HELD_OUT = (Path(__file__).parent / name for name in ("queries.tsv", "held_out.tsv"))
VERY_BOOK = 3


@dataclass(frozen=True)
class Query:
    """`grades` says how welcome a book is, 3 to 1; `clean` is what a typo'd query was meant to be."""

    kind: str
    words: str
    grades: dict[str, int]
    clean: str | None = None


def load(books: Sequence[Book], file: Path) -> list[Query]:
    """All queries; a hope that no book of the catalogue can fulfil is a mistake of the file."""
    return [_query(line, books) for line in file.read_text().splitlines() if line and not line.startswith("#")]


def _query(line: str, books: Sequence[Book]) -> Query:
    kind, words, hopes, *clean = line.split("\t")
    grades: dict[str, int] = {}
    for hope in hopes.split():
        whom, _, grade = hope.partition("=")
        found = list(_meant(whom, books))
        if not found:
            raise ValueError(f"{words!r} hopes for {whom}, which the catalogue does not have.")
        for book_id in found:
            grades.setdefault(book_id, int(grade or VERY_BOOK))
    return Query(kind, words, grades, clean[0] if clean else None)


def _meant(whom: str, books: Sequence[Book]) -> Iterator[str]:
    sign, rest = whom[0], whom[1:]
    for book in books:
        fits = {
            "@": any(author.author_id == rest for author in book.authors),
            "#": book.series is not None and book.series.series_id == rest,
            "%": book.category == rest.replace("_", " "),
        }.get(sign, book.book_id == whom)
        if fits:
            yield book.book_id
