"""Which books match the words at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.books.words import STOP_WORDS
from chalicelib.index.mapping import EVERYTHING, NAMES
from chalicelib.query.ranking import MOST_OF, fitting, partly, resembling, started, weighed
from chalicelib.query.spelling import Meant

SOME_OF = "30%"  # one of up to six words
COMMON = 2_000  # books; a word that more have does not make a match by itself
ALL_THE_WORDS, NEARLY_ALL = 15, 15  # lifted above books that have only some of the words


@dataclass(frozen=True)
class Match:
    """A book matches in any of these ways, and the better the more of the others it fits, too."""

    ways: Sequence[dict[str, Any]]
    better: Sequence[dict[str, Any]] = ()

    @property
    def any_way(self) -> dict[str, Any]:
        """Which books match."""
        return {"bool": {"should": self.ways}}

    @property
    def scored(self) -> dict[str, Any]:
        """The same, and how well, where some fit better than others."""
        return weighed({"bool": {"must": self.any_way, "should": self.better}}) if self.better else self.any_way


EVERY_BOOK = Match([{"match_all": {}}])


def strictly(words: str) -> Match:
    """Every word in titles, authors, series or category, the last one perhaps unfinished; or the theme anywhere."""
    return Match([started(NAMES, words), _about(words)], fitting(words)) if words else EVERY_BOOK


def forgivingly(words: str, meant: Meant) -> Match:
    """As above, with the words spelt better or with any word replaced by one like it; or with some of the words: of a
    theme in four words no book may have more than two, and the rarer they are, the sooner it comes."""
    ways = [
        _ahead(_about(words, boost=0.3), ALL_THE_WORDS),
        _ahead(_most_of(NAMES, meant.names), NEARLY_ALL),
        *(_respelt(words, meant.better) if meant.better else _unsure(words, meant)),
        {"match": {"subjects.rough": {"query": words, "cutoff_frequency": COMMON}}},
        *_as_heard(words),
    ]
    return Match(ways, [*partly(words), resembling(_flat(meant.names))]) if words else EVERY_BOOK


def _about(words: str, **more: Any) -> dict[str, Any]:
    return {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_OF, **more}}}


def _respelt(words: str, better: str) -> list[dict[str, Any]]:
    """Some book has the words so in its names: others need not be many."""
    return [_about(better, boost=0.3), _some_of(words, analyzer="english", cutoff_frequency=COMMON)]


def _unsure(words: str, meant: Meant) -> list[dict[str, Any]]:
    return [{"bool": {"must": _most_of(EVERYTHING, meant.themes), "boost": 0.3}}, _some_of(words)]


def _some_of(words: str, **more: Any) -> dict[str, Any]:
    return {"match": {EVERYTHING: {"query": words, "minimum_should_match": SOME_OF, "boost": 0.2, **more}}}


def _as_heard(words: str) -> list[dict[str, Any]]:
    """Names that were run together or apart, or are spelt by ear."""
    return [
        _any_of("match", f"{NAMES}.joined", [words]),
        {"match": {NAMES: {"query": words, "analyzer": "joined"}}},
        {"match": {f"{NAMES}.sound": {"query": words, "operator": "and", "boost": 0.2}}},
    ]


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


def _ahead(query: dict[str, Any], boost: int) -> dict[str, Any]:
    return {"bool": {"must": query, "should": {"match_all": {"boost": boost}}}}


def with_isbn(isbn: str) -> Match:
    """The one book that has this edition."""
    return Match([{"term": {"isbns": isbn}}])
