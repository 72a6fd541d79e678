"""Why one book ranks above another: the score, and what each sort order compares.

    score = relevance × standing
    standing = 1 + 0.15 · log10(1 + copies bought) + 0.10 · weighted average  (`books/book.py`; applied by a rebuild)

Relevance is a sum, as `relevance_clauses` has it, of two questions at once:

    does it have that name?   the title equals the words, has them all, has them as a phrase; or all of them (of more
                              than three, most) are in title, authors, series and category together
    is it about that?         each word counts in the field it fits best: the subjects, the category, the title, and
                              last the description; more when the words form a phrase, and the rarer the word

In a second search, with similar words, titles and authors that resemble the words also count. Without words, books are
sorted by their standing. Ties are broken by book id, so that pages never overlap.
"""

from typing import Any

from chalicelib.query.edition_filters import OFFERED, edition_queries
from chalicelib.query.question import Question

MOST_WORDS = "3<75%"  # up to three words: all of them; of more, three quarters
EXACT_TITLE_BOOST, TITLE_WORDS_BOOST = 20, 8
PHRASE_FIELDS = ["title^6", "first_line^6", "subjects^3", "description"]
NAME_FIELDS = ["title^4", "authors^3", "series^2", "category.words^3", "subtitle^1.5"]
TOPIC_FIELDS = [
    "subjects^3",
    "category.words^3",
    "title^2",
    "authors",
    "series",
    "subtitle",
    "description",
    "first_line^0.4",
]
UNSTEMMED_FIELDS = ["title.plain^2", "authors.plain^3"]
SIMILAR_NAME_FIELDS = ["title.plain^4", "authors.plain^3"]
TIE_BREAKER = 0.3
PRICE_ORDERS = {"price_low": "asc", "price_high": "desc"}


def relevance_clauses(words: str) -> list[dict[str, Any]]:
    """Return what raises the score of a match: words that name the book, all of them or most, and its topic."""
    return [
        {"match": {"title.whole": {"query": words, "boost": EXACT_TITLE_BOOST}}},
        {"constant_score": {"filter": prefix_query("title.plain", words), "boost": TITLE_WORDS_BOOST}},
        {"multi_match": {"query": words, "fields": UNSTEMMED_FIELDS, "tie_breaker": TIE_BREAKER, "operator": "and"}},
        _cross_fields_query(words, NAME_FIELDS, minimum_should_match=MOST_WORDS),
        *partial_match_clauses(words),
    ]


def partial_match_clauses(words: str) -> list[dict[str, Any]]:
    """Return the clauses that a book can fit without all of the words."""
    return [_phrase_query(words), _cross_fields_query(words, TOPIC_FIELDS)]


def _phrase_query(words: str) -> dict[str, Any]:
    """Search for the phrase without synonyms: each combination of them would be another phrase, and soon too many."""
    query = {"query": words, "type": "phrase", "fields": PHRASE_FIELDS, "slop": 2, "tie_breaker": TIE_BREAKER}
    return {"multi_match": {**query, "analyzer": "english"}}


def prefix_query(field: str, words: str) -> dict[str, Any]:
    """Search for every word in the field, the last one as a prefix."""
    return {"match_bool_prefix": {field: {"query": words, "operator": "and"}}}


def _cross_fields_query(words: str, fields: list[str], **options: Any) -> dict[str, Any]:
    """Let each word count in the field it fits best, so that an author and a title can be combined."""
    query = {"query": words, "type": "cross_fields", "fields": fields, "tie_breaker": TIE_BREAKER}
    return {"multi_match": {**query, **options}}


def similar_name_query(words: str) -> dict[str, Any]:
    """Search names for words that may be misspelt, and for similar ones."""
    return {"multi_match": {"query": words, "fields": SIMILAR_NAME_FIELDS, "tie_breaker": TIE_BREAKER}}


def weight_by_standing(query: dict[str, Any]) -> dict[str, Any]:
    """Multiply the query's score by the book's standing."""
    return {"function_score": {"query": query, "field_value_factor": {"field": "standing"}}}


def sort_clauses(question: Question) -> list[dict[str, Any]]:
    """Return what the chosen order compares, and the book's id in the end."""
    if question.sort in PRICE_ORDERS:
        return [_price_clause(question, PRICE_ORDERS[question.sort]), {"book_id": {"order": "asc"}}]
    compared = {
        "relevance": {"_score": "desc"} if question.words else {"standing": "desc"},
        "bestselling": {"bought": "desc", "fair_rating": "desc"},
        "rating": {"fair_rating": "desc", "ratings": "desc"},
        "newest": {"newest": "desc"},
    }[question.sort]
    return [{name: {"order": order}} for name, order in {**compared, "book_id": "asc"}.items()]


def _price_clause(question: Question, order: str) -> dict[str, Any]:
    """Compare the lowest price at which a book can be had as the filters ask; a book that cannot comes last."""
    parts = [part for parts in edition_queries(question).values() for part in parts]
    if not parts:
        return {"from_price": {"order": order}}
    nested = {"path": "editions", "filter": {"bool": {"filter": [*parts, OFFERED]}}}
    return {"editions.price": {"order": order, "mode": "min", "missing": "_last", "nested": nested}}
