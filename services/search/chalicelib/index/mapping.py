"""What each field of the index is; a field that is not named here is refused."""

from typing import Any, get_args

from bookstore.events.books import Format
from chalicelib.index.analysis import analysis

KEYWORD, INTEGER, FLOAT = {"type": "keyword"}, {"type": "integer"}, {"type": "float"}
STORED = {"type": "object", "enabled": False}  # for cards only
NAMES, EVERYTHING = "names", "everything"
LETTERS = 6


def index_body() -> dict[str, Any]:
    """Settings and mapping of a new index.

    Books lie in the order of their standing, so that whoever wants the first few in that order reads only those.
    Many readers ask at once, so each is answered by one thread. Refreshing each second also keeps a quiet index from
    falling asleep. A document that somebody deleted is soon forgotten, version and all, so that a repair can write it
    again.
    """
    settings = {
        "index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        "search.concurrent_segment_search.mode": "none",
        "sort": {"field": ["standing", "book_id"], "order": ["desc", "asc"]},
        "refresh_interval": "1s",
        "gc_deletes": "0s",
        "analysis": analysis(),
    }
    return {"settings": settings, "mappings": {"dynamic": "strict", "properties": _texts() | _values()}}


def _texts() -> dict[str, Any]:
    return {
        "title": _named(plain=_started("plain"), whole=_started("whole")),
        "subtitle": _named(),
        "authors": _named(plain=_started("plain")),
        "series": _named(plain=_started("plain")),
        "category": {
            **KEYWORD,
            "copy_to": [NAMES, EVERYTHING],
            "fields": {"plain": _started("plain"), "words": _english()},
        },
        "description": {**_english(), "copy_to": EVERYTHING},
        "subjects": {
            **_english(),
            "copy_to": EVERYTHING,
            "fields": {"whole": {**KEYWORD, "normalizer": "folded"}, "rough": _cut("rough")},
        },
        "first_line": {**_english(), "copy_to": EVERYTHING},
        NAMES: {**_started("plain"), "fields": {name: _cut(name) for name in ("spelling", "joined", "sound")}},
        EVERYTHING: _english(),
    }


def _values() -> dict[str, Any]:
    keywords = ("book_id", "author_ids", "series_id", "series_label", "languages", "isbns", "formats")
    prices = dict.fromkeys(get_args(Format), INTEGER)
    return {
        **dict.fromkeys((*keywords, "formats_at_hand", "availability", "currency"), KEYWORD),
        **dict.fromkeys(("series_position", "published", "from_price", "ratings", "bought"), INTEGER),
        **dict.fromkeys(("rating", "fair_rating", "standing"), FLOAT),
        "author_labels": {**KEYWORD, "eager_global_ordinals": True},
        "version": {"type": "long"},
        "visible": {"type": "boolean"},
        "newest": {"type": "date", "format": "strict_date"},
        "prices": {"properties": prices},
        "offers": STORED,
        "cover": {**KEYWORD, "index": False, "doc_values": False},
    }


def _named(**fields: Any) -> dict[str, Any]:
    return {**_english(), "copy_to": [NAMES, EVERYTHING], "fields": fields}


def _english() -> dict[str, Any]:
    return {"type": "text", "analyzer": "english", "search_analyzer": "english_asked"}


def _cut(analyzer: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": analyzer}


def _started(analyzer: str) -> dict[str, Any]:
    """Words that are also found by their first letters; by more letters than these, few words are left to look at."""
    return {"type": "text", "analyzer": analyzer, "index_prefixes": {"min_chars": 1, "max_chars": LETTERS}}
