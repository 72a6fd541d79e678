"""How words are cut, folded and stemmed, at indexing and at asking."""

from functools import cache
from pathlib import Path
from typing import Any

SYNONYMS = Path(__file__).parent / "synonyms.txt"
FOLDED = ["lowercase", "asciifolding"]
INITIALS = r"(?<![\p{L}'])(\p{L})[.\s]+(?=\p{L}(?![\p{L}']))"  # H. G., H.G. and h g are all HG
ENGLISH = [*FOLDED, "apostrophes", "stop_words", "stems"]


def synonyms() -> list[str]:
    """The rules of synonyms.txt, comments left out."""
    lines = (line.strip() for line in SYNONYMS.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def analysis() -> dict[str, Any]:
    """`plain` keeps every word, without accents or capitals; `english` finds "whales" by "whaling"; synonyms apply
    when asking only, so that a change of them needs no reindexing of books but only a rebuild."""
    return {
        "char_filter": {
            "typography": {"type": "mapping", "mappings": ["’=>'", "‘=>'", "&=> and "]},
            "initials": {"type": "pattern_replace", "pattern": INITIALS, "replacement": "$1"},
        },
        "filter": {
            "apostrophes": {"type": "stemmer", "language": "possessive_english"},
            "stop_words": {"type": "stop", "stopwords": "_english_"},
            "stems": {"type": "stemmer", "language": "english"},
            "synonyms": {"type": "synonym_graph", "synonyms": synonyms(), "lenient": True},
            "written": {"type": "length", "min": 1},
            "pairs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 3},
        },
        "analyzer": {
            "plain": _analyzer(*FOLDED),
            "whole": {
                "type": "custom",
                "char_filter": ["typography"],
                "tokenizer": "keyword",
                "filter": [*FOLDED, "written"],
            },
            "english": _analyzer(*ENGLISH),
            "english_asked": _analyzer(*FOLDED, "apostrophes", "synonyms", "stop_words", "stems"),
            "spelling": _analyzer(*FOLDED, "pairs"),
        },
    }


def _analyzer(*filters: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": ["typography", "initials"],
        "tokenizer": "standard",
        "filter": list(filters),
    }
