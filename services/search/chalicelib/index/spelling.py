"""What words may have been meant: one look through the index's own words, before books are looked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.index.mapping import EVERYTHING, NAMES

LONG, LONGER = 4, 8  # letters of a word from which on one of them may be wrong, and two
MOST = 5


@dataclass(frozen=True)
class Meant:
    """Each word as typed, with words of the shop's like it: as names are written, and as themes are stemmed; and how
    the shop would spell the whole, if it can tell."""

    names: Sequence[list[str]] = ()
    themes: Sequence[list[str]] = ()
    better: str | None = None


def spelling_bodies(words: str) -> list[dict[str, Any]]:
    """Three looks at once. Only words that no title and no name has are spelt anew, and only so that some book has them
    all."""
    wrong = max(map(_may_be_wrong, words.split()), default=0)
    alike = {"suggest_mode": "always", "min_word_length": LONG, "max_edits": max(1, wrong), "size": MOST}
    looks = {
        "names": {"term": {**alike, "field": NAMES, "prefix_length": 0}},
        "themes": {"term": {**alike, "field": EVERYTHING, "analyzer": "english", "prefix_length": 1}},
        "whole": {"phrase": _phrase(f"{NAMES}.spelling")},
    }
    return [{"suggest": {"text": words, name: look}} for name, look in looks.items()]


def _may_be_wrong(word: str) -> int:
    """How many letters of a word."""
    return (len(word) >= LONG) + (len(word) >= LONGER)


def _phrase(field: str) -> dict[str, Any]:
    generator = {"field": field, "suggest_mode": "missing", "min_word_length": 3, "prefix_length": 1}
    matches = {"query": {"source": {"match": {NAMES: {"query": "{{suggestion}}", "operator": "and"}}}}, "prune": False}
    return {
        "field": field, "size": 1, "gram_size": 3, "max_errors": 3, "direct_generator": [generator], "collate": matches,
    }  # fmt: skip


def meant(said: list[dict[str, Any]]) -> Meant:
    """The words in the three answers."""
    names, themes, (whole, *_) = (found for each in said for found in each["suggest"].values())
    better = next((option["text"] for option in whole["options"]), None)
    return Meant(list(_each_or_alike(names)), list(_each_or_alike(themes)), better)


def _each_or_alike(words: list[dict[str, Any]]) -> Iterator[list[str]]:
    for word in words:
        typed = word["text"]
        yield [typed, *(each["text"] for each in word["options"] if _near(typed, each))]


def _near(typed: str, option: dict[str, Any]) -> bool:
    """The engine's score is 1 - edits / the shorter word's length."""
    edits = (1 - option["score"]) * min(len(typed), len(option["text"]))
    return bool(round(edits) <= _may_be_wrong(typed))
