"""Find the book to which a product belongs: by its ISBN, else by an edition of the same work, else by the work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chalicelib.books.isbn_records import IsbnRecord
from chalicelib.imports.ports import Catalogue, Loaded
from chalicelib.imports.record import Record


@dataclass(frozen=True)
class BookIndex:
    """The books that some records may belong to, loaded at once."""

    owners: Mapping[str, IsbnRecord]
    works: Mapping[str, str]
    books: Mapping[str, Loaded]

    def find(self, record: Record) -> Loaded | None:
        """Return the book that has the product's ISBN, or that it becomes an edition of; None for a new book.

        A book that is withdrawn is found by its own ISBNs alone.
        """
        own = self._book_of(record.isbn)
        if own and (record.isbn in {edition.isbn for edition in own[0].editions}):
            return own
        if record.withdraw:
            return None
        candidates = [self._book_of(isbn) for isbn in record.related]
        candidates += [self.books.get(self.works.get(record.work, ""))] if record.work else []
        return next((found for found in candidates if found and not found[0].withdrawn), None)

    def _book_of(self, isbn: str) -> Loaded | None:
        owner = self.owners.get(isbn)
        return self.books.get(owner.book_id) if owner else None


def load_index(records: Sequence[Record], catalogue: Catalogue) -> BookIndex:
    """Load the books that these records may belong to."""
    owners = catalogue.find_owners({isbn for record in records for isbn in (record.isbn, *record.related)})
    works = catalogue.find_works({record.work for record in records if record.work})
    ids = {*(owner.book_id for owner in owners.values()), *works.values()}
    return BookIndex(owners, works, catalogue.load_books(sorted(ids)))


@dataclass
class FileIndex:
    """What the rows before have announced: every ISBN with its row, and the new books by ISBN and work.

    This is all that a check remembers of a file, about a hundred bytes for each product.
    """

    rows: dict[str, int] = field(default_factory=dict)
    books: dict[str, str] = field(default_factory=dict)

    def find_new_book(self, record: Record) -> str | None:
        """Return the id of a new book of this file of which the product is an edition."""
        keys = [*record.related, *([f"work:{record.work}"] if record.work else [])]
        return next((self.books[key] for key in keys if key in self.books), None)

    def add(self, record: Record, number: int, book_id: str | None) -> None:
        """Remember a row, and the new book that it makes or joins."""
        self.rows.setdefault(record.isbn, number)
        if book_id:
            self.books[record.isbn] = book_id
            if record.work:
                self.books.setdefault(f"work:{record.work}", book_id)
