"""Why one book comes before another: the formula, and what each sort compares.

    score = how well the words fit × (1 + 0.25 · log10(1 + copies bought) + 0.10 · fair rating)

The words weigh most where a shop's visitor looks first: a title that is exactly the words, then the words together in
a title, then titles, authors and series, and last descriptions. Ties are broken by book id, so that pages never
overlap. The weights are here and nowhere else.
"""

from typing import Any

from chalicelib.model.question import Question

BOUGHT, LIKED = 0.25, 0.10
WHOLE_TITLE, TITLE_PHRASE = 20, 6
FIELDS = [
    "title^4",
    "title.plain^2",
    "authors.plain^3",
    "series^2",
    "subtitle^1.5",
    "category.words",
    "description^0.6",
    "first_line^0.4",
]
OTHER_FIELDS = 0.3


def fitting(words: str) -> list[dict[str, Any]]:
    """What makes a match a good one."""
    return [
        {"term": {"title.whole": {"value": words, "boost": WHOLE_TITLE}}},
        {"match_phrase": {"title.plain": {"query": words, "slop": 2, "boost": TITLE_PHRASE}}},
        {"multi_match": {"query": words, "fields": FIELDS, "tie_breaker": OTHER_FIELDS}},
    ]


def weighed(query: dict[str, Any]) -> dict[str, Any]:
    """The query with its score raised by what readers buy and like."""
    functions = [
        {"weight": 1},
        {"field_value_factor": {"field": "bought", "modifier": "log1p"}, "weight": BOUGHT},
        {"field_value_factor": {"field": "fair_rating"}, "weight": LIKED},
    ]
    scoring = {"score_mode": "sum", "boost_mode": "multiply"}
    return {"function_score": {"query": query, "functions": functions, **scoring}}


def sorting(question: Question) -> list[dict[str, Any]]:
    """What is compared, and the book's id in the end."""
    price = question.price_field
    compared = {
        "relevance": {"_score": "desc"},
        "bestselling": {"bought": "desc", "fair_rating": "desc"},
        "rating": {"fair_rating": "desc", "ratings": "desc"},
        "price_low": {price: "asc"},
        "price_high": {price: "desc"},
        "newest": {"newest": "desc"},
    }[question.sort]
    return [{name: {"order": order}} for name, order in {**compared, "book_id": "asc"}.items()]
