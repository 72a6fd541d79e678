"""What each field of the index is; a field that is not named here is refused."""

from typing import Any, get_args

from bookstore.events.books import Format
from chalicelib.index.analysis import analysis

KEYWORD, INTEGER, FLOAT = {"type": "keyword"}, {"type": "integer"}, {"type": "float"}
STORED = {"type": "object", "enabled": False}  # for cards only
NAMES, EVERYTHING = "names", "everything"


def index_body() -> dict[str, Any]:
    """Settings and mapping of a new index.

    Refreshing twice a second also keeps a quiet index from falling asleep. A document that somebody deleted is
    soon forgotten, version and all, so that a repair can write it again.
    """
    settings = {
        "index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        "refresh_interval": "500ms",
        "gc_deletes": "0s",
        "analysis": analysis(),
    }
    return {"settings": settings, "mappings": {"dynamic": "strict", "properties": _texts() | _values()}}


def _texts() -> dict[str, Any]:
    return {
        "title": _named(start=True, whole={"type": "keyword", "normalizer": "whole"}),
        "subtitle": _named(),
        "authors": _named(start=True),
        "series": _named(start=True),
        "category": {**KEYWORD, "copy_to": [NAMES, EVERYTHING], "fields": _start() | {"words": _english()}},
        "description": {**_english(), "copy_to": EVERYTHING},
        "first_line": {**_english(), "copy_to": EVERYTHING},
        NAMES: {
            "type": "text",
            "analyzer": "plain",
            "index_prefixes": {"min_chars": 1, "max_chars": 12},
            "fields": {"spelling": {"type": "text", "analyzer": "spelling"}},
        },
        EVERYTHING: _english(),
    }


def _values() -> dict[str, Any]:
    keywords = ("book_id", "author_ids", "author_labels", "series_id", "series_label", "languages", "isbns", "formats")
    prices = dict.fromkeys(get_args(Format), INTEGER)
    return {
        **dict.fromkeys((*keywords, "formats_at_hand", "availability", "currency"), KEYWORD),
        **dict.fromkeys(("series_position", "published", "from_price", "ratings", "bought"), INTEGER),
        **dict.fromkeys(("rating", "fair_rating"), FLOAT),
        "version": {"type": "long"},
        "visible": {"type": "boolean"},
        "newest": {"type": "date", "format": "strict_date"},
        "prices": {"properties": prices},
        "offers": STORED,
        "cover": {**KEYWORD, "index": False, "doc_values": False},
    }


def _named(*, start: bool = False, **fields: Any) -> dict[str, Any]:
    plain = {"plain": {"type": "text", "analyzer": "plain"}}
    return {**_english(), "copy_to": [NAMES, EVERYTHING], "fields": plain | (_start() if start else {}) | fields}


def _english() -> dict[str, Any]:
    return {"type": "text", "analyzer": "english", "search_analyzer": "english_asked"}


def _start() -> dict[str, Any]:
    return {"start": {"type": "search_as_you_type", "analyzer": "plain"}}
