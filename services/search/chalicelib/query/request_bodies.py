"""The bodies of requests to OpenSearch, for a question and for a prefix that is being typed."""

import re
from typing import Any

from chalicelib.index.mapping import NAMES
from chalicelib.query.filters import facet_aggregations, filter_queries
from chalicelib.query.matching import Match
from chalicelib.query.question import Question
from chalicelib.query.ranking import prefix_query, sort_clauses

MAX_SUGGESTIONS, MAX_NEAREST = 5, 6
ISBN_BEGINNING = re.compile(r"97[89][0-9]{1,10}")
BEST_FIRST = [{"_score": "desc"}, {"standing": "desc"}, {"book_id": "asc"}]
GROUPS = {
    "authors": ("authors.plain", "author_labels"),
    "series": ("series.plain", "series_label"),
    "categories": ("category.plain", "category"),
}
SUGGESTED_FIELDS = ["book_id", "title", "authors", "author_ids", "category", "series*", "cover"]
HIGHLIGHT = {"pre_tags": ["<mark>"], "post_tags": ["</mark>"], "encoder": "html", "require_field_match": False}
WHOLE_FIELD, ONE_FRAGMENT = {"number_of_fragments": 0}, {"number_of_fragments": 1, "fragment_size": 160}
HIGHLIGHT_FIELDS = {
    "title": WHOLE_FIELD,
    "subtitle": WHOLE_FIELD,
    "authors": WHOLE_FIELD,
    "series": WHOLE_FIELD,
    "description": ONE_FRAGMENT,
    "first_line": ONE_FRAGMENT,
}


def page_body(question: Question, match: Match) -> dict[str, Any]:
    """Return the request for a page of books that match and pass the filters, with the words highlighted."""
    highlight = {**HIGHLIGHT, "highlight_query": match.filter_query, "fields": HIGHLIGHT_FIELDS}
    return {
        "query": {"bool": {"must": match.scored_query, "filter": filter_queries(question)}},
        "sort": sort_clauses(question),
        "from": question.offset,
        "size": question.limit,
        "track_total_hits": True,
        **({"highlight": highlight} if question.words else {}),
    }


def counts_body(question: Question, match: Match) -> dict[str, Any]:
    """Return the request for the facets, for how many books match without filters, and how many of them by name.

    It is a request of its own, sent at the same time as the page: counts read every book that matches but no scores,
    and the engine caches them until a book changes, whatever the page and the order."""
    by_name = {"named": {"filter": prefix_query(NAMES, question.core_words)}}
    aggregations = facet_aggregations(question) | by_name
    return {"query": match.filter_query, "aggs": aggregations, "size": 0, "track_total_hits": True}


def nearest_body(match: Match) -> dict[str, Any]:
    """Return the request for the few books that come closest without filters, then those that are bought most."""
    query = {"bool": {"should": [match.scored_query, {"match_all": {"boost": 0}}]}}
    return {"query": query, "sort": BEST_FIRST, "size": MAX_NEAREST, "track_total_hits": False}


def suggest_bodies(prefix: str) -> list[dict[str, Any]]:
    """Return the requests for five books with a word in the title that begins with the prefix, those first whose title
    itself does, or with an ISBN that does; and for five authors, series and categories, each with the number of its
    books."""
    options = {"size": MAX_SUGGESTIONS, "track_total_hits": False}
    titles = {"query": _title_query(prefix), "sort": BEST_FIRST, "_source": SUGGESTED_FIELDS, **options}
    return [titles, *(_group_body(field, label, prefix) for field, label in GROUPS.values())]


def _title_query(prefix: str) -> dict[str, Any]:
    """Rank titles: equal to the prefix, beginning with it, with all the words, with all the words but for typos; then
    ISBNs."""
    queries = [
        {"match": {"title.whole": prefix}},
        {"match_bool_prefix": {"title.whole": prefix}},
        prefix_query("title.plain", prefix),
        _typo_query("title.plain", prefix),
        *([{"prefix": {"isbns": prefix}}] if ISBN_BEGINNING.fullmatch(prefix) else []),
    ]
    boosts = range(len(queries), 0, -1)
    tiers = [
        {"constant_score": {"filter": query, "boost": boost}} for query, boost in zip(queries, boosts, strict=True)
    ]
    return {"dis_max": {"queries": tiers}}


def _group_body(field: str, label: str, prefix: str) -> dict[str, Any]:
    query = {"bool": {"filter": {"bool": {"should": [prefix_query(field, prefix), _typo_query(field, prefix)]}}}}
    counts = {"terms": {"field": label, "size": MAX_SUGGESTIONS}}
    return {"query": query, "aggs": {"counts": counts}, "size": 0, "track_total_hits": False}


def _typo_query(field: str, prefix: str) -> dict[str, Any]:
    typos = {"fuzziness": "AUTO:5,9", "prefix_length": 1}
    return {"match": {field: {"query": prefix, "operator": "and", **typos}}}
