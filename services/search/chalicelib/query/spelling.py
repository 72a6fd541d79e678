"""What words may have been meant: one look through the index's own words, before books are looked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.books.words import STOP_WORDS
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
    looks = [
        _alike(field=NAMES, prefix_length=0),
        _alike(field=EVERYTHING, analyzer="english", prefix_length=1),
        {"whole": {"phrase": _phrase()}},
    ]
    return [{"suggest": {"text": words, **look}} for look in looks]


def _alike(**where: Any) -> dict[str, Any]:
    """Two wrong letters are looked for apart: among all words of a large shop that takes as long as all the rest."""
    how = {"suggest_mode": "always", "size": MOST, **where}
    return {
        "one_wrong": {"term": {**how, "max_edits": 1, "min_word_length": LONG}},
        "two_wrong": {"term": {**how, "max_edits": 2, "min_word_length": LONGER}},
    }


def _phrase() -> dict[str, Any]:
    generator = {"field": NAMES, "suggest_mode": "missing", "min_word_length": 3, "prefix_length": 1}
    matches = {"query": {"source": {"match": {NAMES: {"query": "{{suggestion}}", "operator": "and"}}}}, "prune": False}
    how = {"size": 1, "gram_size": 3, "max_errors": 3}
    return {"field": f"{NAMES}.spelling", **how, "direct_generator": [generator], "collate": matches}


def meant(said: list[dict[str, Any]]) -> Meant:
    """The words in the three answers."""
    names, themes, phrase = (each["suggest"] for each in said)
    better = next((option["text"] for whole in phrase["whole"] for option in whole["options"]), None)
    return Meant(list(_each_or_alike(names)), list(_each_or_alike(themes)), better)


def _each_or_alike(looks: dict[str, Any]) -> Iterator[list[str]]:
    for one, two in zip(looks["one_wrong"], looks["two_wrong"], strict=True):
        alike = (option["text"] for option in two["options"] or one["options"])
        yield [one["text"], *(word for word in alike if word not in STOP_WORDS)]
