"""A question's filters, and facets that each ignore their own filter: how many books another choice would give."""

from typing import Any

from chalicelib.query.edition_counts import edition_counts
from chalicelib.query.edition_filters import Query, book_query, edition_queries
from chalicelib.query.question import PRICE_BANDS, RATING_STEPS, Question

MAX_FACET_VALUES = 30
FIELDS = {
    "category": "category",
    "author": "author_labels",
    "format": "formats",
    "language": "languages",
    "availability": "availability",
}
EDITION_FACETS = frozenset({"format", "language", "availability", "price"})


def filter_queries(question: Question) -> list[Query]:
    """Return the queries of all filters that are set."""
    return _without(None, question)


def facet_aggregations(question: Question) -> dict[str, Any]:
    """Return one aggregation per facet, of the books that pass all other filters.

    The engine often knows unfiltered counts without reading each book, but those of authors not quickly: there are
    about as many authors as books.
    """
    facets = {}
    for facet in (*FIELDS, "price", "rating"):
        others, counts = _without(facet, question), _counts(facet, question)
        is_plain = not others and facet != "author"
        facets[facet] = counts if is_plain else {"filter": {"bool": {"filter": others}}, "aggs": {"counts": counts}}
    return facets


def _without(facet: str | None, question: Question) -> list[Query]:
    """Return the queries of all filters but those of one facet."""
    of_books = [query for name, query in _book_filters(question).items() if name != facet]
    of_editions = _edition_parts(question, facet)
    return [*of_books, *([book_query(of_editions)] if of_editions else [])]


def _edition_parts(question: Question, facet: str | None) -> list[Query]:
    return [part for name, parts in edition_queries(question).items() if name != facet for part in parts]


def _book_filters(question: Question) -> dict[str, Query]:
    queries = {
        "category": _terms_query("category", question.categories),
        "author": _terms_query("author_ids", question.authors),
        "subject": _terms_query("subjects.whole", question.subjects),
        "rating": {"range": {"rating": {"gte": question.rating_min}}} if question.rating_min is not None else {},
    }
    return {facet: query for facet, query in queries.items() if query}


def _counts(facet: str, question: Question) -> dict[str, Any]:
    """Count a facet's values: by edition, which is slower, only where another filter asks about the edition."""
    others = _edition_parts(question, facet)
    if facet in EDITION_FACETS and others:
        return edition_counts(facet, others)
    if facet == "price":
        bands = [{"from": low, **({"to": high + 1} if high is not None else {})} for low, high in PRICE_BANDS]
        return {"range": {"field": "offered_prices", "ranges": bands}}
    if facet == "rating":
        return {"range": {"field": "rating", "ranges": [{"from": step} for step in RATING_STEPS]}}
    return {"terms": {"field": FIELDS[facet], "size": MAX_FACET_VALUES}}


def _terms_query(field: str, values: tuple[str, ...]) -> Query:
    return {"terms": {field: list(values)}} if values else {}
