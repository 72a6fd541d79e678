"""The mapping: the type of each field of the index. OpenSearch refuses a field that is not mapped."""

from typing import Any

from chalicelib.index.analysis import analysis_settings

KEYWORD, INTEGER, FLOAT = {"type": "keyword"}, {"type": "integer"}, {"type": "float"}
STORED = {"type": "object", "enabled": False}  # for cards only
NAMES, EVERYTHING = "names", "everything"
MAX_PREFIX_LENGTH = 6


def index_body() -> dict[str, Any]:
    """Return the settings and the mapping of a new index.

    Documents are sorted by standing, so that a search for the first few in that order reads only those. Many requests
    arrive at once, so each is served by one thread. A refresh each second also keeps an index without searches from
    becoming idle. The version of a deleted document is discarded at once, so that a repair can write it again.
    """
    settings = {
        "index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        "search.concurrent_segment_search.mode": "none",
        "sort": {"field": ["standing", "book_id"], "order": ["desc", "asc"]},
        "refresh_interval": "1s",
        "gc_deletes": "0s",
        "analysis": analysis_settings(),
    }
    return {"settings": settings, "mappings": {"dynamic": "strict", "properties": _text_fields() | _value_fields()}}


def _text_fields() -> dict[str, Any]:
    return {
        "title": _name_field(plain=_prefix_field("plain"), whole=_prefix_field("whole")),
        "subtitle": _name_field(),
        "authors": _name_field(plain=_prefix_field("plain")),
        "series": _name_field(plain=_prefix_field("plain")),
        "category": {
            **KEYWORD,
            "copy_to": [NAMES, EVERYTHING],
            "fields": {"plain": _prefix_field("plain"), "words": _english_field()},
        },
        "description": {**_english_field(), "copy_to": EVERYTHING},
        "subjects": {
            **_english_field(),
            "copy_to": EVERYTHING,
            "fields": {"whole": {**KEYWORD, "normalizer": "folded"}, "rough": _analyzed_field("rough")},
        },
        "first_line": {**_english_field(), "copy_to": EVERYTHING},
        NAMES: {
            **_prefix_field("plain"),
            "fields": {name: _analyzed_field(name) for name in ("spelling", "joined", "sound")},
        },
        EVERYTHING: _english_field(),
    }


def _value_fields() -> dict[str, Any]:
    keywords = ("book_id", "author_ids", "series_id", "series_label", "languages", "isbns", "formats")
    return {
        **dict.fromkeys((*keywords, "availability", "currency"), KEYWORD),
        **dict.fromkeys(("series_position", "published", "from_price", "offered_prices", "ratings", "bought"), INTEGER),
        **dict.fromkeys(("rating", "fair_rating", "standing"), FLOAT),
        "author_labels": {**KEYWORD, "eager_global_ordinals": True},
        "version": {"type": "long"},
        "visible": {"type": "boolean"},
        "newest": {"type": "date", "format": "strict_date"},
        "editions": _editions_field(),
        "offers": STORED,
        "cover": {**KEYWORD, "index": False, "doc_values": False},
    }


def _editions_field() -> dict[str, Any]:
    keywords = dict.fromkeys(("isbn", "format", "language", "availability"), KEYWORD)
    return {"type": "nested", "properties": {**keywords, "price": INTEGER, "offered": {"type": "boolean"}}}


def _name_field(**fields: Any) -> dict[str, Any]:
    return {**_english_field(), "copy_to": [NAMES, EVERYTHING], "fields": fields}


def _english_field() -> dict[str, Any]:
    return {"type": "text", "analyzer": "english", "search_analyzer": "english_asked"}


def _analyzed_field(analyzer: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": analyzer}


def _prefix_field(analyzer: str) -> dict[str, Any]:
    """Map words that are also found by their first letters; beyond six letters few words are left to scan."""
    return {"type": "text", "analyzer": analyzer, "index_prefixes": {"min_chars": 1, "max_chars": MAX_PREFIX_LENGTH}}
