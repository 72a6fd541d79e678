"""The document of a book in the index: everything that a card shows, a filter tests or a sort compares."""

from collections.abc import Iterable

from msgspec import Struct

from bookstore.events.books import Format
from bookstore.events.orders import Availability
from chalicelib.books.book import Book, Offer, StoredBook, UnreadableBook, best_availability
from chalicelib.index.indexed_edition import IndexedEdition, offered_prices, to_indexed_editions


class HiddenDocument(Struct, frozen=True, kw_only=True):
    """A book of which the index must not show anything: nothing in it can be refused."""

    book_id: str
    version: int
    visible: bool = False


class Document(Struct, frozen=True, kw_only=True):
    """One book in the index. A label is an id and a name in one value, so that a facet has the name of each id.

    `from_price` is the lowest price at which the book can be had, in minor units; its lowest when it cannot."""

    book_id: str
    version: int
    visible: bool
    title: str
    subtitle: str | None
    authors: list[str]
    author_ids: list[str]
    author_labels: list[str]
    series: str | None
    series_id: str | None
    series_label: str | None
    series_position: int | None
    category: str
    languages: list[str]
    description: str
    subjects: list[str]
    first_line: str | None
    published: int
    newest: str
    isbns: list[str]
    cover: str | None
    currency: str
    offers: list[Offer]
    formats: list[Format]
    editions: list[IndexedEdition]
    availability: Availability
    from_price: int
    offered_prices: list[int]
    rating: float
    ratings: int
    fair_rating: float
    bought: int
    standing: float


IndexDocument = Document | HiddenDocument


def to_documents(books: Iterable[StoredBook]) -> tuple[list[IndexDocument], dict[str, str]]:
    """Return what the index holds of each book, and the reason for each that it cannot show, and so hides.

    A book that is withdrawn leaves the index whatever the rest of it says."""
    documents, reasons = list[IndexDocument](), dict[str, str]()
    for book in books:
        try:
            documents.append(_hide(book) if book.withdrawn else to_document(_require_readable(book)))
        except Exception as error:  # whatever is raised here is about this book, and keeps no other from the index
            documents.append(_hide(book))
            reasons[book.book_id] = f"{type(error).__name__}: {error}"
    return documents, reasons


def _hide(book: StoredBook) -> HiddenDocument:
    return HiddenDocument(book_id=book.book_id, version=book.version)


def _require_readable(book: StoredBook) -> Book:
    if isinstance(book, UnreadableBook):
        raise book.error
    return book


def to_document(book: Book) -> Document:
    """Return the document of the book's current state."""
    catalog, series, offers, editions = book.catalog, book.catalog.series, book.offers(), to_indexed_editions(book)
    prices = offered_prices(editions)
    return Document(
        book_id=book.book_id,
        version=book.version,
        visible=not book.withdrawn,
        title=catalog.title,
        subtitle=catalog.subtitle,
        authors=[author.name for author in catalog.authors],
        author_ids=[author.author_id for author in catalog.authors],
        author_labels=[join_label(author.author_id, author.name) for author in catalog.authors],
        series=series.name if series else None,
        series_id=series.series_id if series else None,
        series_label=join_label(series.series_id, series.name) if series else None,
        series_position=series.position if series else None,
        category=catalog.category,
        languages=sorted({edition.language for edition in catalog.editions}),
        description=catalog.description,
        subjects=list(catalog.subjects),
        first_line=catalog.first_line,
        published=catalog.published,
        newest=max(edition.released for edition in catalog.editions),
        isbns=[edition.isbn for edition in catalog.editions],
        cover=catalog.cover,
        currency=catalog.currency,
        offers=offers,
        formats=[offer.format for offer in offers],
        editions=editions,
        availability=best_availability(offer.availability for offer in offers),
        from_price=prices[0],
        offered_prices=prices,
        rating=book.rating_totals.average,
        ratings=book.rating_totals.count,
        fair_rating=book.rating_totals.weighted_average,
        bought=max(0, book.bought),
        standing=book.standing,
    )


def join_label(id_: str, name: str) -> str:
    """Return an id, which has no spaces, and its name as one value."""
    return f"{id_} {name}"


def split_label(text: str) -> tuple[str, str]:
    """Return the id and the name of a label."""
    id_, _, name = text.partition(" ")
    return id_, name
