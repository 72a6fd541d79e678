"""The bodies of requests: a question, and letters being typed, as OpenSearch wants them."""

from typing import Any

from chalicelib.index.mapping import NAMES
from chalicelib.query.filters import facets, filters
from chalicelib.query.matching import Match
from chalicelib.query.question import Question
from chalicelib.query.ranking import sorting, started

SUGGESTED, NEAREST = 5, 6
BEST_FIRST = [{"_score": "desc"}, {"standing": "desc"}, {"book_id": "asc"}]
GROUPS = {
    "authors": ("authors.plain", "author_labels"),
    "series": ("series.plain", "series_label"),
    "categories": ("category.plain", "category"),
}
CARD = ["book_id", "title", "authors", "author_ids", "category", "series*", "cover"]
MARKS = {"pre_tags": ["<mark>"], "post_tags": ["</mark>"], "encoder": "html", "require_field_match": False}
ALL, PIECE = {"number_of_fragments": 0}, {"number_of_fragments": 1, "fragment_size": 160}
SHOWN = {
    "title": ALL,
    "subtitle": ALL,
    "authors": ALL,
    "series": ALL,
    "description": PIECE,
    "first_line": PIECE,
}


def page_body(question: Question, match: Match) -> dict[str, Any]:
    """The page of books that match and pass the filters, with the words marked."""
    marks = {"highlight": {**MARKS, "highlight_query": match.any_way, "fields": SHOWN}} if question.words else {}
    return {
        "query": {"bool": {"must": match.scored, "filter": list(filters(question).values())}},
        "sort": sorting(question),
        "from": question.start,
        "size": question.limit,
        "track_total_hits": True,
        **marks,
    }


def counts_body(question: Question, match: Match) -> dict[str, Any]:
    """The counts beside the page, how many books match, filters aside, and how many of those bear the words as a name.
    Asked apart and at the same time: counts look at every book that matches, but need not know how well it does; and
    the engine remembers them until a book changes, whichever page of whichever order is asked for."""
    named = {"named": {"filter": started(NAMES, question.essential)}}
    return {"query": match.any_way, "aggs": facets(question) | named, "size": 0, "track_total_hits": True}


def nearest_body(match: Match) -> dict[str, Any]:
    """The few books that come closest, whatever the filters; then those that are bought most."""
    closest = {"bool": {"should": [match.scored, {"match_all": {"boost": 0}}]}}
    return {"query": closest, "sort": BEST_FIRST, "size": NEAREST, "track_total_hits": False}


def suggest_bodies(letters: str) -> list[dict[str, Any]]:
    """Five books with a word in the title that starts so, those first whose title itself does; and five authors, series
    and categories, each with the number of its books."""
    groups = [_group(field, label, letters) for field, label in GROUPS.values()]
    few = {"size": SUGGESTED, "track_total_hits": False}
    return [{"query": _titled(letters), "sort": BEST_FIRST, "_source": CARD, **few}, *groups]


def _titled(letters: str) -> dict[str, Any]:
    """The title is just that, begins so, has every word with the last one unfinished, or nearly has every word."""
    ways = [
        {"match": {"title.whole": letters}},
        {"match_bool_prefix": {"title.whole": letters}},
        started("title.plain", letters),
        _nearly("title.plain", letters),
    ]
    worth = range(len(ways), 0, -1)
    tiers = [{"constant_score": {"filter": way, "boost": boost}} for way, boost in zip(ways, worth, strict=True)]
    return {"dis_max": {"queries": tiers}}


def _group(field: str, label: str, letters: str) -> dict[str, Any]:
    named = {"bool": {"filter": {"bool": {"should": [started(field, letters), _nearly(field, letters)]}}}}
    counts = {"terms": {"field": label, "size": SUGGESTED}}
    return {"query": named, "aggs": {"counts": counts}, "size": 0, "track_total_hits": False}


def _nearly(field: str, letters: str) -> dict[str, Any]:
    typo = {"fuzziness": "AUTO:5,9", "prefix_length": 1}
    return {"match": {field: {"query": letters, "operator": "and", **typo}}}
