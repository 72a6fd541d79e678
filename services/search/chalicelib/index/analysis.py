"""The analysis: how text is split, folded and stemmed, when a book is indexed and when it is searched."""

from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.books.words import INVISIBLE, STOP_WORDS

SYNONYMS = Path(__file__).parent / "synonyms.txt"
FOLDING = ["lowercase", "asciifolding"]
WITHOUT_INVISIBLE = [rf"\u{ord(character):04x}=>" for character in INVISIBLE]
INITIALS = r"(?<![\p{L}'])(\p{L})[.\s]+(?=\p{L}(?![\p{L}']))"  # H. G., H.G. and h g are all HG
STEMMING = [*FOLDING, "apostrophes", "unstemmed", "stems"]
SOUND_RULES = {  # spellings that sound the same; in the end the first letter and the consonants are left
    "ph": "f",
    "z": "s",
    "c(?=[eiy])": "s",
    r"(.)\1+": "$1",
    "s?t?ch|ck|kh|c|q": "k",
    "x": "ks",
    "(?<=.)[aeiouyhw]": "",
}
SOUND_FILTERS = [f"sound_{number}" for number in range(len(SOUND_RULES))]


def load_synonyms() -> list[str]:
    """Return the rules of synonyms.txt without comments."""
    lines = (line.strip() for line in SYNONYMS.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def analysis_settings() -> dict[str, Any]:
    """Return the analyzers, with their filters and normalizers.

    `folded` keeps a whole value and `plain` every word, without accents or capitals. `english` finds "whales" by
    "whaling", `rough` "jealousy" by "jealous", `joined` "moby dick" by "mobydick", and `sound` "Chekhov" by "Checkov".
    Synonyms apply to searches only; they see stems, so that one rule holds for all endings of a word.
    """
    return {
        "char_filter": {
            "typography": {"type": "mapping", "mappings": ["’=>'", "‘=>'", "&=> and ", *WITHOUT_INVISIBLE]},
            "initials": {"type": "pattern_replace", "pattern": INITIALS, "replacement": "$1"},
        },
        "filter": {**_filters(), **_sounds()},
        "normalizer": {"folded": {"type": "custom", "char_filter": ["typography"], "filter": FOLDING}},
        "analyzer": _analyzers(),
    }


def _filters() -> dict[str, Any]:
    return {
        "apostrophes": {"type": "stemmer", "language": "possessive_english"},
        "unstemmed": {"type": "keyword_marker", "keywords": STOP_WORDS},
        "stop_words": {"type": "stop", "stopwords": STOP_WORDS},
        "stems": {"type": "stemmer", "language": "english"},
        "synonyms": {"type": "synonym_graph", "synonyms": load_synonyms(), "lenient": False},
        "written": {"type": "length", "min": 1},
        "pairs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 3},
        "joined": {"type": "shingle", "output_unigrams": False, "token_separator": ""},
        "beginnings": {"type": "truncate", "length": 6},
        "telling": {"type": "length", "min": 3},
    }


def _sounds() -> dict[str, Any]:
    rules = zip(SOUND_FILTERS, SOUND_RULES.items(), strict=True)
    return {
        name: {"type": "pattern_replace", "pattern": pattern, "replacement": sound} for name, (pattern, sound) in rules
    }


def _analyzers() -> dict[str, Any]:
    return {
        "plain": _analyzer(*FOLDING),
        "whole": {
            "type": "custom",
            "char_filter": ["typography"],
            "tokenizer": "keyword",
            "filter": [*FOLDING, "written"],
        },
        "english": _analyzer(*STEMMING, "stop_words"),
        "rough": _analyzer(*STEMMING, "stop_words", "beginnings"),
        "english_asked": _analyzer(*STEMMING, "synonyms", "stop_words"),
        "spelling": _analyzer(*FOLDING, "pairs"),
        "joined": _analyzer(*FOLDING, "joined"),
        "sound": _analyzer(*FOLDING, "apostrophes", "stop_words", *SOUND_FILTERS, "telling"),
    }


def _analyzer(*filters: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": ["typography", "initials"],
        "tokenizer": "standard",
        "filter": list(filters),
    }
