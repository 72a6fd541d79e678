"""How words are cut, folded and stemmed, at indexing and at asking."""

from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.books.words import STOP_WORDS

SYNONYMS = Path(__file__).parent / "synonyms.txt"
FOLDED = ["lowercase", "asciifolding"]
INITIALS = r"(?<![\p{L}'])(\p{L})[.\s]+(?=\p{L}(?![\p{L}']))"  # H. G., H.G. and h g are all HG
WORDS = [*FOLDED, "apostrophes", "unstemmed", "stems"]
SOUNDS = {  # what is written otherwise and sounds the same; in the end the first letter and the consonants are left
    "ph": "f",
    "z": "s",
    "c(?=[eiy])": "s",
    r"(.)\1+": "$1",
    "s?t?ch|ck|kh|c|q": "k",
    "x": "ks",
    "(?<=.)[aeiouyhw]": "",
}
HEARD = [f"sound_{number}" for number in range(len(SOUNDS))]


def synonyms() -> list[str]:
    """The rules of synonyms.txt, comments left out."""
    lines = (line.strip() for line in SYNONYMS.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def analysis() -> dict[str, Any]:
    """`folded` keeps a whole value and `plain` every word, without accents or capitals; `english` finds "whales" by
    "whaling" and `rough` "jealousy" by "jealous"; `joined` finds "moby dick" by "mobydick", `sound` "Chekhov" by
    "Checkov". Synonyms apply when asking only, so that a change of them needs no reindexing of books but only a
    rebuild; they see stems, so that one rule holds for all endings of a word."""
    return {
        "char_filter": {
            "typography": {"type": "mapping", "mappings": ["’=>'", "‘=>'", "&=> and "]},
            "initials": {"type": "pattern_replace", "pattern": INITIALS, "replacement": "$1"},
        },
        "filter": {**_filters(), **_sounds()},
        "normalizer": {"folded": {"type": "custom", "char_filter": ["typography"], "filter": FOLDED}},
        "analyzer": _analyzers(),
    }


def _filters() -> dict[str, Any]:
    return {
        "apostrophes": {"type": "stemmer", "language": "possessive_english"},
        "unstemmed": {"type": "keyword_marker", "keywords": STOP_WORDS},
        "stop_words": {"type": "stop", "stopwords": STOP_WORDS},
        "stems": {"type": "stemmer", "language": "english"},
        "synonyms": {"type": "synonym_graph", "synonyms": synonyms(), "lenient": False},
        "written": {"type": "length", "min": 1},
        "pairs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 3},
        "joined": {"type": "shingle", "output_unigrams": False, "token_separator": ""},
        "beginnings": {"type": "truncate", "length": 6},
        "telling": {"type": "length", "min": 3},
    }


def _sounds() -> dict[str, Any]:
    replaced = zip(HEARD, SOUNDS.items(), strict=True)
    return {
        name: {"type": "pattern_replace", "pattern": written, "replacement": heard}
        for name, (written, heard) in replaced
    }


def _analyzers() -> dict[str, Any]:
    return {
        "plain": _analyzer(*FOLDED),
        "whole": {
            "type": "custom",
            "char_filter": ["typography"],
            "tokenizer": "keyword",
            "filter": [*FOLDED, "written"],
        },
        "english": _analyzer(*WORDS, "stop_words"),
        "rough": _analyzer(*WORDS, "stop_words", "beginnings"),
        "english_asked": _analyzer(*WORDS, "synonyms", "stop_words"),
        "spelling": _analyzer(*FOLDED, "pairs"),
        "joined": _analyzer(*FOLDED, "joined"),
        "sound": _analyzer(*FOLDED, "apostrophes", "stop_words", *HEARD, "telling"),
    }


def _analyzer(*filters: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": ["typography", "initials"],
        "tokenizer": "standard",
        "filter": list(filters),
    }
