"""Why one book comes before another: the formula, and what each sort compares.

    score = how well the words fit × the book's standing
    standing = 1 + 0.15 · log10(1 + copies bought) + 0.10 · fair rating     (`model/book.py`; a rebuild takes a change)

How well they fit is added up, as `fitting` has it, from two questions at once:

    does it bear that name?   the title is exactly the words, has them all, has them together; or they are all (of more
                              than three, most) in title, authors, series and category together
    is it about that?         each word counts where it fits best: in what the book is about, its category, its title,
                              and last in its description; more when the words stand together, and the rarer the word

Words that are looked for a second time, with others like them, also count where a title or an author resembles them.
Where there are no words, books come by their standing. Ties are broken by book id, so that pages never overlap.
"""

from typing import Any

from chalicelib.query.question import Question

MOST_OF = "3<75%"  # up to three words: all of them; of more, three quarters
WHOLE_TITLE, ALL_IN_TITLE = 20, 8
TOGETHER = ["title^6", "first_line^6", "subjects^3", "description"]
NAMED = ["title^4", "authors^3", "series^2", "category.words^3", "subtitle^1.5"]
ABOUT = [
    "subjects^3",
    "category.words^3",
    "title^2",
    "authors",
    "series",
    "subtitle",
    "description",
    "first_line^0.4",
]
AS_WRITTEN = ["title.plain^2", "authors.plain^3"]
RESEMBLING = ["title.plain^4", "authors.plain^3"]
OTHER_FIELDS = 0.3


def fitting(words: str) -> list[dict[str, Any]]:
    """What makes a match a good one: words that name the book, all of them or most; and what it is about."""
    return [
        {"match": {"title.whole": {"query": words, "boost": WHOLE_TITLE}}},
        {"constant_score": {"filter": started("title.plain", words), "boost": ALL_IN_TITLE}},
        {"multi_match": {"query": words, "fields": AS_WRITTEN, "tie_breaker": OTHER_FIELDS, "operator": "and"}},
        _across(words, NAMED, minimum_should_match=MOST_OF),
        *partly(words),
    ]


def partly(words: str) -> list[dict[str, Any]]:
    """That of it which a book can do that does not have all of the words."""
    return [_together(words), _across(words, ABOUT)]


def _together(words: str) -> dict[str, Any]:
    """Without synonyms: every way to put several of them in a row would be a phrase, and soon too many."""
    query = {"query": words, "type": "phrase", "fields": TOGETHER, "slop": 2, "tie_breaker": OTHER_FIELDS}
    return {"multi_match": {**query, "analyzer": "english"}}


def started(field: str, words: str) -> dict[str, Any]:
    """Every word is in the field, the last one perhaps unfinished."""
    return {"match_bool_prefix": {field: {"query": words, "operator": "and"}}}


def _across(words: str, fields: list[str], **more: Any) -> dict[str, Any]:
    """Each word counts where it fits best: an author and a title go together."""
    query = {"query": words, "type": "cross_fields", "fields": fields, "tie_breaker": OTHER_FIELDS}
    return {"multi_match": {**query, **more}}


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
