"""What the index holds of a book: everything a card shows, a filter asks or a sort compares."""

from msgspec import Struct

from bookstore.events.books import Format
from bookstore.events.orders import Availability
from chalicelib.books.book import Book, Offer, best


class Document(Struct, frozen=True, kw_only=True):
    """One book in the index. A label is an id and a name in one value, so that a facet knows how to call it."""

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
    formats_at_hand: list[Format]
    availability: Availability
    from_price: int
    prices: dict[Format, int]
    rating: float
    ratings: int
    fair_rating: float
    bought: int
    standing: float


def document(book: Book) -> Document:
    """The book as the index holds it now."""
    shown, series, offers = book.catalog, book.catalog.series, book.offers()
    return Document(
        book_id=book.book_id,
        version=book.version,
        visible=not shown.withdrawn,
        title=shown.title,
        subtitle=shown.subtitle,
        authors=[author.name for author in shown.authors],
        author_ids=[author.author_id for author in shown.authors],
        author_labels=[label(author.author_id, author.name) for author in shown.authors],
        series=series.name if series else None,
        series_id=series.series_id if series else None,
        series_label=label(series.series_id, series.name) if series else None,
        series_position=series.position if series else None,
        category=shown.category,
        languages=sorted({edition.language for edition in shown.editions}),
        description=shown.description,
        subjects=list(shown.subjects),
        first_line=shown.first_line,
        published=shown.published,
        newest=max(edition.released for edition in shown.editions),
        isbns=[edition.isbn for edition in shown.editions],
        cover=shown.cover,
        currency=shown.currency,
        offers=offers,
        formats=[offer.format for offer in offers],
        formats_at_hand=[offer.format for offer in offers if offer.availability != "out"],
        availability=best(offer.availability for offer in offers),
        from_price=min(offer.price for offer in offers),
        prices={offer.format: offer.price for offer in offers},
        rating=book.liked.average,
        ratings=book.liked.count,
        fair_rating=book.liked.fair,
        bought=max(0, book.bought),
        standing=book.standing,
    )


def label(id_: str, name: str) -> str:
    """An id, which has no spaces, and the name that goes with it."""
    return f"{id_} {name}"


def unlabelled(text: str) -> tuple[str, str]:
    """The id and the name in a label."""
    id_, _, name = text.partition(" ")
    return id_, name
