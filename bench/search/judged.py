"""The judged queries: what people type, and the books that are relevant. The ranking was tuned on `queries.tsv`;
`held_out.tsv` measures it for words that were not known then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.sample_data.books import Book

TUNED, HELD_OUT = (Path(__file__).parent / name for name in ("queries.tsv", "held_out.tsv"))
EXACT_BOOK = 3


@dataclass(frozen=True)
class Query:
    """`grades` is the relevance of each book, 3 to 1; `clean` is a query with a typo as it should be spelt."""

    kind: str
    words: str
    grades: dict[str, int]
    clean: str | None = None


def load_queries(books: Sequence[Book], file: Path, most_of_a_kind: int | None = None) -> list[Query]:
    """Return all queries, or so many of each kind; raise ValueError for one whose books are not in the catalogue."""
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    of_kind: dict[str, list[Query]] = {}
    for query in (_query(line, books) for line in lines):
        of_kind.setdefault(query.kind, []).append(query)
    return [query for queries in of_kind.values() for query in queries[:most_of_a_kind]]


def _query(line: str, books: Sequence[Book]) -> Query:
    kind, words, relevant, *clean = line.split("\t")
    grades: dict[str, int] = {}
    for entry in relevant.split():
        selector, _, grade = entry.partition("=")
        book_ids = list(_select(selector, books))
        if not book_ids:
            raise ValueError(f"{words!r} expects {selector}, which the catalogue does not have.")
        for book_id in book_ids:
            grades.setdefault(book_id, int(grade or EXACT_BOOK))
    return Query(kind, words, grades, clean[0] if clean else None)


def _select(selector: str, books: Sequence[Book]) -> Iterator[str]:
    sign, rest = selector[0], selector[1:]
    for book in books:
        matches = {
            "@": any(author.author_id == rest for author in book.authors),
            "#": book.series is not None and book.series.series_id == rest,
            "%": book.category == rest.replace("_", " "),
        }.get(sign, book.book_id == selector)
        if matches:
            yield book.book_id
