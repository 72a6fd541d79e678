"""The filters that ask about an edition: all of them must hold for one and the same edition of a book.

In stock at £5 in paperback is a paperback at £5 that is in stock, not a paperback, and an e-book at £5. The queries are
for the index, the predicates for editions in memory.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from bookstore.events.orders import Availability
from chalicelib.books.book import Offer
from chalicelib.index.indexed_edition import IndexedEdition
from chalicelib.query.question import Question

Query = dict[str, Any]
IN_STOCK: tuple[Availability, ...] = ("in_stock", "low")
OFFERED = {"term": {"editions.offered": True}}


def edition_queries(question: Question) -> dict[str, list[Query]]:
    """Return the queries on an edition that the question asks for, by the facet they belong to."""
    queries = {
        "format": terms_queries("format", question.formats),
        "language": terms_queries("language", question.languages),
        "availability": terms_queries("availability", IN_STOCK if question.in_stock else ()),
        "price": price_queries(question.price_min, question.price_max),
    }
    return {facet: parts for facet, parts in queries.items() if parts}


def price_queries(low: int | None, high: int | None) -> list[Query]:
    """Ask for a price, both ends included, at which the book can be had; nothing without a bound."""
    bounds = {name: value for name, value in (("gte", low), ("lte", high)) if value is not None}
    return [{"range": {"editions.price": bounds}}, OFFERED] if bounds else []


def book_query(parts: Iterable[Query]) -> Query:
    """Ask for the books that have an edition for which all of these hold."""
    return {"nested": {"path": "editions", "query": {"bool": {"filter": list(parts)}}}}


def passes(edition: IndexedEdition, question: Question) -> bool:
    """Whether all the question's filters hold for this edition."""
    low, high = question.price_min, question.price_max
    return (
        _is_chosen(edition.format, question.formats)
        and _is_chosen(edition.language, question.languages)
        and (not question.in_stock or edition.availability in IN_STOCK)
        and ((low is None and high is None) or edition.offered)
        and (low is None or edition.price >= low)
        and (high is None or edition.price <= high)
    )


def best_edition(editions: Iterable[IndexedEdition], question: Question) -> IndexedEdition | None:
    """Return the cheapest edition that passes the filters, one that can be had before others; None without one."""
    passing = (edition for edition in editions if passes(edition, question))
    return min(passing, key=lambda edition: (not edition.offered, edition.price), default=None)


def find_offer(editions: Sequence[IndexedEdition], offers: Sequence[Offer], question: Question) -> Offer:
    """Return the best edition that passes the filters as an offer; the best of the book's offers without one, as
    among the nearest books and in an index that an older version has written."""
    edition = best_edition(editions, question)
    if edition is None:
        return min(offers, key=lambda offer: (offer.availability == "out", offer.price))
    return Offer(format=edition.format, isbn=edition.isbn, price=edition.price, availability=edition.availability)


def terms_queries(field: str, values: Collection[str]) -> list[Query]:
    """Ask for one of these values; nothing without a value."""
    return [{"terms": {f"editions.{field}": list(values)}}] if values else []


def _is_chosen(value: str, chosen: Collection[str]) -> bool:
    return not chosen or value in chosen
