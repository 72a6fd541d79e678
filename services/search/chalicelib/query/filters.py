"""The filters of a question, and counts beside each that ignore it: what else there would be."""

from typing import Any

from chalicelib.query.question import PRICE_BANDS, RATING_STEPS, Question

Filters = dict[str, dict[str, Any]]
MOST_VALUES = 30
FIELDS = {
    "category": "category",
    "author": "author_labels",
    "format": "formats",
    "language": "languages",
    "availability": "availability",
}


def filters(question: Question) -> Filters:
    """One query per filter the reader has set, by the facet it belongs to."""
    named = {
        "category": _any_of("category", question.categories),
        "author": _any_of("author_ids", question.authors),
        "format": _any_of("formats", question.formats),
        "language": _any_of("languages", question.languages),
        "subject": _any_of("subjects.whole", question.subjects),
        "availability": _at_hand(question),
        "price": _between(question.price_field, question.price_min, question.price_max),
        "rating": _between("rating", question.rating_min, None),
    }
    return {name: query for name, query in named.items() if query}


def all_of(queries: list[dict[str, Any]]) -> dict[str, Any]:
    """Books that pass every filter."""
    return {"bool": {"filter": queries}}


def facets(question: Question) -> dict[str, Any]:
    """One aggregation per facet."""
    chosen = filters(question)
    counted = {name: {"terms": {"field": field, "size": MOST_VALUES}} for name, field in FIELDS.items()}
    counted |= {"price": _price_bands(question), "rating": _rating_steps()}
    return {name: _ignoring(name, chosen, counts) for name, counts in counted.items()}


def _ignoring(name: str, chosen: Filters, counts: dict[str, Any]) -> dict[str, Any]:
    """Unfiltered counts are often known to the engine without looking at each book; but not quickly of authors, who are
    as many as books."""
    others = [query for facet, query in chosen.items() if facet != name]
    return {"filter": all_of(others), "aggs": {"counts": counts}} if others or name == "author" else counts


def _any_of(field: str, values: tuple[str, ...]) -> dict[str, Any]:
    return {"terms": {field: list(values)}} if values else {}


def _at_hand(question: Question) -> dict[str, Any]:
    """With formats chosen, one of those has to be there, not just any format."""
    if not question.in_stock:
        return {}
    at_hand = _any_of("availability", ("in_stock", "low"))
    return _any_of("formats_at_hand", question.formats) or at_hand


def _between(field: str, low: int | None, high: int | None) -> dict[str, Any]:
    span = {name: value for name, value in {"gte": low, "lte": high}.items() if value is not None}
    return {"range": {field: span}} if span else {}


def _price_bands(question: Question) -> dict[str, Any]:
    bands = [{"from": low, **({"to": high + 1} if high is not None else {})} for low, high in PRICE_BANDS]
    return {"range": {"field": question.price_field, "ranges": bands}}


def _rating_steps() -> dict[str, Any]:
    return {"range": {"field": "rating", "ranges": [{"from": step} for step in RATING_STEPS]}}
