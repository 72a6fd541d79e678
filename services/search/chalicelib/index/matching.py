"""Which books match the words at all."""

from collections.abc import Sequence
from typing import Any

from chalicelib.index.analysis import STOP_WORDS
from chalicelib.index.mapping import EVERYTHING, NAMES
from chalicelib.index.ranking import MOST_OF, fitting, resembling, started, weighed
from chalicelib.index.spelling import Meant

SOME_OF = "30%"  # one of up to six words
ALL_THE_WORDS, NEARLY_ALL = 15, 15  # lifted above books that have only some of the words
ALL_BOOKS: dict[str, Any] = {"match_all": {}}


def strictly(words: str) -> dict[str, Any]:
    """Every word in titles, authors, series or category, the last one perhaps unfinished; or the theme anywhere."""
    return _matching(
        words,
        fitting(words),
        started(NAMES, words),
        {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_OF}}},
    )


def forgivingly(words: str, meant: Meant) -> dict[str, Any]:
    """As above, with any word replaced by one like it; or with some of the words: of a theme in four words no book may
    have more than two, and the rarer they are, the sooner it comes."""
    whole = {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_OF, "boost": 0.3}}}
    some = {"query": words, "minimum_should_match": SOME_OF, "boost": 0.2}
    return _matching(
        words,
        [*fitting(words), resembling(_flat(meant.names))],
        _ahead(whole, ALL_THE_WORDS),
        _ahead(_most_of(NAMES, meant.names), NEARLY_ALL),
        {"bool": {"must": _most_of(EVERYTHING, meant.themes), "boost": 0.3}},
        {"match": {EVERYTHING: some}},
        {"match": {"subjects.rough": words}},
        *_as_heard(words),
    )


def _as_heard(words: str) -> list[dict[str, Any]]:
    """Names that were run together or apart, or are spelt by ear."""
    return [
        _any_of("match", f"{NAMES}.joined", [words]),
        {"match": {NAMES: {"query": words, "analyzer": "joined"}}},
        {"match": {f"{NAMES}.sound": {"query": words, "operator": "and", "boost": 0.2}}},
    ]


def to_mark(words: str, meant: Meant) -> dict[str, Any]:
    """What to mark: the words, and those like them."""
    return {"bool": {"should": [{"match": {NAMES: _flat(meant.names)}}, {"match": {EVERYTHING: words}}]}}


def _most_of(field: str, words: Sequence[list[str]]) -> dict[str, Any]:
    """Most of the words, each as typed or like it, the last one perhaps unfinished."""
    words = [each for each in words if each[0] not in STOP_WORDS] or words
    if not words:
        return {"match_none": {}}
    *before, (typed, *alike) = words
    whole = [_any_of("match", field, word) for word in before]
    unfinished = _any_of("match_bool_prefix", field, [*alike, typed])
    return {"bool": {"should": [*whole, unfinished], "minimum_should_match": MOST_OF}}


def _any_of(way: str, field: str, words: list[str]) -> dict[str, Any]:
    return {way: {field: {"query": " ".join(words), "analyzer": "plain"}}}


def _flat(words: Sequence[list[str]]) -> str:
    return " ".join(word for alike in words for word in alike)


def _matching(words: str, better: list[dict[str, Any]], *ways: dict[str, Any]) -> dict[str, Any]:
    if not words:
        return ALL_BOOKS
    return weighed({"bool": {"must": {"bool": {"should": list(ways)}}, "should": better}})


def _ahead(query: dict[str, Any], boost: int) -> dict[str, Any]:
    return {"bool": {"must": query, "should": {"match_all": {"boost": boost}}}}


def with_isbn(isbn: str) -> dict[str, Any]:
    """The one book that has this edition."""
    return {"term": {"isbns": isbn}}
