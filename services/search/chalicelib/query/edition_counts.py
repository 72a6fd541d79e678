"""The counts of facets about editions while another filter asks about the edition too: of books, never of editions."""

from collections.abc import Mapping
from typing import Any, get_args

from bookstore.events.books import Format
from bookstore.events.orders import Availability
from chalicelib.query.edition_filters import Query, book_query, price_queries, terms_queries
from chalicelib.query.question import PRICE_BANDS

MAX_LANGUAGES = 30


def edition_counts(facet: str, others: list[Query]) -> Query:
    """Count the books per value of the facet: those with an edition of this value for which all the others hold."""
    if facet == "language":
        return _count_languages(others)
    filters = {name: book_query([*others, *parts]) for name, parts in _values(facet).items()}
    if facet == "availability":
        filters = _best_only(filters)
    return {"filters": {"filters": filters}}


def parse_value_counts(aggregation: dict[str, Any]) -> list[tuple[str, int]]:
    """Return each value of a facet that a book has, with its number of books, the most frequent first."""
    counts = aggregation.get("counts", aggregation)
    if "editions" in counts:
        buckets = counts["editions"]["languages"]["buckets"]
        return [(bucket["key"], bucket["books"]["doc_count"]) for bucket in buckets]
    buckets = counts["buckets"]
    if isinstance(buckets, list):
        return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    values = [(value, bucket["doc_count"]) for value, bucket in buckets.items() if bucket["doc_count"]]
    return sorted(values, key=lambda pair: (-pair[1], pair[0]))


def parse_price_counts(aggregation: dict[str, Any]) -> list[int]:
    """Return the number of books in each price band."""
    buckets = aggregation.get("counts", aggregation)["buckets"]
    in_order = buckets if isinstance(buckets, list) else [buckets[str(low)] for low, _ in PRICE_BANDS]
    return [bucket["doc_count"] for bucket in in_order]


def _values(facet: str) -> Mapping[str, list[Query]]:
    if facet == "price":
        return {str(low): price_queries(low, high) for low, high in PRICE_BANDS}
    values = get_args(Format if facet == "format" else Availability)
    return {value: terms_queries(facet, (value,)) for value in values}


def _best_only(filters: Mapping[str, Query]) -> dict[str, Query]:
    """Count each book under its best availability alone, so that what is in stock and what is low can be added."""
    better: list[Query] = []
    counted = {}
    for value, query in filters.items():
        counted[value] = {"bool": {"filter": query, "must_not": list(better)}}
        better.append(query)
    return counted


def _count_languages(others: list[Query]) -> Query:
    languages = {"terms": {"field": "editions.language", "size": MAX_LANGUAGES, "order": {"books": "desc"}}}
    of_books = {**languages, "aggs": {"books": {"reverse_nested": {}}}}
    editions = {"filter": {"bool": {"filter": others}}, "aggs": {"languages": of_books}}
    return {"nested": {"path": "editions"}, "aggs": {"editions": editions}}
