"""Which books match the words at all."""

from typing import Any

from chalicelib.index.mapping import EVERYTHING, NAMES
from chalicelib.index.ranking import fitting, resembling, weighed

MOST_OF = "3<75%"  # up to three words: all of them; of more, three quarters
SOME_OF = "1<50%"  # one of two words; of more, half
TYPO = {"fuzziness": "AUTO:4,8", "max_expansions": 30}
ALL_THE_WORDS, NEARLY_ALL = 20, 10  # lifted above books that have only some of the words
ALL_BOOKS: dict[str, Any] = {"match_all": {}}


def strictly(words: str) -> dict[str, Any]:
    """Every word in titles, authors, series or category, the last one perhaps unfinished; or the theme anywhere."""
    return _matching(
        words,
        fitting(words),
        {"match_bool_prefix": {NAMES: {"query": words, "operator": "and"}}},
        {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_OF}}},
    )


def forgivingly(words: str) -> dict[str, Any]:
    """As above, with a wrong letter in a word of four, two in a word of eight; or with half of the words."""
    similar = {"query": words, "minimum_should_match": MOST_OF, **TYPO}
    whole = {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_OF}}}
    first = [_ahead(whole, ALL_THE_WORDS), _ahead({"match": {NAMES: similar}}, NEARLY_ALL)]
    return _matching(
        words,
        [*fitting(words), *resembling(words, TYPO), *first],
        {"match_bool_prefix": {NAMES: similar}},
        {"match": {NAMES: similar}},
        {"match": {EVERYTHING: {**similar, "prefix_length": 1, "boost": 0.3}}},
        {"match": {EVERYTHING: {"query": words, "analyzer": "english", "minimum_should_match": SOME_OF, "boost": 0.2}}},
    )


def to_mark(words: str) -> dict[str, Any]:
    """What to mark of words that may be spelt wrong: far simpler than what finds them, since marking is slow."""
    named = {"match": {NAMES: {"query": words, **TYPO, "max_expansions": 10}}}
    return {"bool": {"should": [named, {"match": {EVERYTHING: {"query": words}}}]}}


def _matching(words: str, better: list[dict[str, Any]], *ways: dict[str, Any]) -> dict[str, Any]:
    if not words:
        return weighed(ALL_BOOKS)
    return weighed({"bool": {"must": {"bool": {"should": list(ways)}}, "should": better}})


def _ahead(query: dict[str, Any], boost: int) -> dict[str, Any]:
    return {"constant_score": {"filter": query, "boost": boost}}


def with_isbn(isbn: str) -> dict[str, Any]:
    """The one book that has this edition."""
    return {"term": {"isbns": isbn}}
