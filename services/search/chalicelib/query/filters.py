"""A question's filters, and facets that each ignore their own filter: how many books another choice would give."""

from typing import Any

from chalicelib.query.question import PRICE_BANDS, RATING_STEPS, Question

Filters = dict[str, dict[str, Any]]
MAX_FACET_VALUES = 30
FIELDS = {
    "category": "category",
    "author": "author_labels",
    "format": "formats",
    "language": "languages",
    "availability": "availability",
}


def filter_queries(question: Question) -> Filters:
    """Return one query per filter that is set, by the facet it belongs to."""
    queries = {
        "category": _terms_query("category", question.categories),
        "author": _terms_query("author_ids", question.authors),
        "format": _terms_query("formats", question.formats),
        "language": _terms_query("languages", question.languages),
        "subject": _terms_query("subjects.whole", question.subjects),
        "availability": _in_stock_query(question),
        "price": _range_query(question.price_field, question.price_min, question.price_max),
        "rating": _range_query("rating", question.rating_min, None),
    }
    return {facet: query for facet, query in queries.items() if query}


def facet_aggregations(question: Question) -> dict[str, Any]:
    """Return one aggregation per facet."""
    filters = filter_queries(question)
    counts = {facet: {"terms": {"field": field, "size": MAX_FACET_VALUES}} for facet, field in FIELDS.items()}
    counts |= {"price": _price_bands(question), "rating": _rating_steps()}
    return {facet: _without_own_filter(facet, filters, count) for facet, count in counts.items()}


def _without_own_filter(facet: str, filters: Filters, counts: dict[str, Any]) -> dict[str, Any]:
    """Filter the counts by all other filters.

    The engine often knows unfiltered counts without reading each book, but those of authors not quickly: there are
    about as many authors as books."""
    others = [query for name, query in filters.items() if name != facet]
    if not others and facet != "author":
        return counts
    return {"filter": {"bool": {"filter": others}}, "aggs": {"counts": counts}}


def _terms_query(field: str, values: tuple[str, ...]) -> dict[str, Any]:
    return {"terms": {field: list(values)}} if values else {}


def _in_stock_query(question: Question) -> dict[str, Any]:
    """With formats chosen, one of those has to be available, not just any format."""
    if not question.in_stock:
        return {}
    in_stock = _terms_query("availability", ("in_stock", "low"))
    return _terms_query("formats_at_hand", question.formats) or in_stock


def _range_query(field: str, low: int | None, high: int | None) -> dict[str, Any]:
    bounds = {name: value for name, value in {"gte": low, "lte": high}.items() if value is not None}
    return {"range": {field: bounds}} if bounds else {}


def _price_bands(question: Question) -> dict[str, Any]:
    bands = [{"from": low, **({"to": high + 1} if high is not None else {})} for low, high in PRICE_BANDS]
    return {"range": {"field": question.price_field, "ranges": bands}}


def _rating_steps() -> dict[str, Any]:
    return {"range": {"field": "rating", "ranges": [{"from": step} for step in RATING_STEPS]}}
