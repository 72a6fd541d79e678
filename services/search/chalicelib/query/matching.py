"""Which books match the words at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.books.words import STOP_WORDS
from chalicelib.index.mapping import EVERYTHING, NAMES
from chalicelib.query.ranking import (
    MOST_WORDS,
    partial_match_clauses,
    prefix_query,
    relevance_clauses,
    similar_name_query,
    weight_by_standing,
)
from chalicelib.query.spelling import SpellingSuggestions

SOME_WORDS = "30%"  # one of up to six words
COMMON = 2_000  # books; a word that more books have does not match by itself
ALL_WORDS_BOOST, MOST_WORDS_BOOST = 15, 15  # above books that have only some of the words


@dataclass(frozen=True)
class Match:
    """Queries of which a book has to match one, and clauses that raise its score for each it fits."""

    alternatives: Sequence[dict[str, Any]]
    score_clauses: Sequence[dict[str, Any]] = ()

    @property
    def filter_query(self) -> dict[str, Any]:
        """Return the query for the books that match."""
        return {"bool": {"should": self.alternatives}}

    @property
    def scored_query(self) -> dict[str, Any]:
        """Return the same query with scores, where some books fit better than others."""
        if not self.score_clauses:
            return self.filter_query
        return weight_by_standing({"bool": {"must": self.filter_query, "should": self.score_clauses}})


EVERY_BOOK = Match([{"match_all": {}}])


def match_exact_words(words: str) -> Match:
    """Match every word in titles, authors, series or category, the last one as a prefix; or the topic anywhere."""
    if not words:
        return EVERY_BOOK
    return Match([prefix_query(NAMES, words), _topic_query(words)], relevance_clauses(words))


def match_similar_words(words: str, spelling: SpellingSuggestions) -> Match:
    """Match as above, with the words corrected or with any word replaced by a similar one; or some of the words.

    Of a topic in four words no book may have more than two; the rarer they are, the higher it ranks."""
    if not words:
        return EVERY_BOOK
    correction = spelling.correction
    alternatives = [
        _boost(_topic_query(words, boost=0.3), ALL_WORDS_BOOST),
        _boost(_most_words_query(NAMES, spelling.names), MOST_WORDS_BOOST),
        *(_corrected_queries(words, correction) if correction else _uncorrected_queries(words, spelling)),
        {"match": {"subjects.rough": {"query": words, "cutoff_frequency": COMMON}}},
        *_sound_queries(words),
    ]
    return Match(alternatives, [*partial_match_clauses(words), similar_name_query(_join_words(spelling.names))])


def match_isbn(isbn: str) -> Match:
    """Match the one book that has this edition."""
    return Match([{"term": {"isbns": isbn}}])


def _topic_query(words: str, **options: Any) -> dict[str, Any]:
    return {"match": {EVERYTHING: {"query": words, "minimum_should_match": MOST_WORDS, **options}}}


def _corrected_queries(words: str, correction: str) -> list[dict[str, Any]]:
    """Match the correction, which some book has in its names, so that few other books are needed."""
    return [_topic_query(correction, boost=0.3), _some_words_query(words, analyzer="english", cutoff_frequency=COMMON)]


def _uncorrected_queries(words: str, spelling: SpellingSuggestions) -> list[dict[str, Any]]:
    similar = {"bool": {"must": _most_words_query(EVERYTHING, spelling.themes), "boost": 0.3}}
    return [similar, _some_words_query(words)]


def _some_words_query(words: str, **options: Any) -> dict[str, Any]:
    return {"match": {EVERYTHING: {"query": words, "minimum_should_match": SOME_WORDS, "boost": 0.2, **options}}}


def _sound_queries(words: str) -> list[dict[str, Any]]:
    """Match names that were joined or split, or are spelt by their sound."""
    return [
        _any_word_query("match", f"{NAMES}.joined", [words]),
        {"match": {NAMES: {"query": words, "analyzer": "joined"}}},
        {"match": {f"{NAMES}.sound": {"query": words, "operator": "and", "boost": 0.2}}},
    ]


def _most_words_query(field: str, words: Sequence[list[str]]) -> dict[str, Any]:
    """Match most of the words, each as typed or similar, the last one as a prefix."""
    words = [alternatives for alternatives in words if alternatives[0] not in STOP_WORDS] or words
    if not words:
        return {"match_none": {}}
    *complete, (typed, *similar) = words
    queries = [_any_word_query("match", field, alternatives) for alternatives in complete]
    prefix = _any_word_query("match_bool_prefix", field, [*similar, typed])
    return {"bool": {"should": [*queries, prefix], "minimum_should_match": MOST_WORDS}}


def _any_word_query(kind: str, field: str, words: list[str]) -> dict[str, Any]:
    return {kind: {field: {"query": " ".join(words), "analyzer": "plain"}}}


def _join_words(words: Sequence[list[str]]) -> str:
    return " ".join(word for alternatives in words for word in alternatives)


def _boost(query: dict[str, Any], boost: int) -> dict[str, Any]:
    return {"bool": {"must": query, "should": {"match_all": {"boost": boost}}}}
