"""Spelling suggestions from the words of the index, before books are searched for similar words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.books.words import STOP_WORDS
from chalicelib.index.mapping import EVERYTHING, NAMES

ONE_EDIT_LENGTH, TWO_EDITS_LENGTH = 4, 8  # letters of a word from which on one edit is tried, and two
MAX_SUGGESTIONS = 5


@dataclass(frozen=True)
class SpellingSuggestions:
    """Each word as typed, followed by similar words of the index: by names as written, by themes as stemmed; and the
    corrected spelling of all words, if there is one."""

    names: Sequence[list[str]] = ()
    themes: Sequence[list[str]] = ()
    correction: str | None = None


def spelling_bodies(words: str) -> list[dict[str, Any]]:
    """Return three requests. Only words that no name has are corrected, and only so that some book has them all."""
    suggesters = [
        _term_suggesters(field=NAMES, prefix_length=0),
        _term_suggesters(field=EVERYTHING, analyzer="english", prefix_length=1),
        {"whole": {"phrase": _phrase_suggester()}},
    ]
    return [{"suggest": {"text": words, **suggester}} for suggester in suggesters]


def _term_suggesters(**options: Any) -> dict[str, Any]:
    """Search for one edit and for two separately: two edits in a large index take as long as everything else."""
    common = {"suggest_mode": "always", "size": MAX_SUGGESTIONS, **options}
    return {
        "one_wrong": {"term": {**common, "max_edits": 1, "min_word_length": ONE_EDIT_LENGTH}},
        "two_wrong": {"term": {**common, "max_edits": 2, "min_word_length": TWO_EDITS_LENGTH}},
    }


def _phrase_suggester() -> dict[str, Any]:
    generator = {"field": NAMES, "suggest_mode": "missing", "min_word_length": 3, "prefix_length": 1}
    matches = {"query": {"source": {"match": {NAMES: {"query": "{{suggestion}}", "operator": "and"}}}}, "prune": False}
    options = {"size": 1, "gram_size": 3, "max_errors": 3}
    return {"field": f"{NAMES}.spelling", **options, "direct_generator": [generator], "collate": matches}


def parse_spelling(responses: list[dict[str, Any]]) -> SpellingSuggestions:
    """Return the suggestions of the three responses."""
    names, themes, phrase = (response["suggest"] for response in responses)
    correction = next((option["text"] for entry in phrase["whole"] for option in entry["options"]), None)
    return SpellingSuggestions(list(_alternatives(names)), list(_alternatives(themes)), correction)


def _alternatives(suggestions: dict[str, Any]) -> Iterator[list[str]]:
    for one_edit, two_edits in zip(suggestions["one_wrong"], suggestions["two_wrong"], strict=True):
        similar = (option["text"] for option in two_edits["options"] or one_edit["options"])
        yield [one_edit["text"], *(word for word in similar if word not in STOP_WORDS)]
