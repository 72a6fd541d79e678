"""Why one book comes before another: the formula, and what each sort compares.

    score = how well the words fit × the book's standing
    standing = 1 + 0.15 · log10(1 + copies bought) + 0.10 · fair rating     (`model/book.py`; a rebuild takes a change)

The words weigh most where a shop's visitor looks first: a title that is exactly the words, then the words together in
a title, then titles, authors and series, and last descriptions. Where there are no words, books come by their standing.
Ties are broken by book id, so that pages never overlap.
"""

from typing import Any

from chalicelib.model.question import Question

WHOLE_TITLE, TITLE_PHRASE, OPENING_PHRASE = 20, 6, 4
FIELDS = ["title^4", "authors^3", "series^2", "category.words^3", "subtitle^1.5", "description^0.6", "first_line^0.4"]
AS_WRITTEN = ["title.plain^2", "authors.plain^3"]
RESEMBLING = ["title.plain^4", "authors.plain^3"]
OTHER_FIELDS = 0.3


def fitting(words: str) -> list[dict[str, Any]]:
    """What makes a match a good one. Each word counts where it fits best: an author and a title go together."""
    across = {"query": words, "type": "cross_fields", "fields": FIELDS, "tie_breaker": OTHER_FIELDS}
    return [
        {"match": {"title.whole": {"query": words, "boost": WHOLE_TITLE}}},
        {"match_phrase": {"title.plain": {"query": words, "slop": 2, "boost": TITLE_PHRASE}}},
        {"match_phrase": {"first_line": {"query": words, "slop": 1, "boost": OPENING_PHRASE}}},
        {"multi_match": across},
        {"multi_match": {"query": words, "fields": AS_WRITTEN, "tie_breaker": OTHER_FIELDS}},
    ]


def resembling(words: str) -> dict[str, Any]:
    """The same for words that may be spelt wrong, and those like them."""
    return {"multi_match": {"query": words, "fields": RESEMBLING, "tie_breaker": OTHER_FIELDS}}


def weighed(query: dict[str, Any]) -> dict[str, Any]:
    """The query with its score raised by what readers buy and like."""
    return {"function_score": {"query": query, "field_value_factor": {"field": "standing"}}}


def sorting(question: Question) -> list[dict[str, Any]]:
    """What is compared, and the book's id in the end."""
    price = question.price_field
    compared = {
        "relevance": {"_score": "desc"} if question.words else {"standing": "desc"},
        "bestselling": {"bought": "desc", "fair_rating": "desc"},
        "rating": {"fair_rating": "desc", "ratings": "desc"},
        "price_low": {price: "asc"},
        "price_high": {price: "desc"},
        "newest": {"newest": "desc"},
    }[question.sort]
    return [{name: {"order": order}} for name, order in {**compared, "book_id": "asc"}.items()]
