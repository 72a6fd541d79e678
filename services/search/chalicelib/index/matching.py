"""Which books match the words at all."""

from typing import Any

from chalicelib.index.mapping import EVERYTHING, NAMES
from chalicelib.index.ranking import fitting, weighed

MOST_OF = "3<75%"  # up to three words: all of them; of more, three quarters
TYPO = {"fuzziness": "AUTO:4,8", "prefix_length": 1, "max_expansions": 30}
ALL_BOOKS: dict[str, Any] = {"match_all": {}}


def strictly(words: str) -> dict[str, Any]:
    """Every word in titles, authors, series or category, the last one perhaps unfinished; or the theme anywhere."""
    return _matching(
        words,
        {"match_bool_prefix": {NAMES: {"query": words, "operator": "and"}}},
        {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_OF}}},
    )


def forgivingly(words: str) -> dict[str, Any]:
    """As above, with a wrong letter in a word of four, two in a word of eight; the first letter has to be right."""
    similar = {"query": words, "minimum_should_match": MOST_OF, **TYPO}
    return _matching(
        words,
        {"match_bool_prefix": {NAMES: similar}},
        {"match": {NAMES: similar}},
        {"match": {EVERYTHING: {**similar, "boost": 0.3}}},
    )


def _matching(words: str, *ways: dict[str, Any]) -> dict[str, Any]:
    if not words:
        return weighed(ALL_BOOKS)
    return weighed({"bool": {"must": {"bool": {"should": list(ways)}}, "should": fitting(words)}})


def with_isbn(isbn: str) -> dict[str, Any]:
    """The one book that has this edition."""
    return {"term": {"isbns": isbn}}
