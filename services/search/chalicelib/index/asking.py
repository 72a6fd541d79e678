"""The bodies of requests: a question, and letters being typed, as OpenSearch wants them."""

from typing import Any

from chalicelib.index.filters import all_of, facets, filters
from chalicelib.index.mapping import NAMES
from chalicelib.index.ranking import sorting, weighed, weighing
from chalicelib.model.question import Question

SUGGESTED, FROM_THE_FIRST_WORD = 5, 30
NEAREST, FAINT = 6, 0.001
STARTS = {"authors": "authors", "series": "series", "categories": "category"}
LABELS = {"authors": "author_labels", "series": "series_label", "categories": "category"}
MARKS = {"pre_tags": ["<mark>"], "post_tags": ["</mark>"], "encoder": "html"}
WHOLE, PIECE = {"number_of_fragments": 0}, {"number_of_fragments": 1, "fragment_size": 160}
SHOWN = {
    "title": WHOLE,
    "subtitle": WHOLE,
    "authors": WHOLE,
    "series": WHOLE,
    "description": PIECE,
    "first_line": PIECE,
}


def search_body(question: Question, query: dict[str, Any]) -> dict[str, Any]:
    """The page of books that match the query and pass the filters, with the counts beside them; `matching` counts
    what fits the words, filters aside, and `named` those of it that have all of them in title, author or series."""
    named = {"match_bool_prefix": {NAMES: {"query": question.essential, "operator": "and"}}}
    return {
        "query": query,
        "post_filter": all_of(list(filters(question).values())),
        "aggs": {**facets(question), "matching": {"filter": {"match_all": {}}}, "named": {"filter": named}},
        "sort": sorting(question),
        "from": question.start,
        "size": question.limit,
        "track_total_hits": True,
        "highlight": {**MARKS, "require_field_match": False, "fields": SHOWN},
    }


def nearest_body(query: dict[str, Any]) -> dict[str, Any]:
    """The few books that come closest, whatever the filters; then those that are bought most."""
    closest = {"bool": {"should": [query, {"function_score": {"query": {"match_all": {}}, **weighing(FAINT)}}]}}
    return {"query": closest, "sort": [{"_score": "desc"}, {"book_id": "asc"}], "size": NEAREST}


def spelling(words: str) -> dict[str, Any]:
    """How the shop's own titles and names would spell the words; only words they do not have are changed."""
    field = f"{NAMES}.spelling"
    generator = {"field": field, "suggest_mode": "missing", "min_word_length": 3, "prefix_length": 1}
    matches = {"query": {"source": {"match": {NAMES: {"query": "{{suggestion}}", "operator": "and"}}}}, "prune": False}
    phrase = {"field": field, "size": 1, "gram_size": 3, "max_errors": 3, "direct_generator": [generator]}
    return {"text": words, "spelling": {"phrase": {**phrase, "collate": matches}}}


def suggest_body(letters: str) -> dict[str, Any]:
    """Books with a word in the title that starts so, those first whose title itself does; and, counted over all
    books, authors, series and categories that do."""
    starts = {name: _starting(f"{field}.start", letters) for name, field in STARTS.items()}
    title = _starting("title.start", letters)
    first = {"prefix": {"title.whole": {"value": letters, "boost": FROM_THE_FIRST_WORD}}}
    groups = {name: _group(starts[name], LABELS[name]) for name in starts}
    return {
        "query": weighed({"bool": {"should": [title, first, *starts.values()]}}),
        "post_filter": title,
        "aggs": groups,
        "sort": [{"_score": "desc"}, {"book_id": "asc"}],
        "size": SUGGESTED,
        "_source": ["book_id", "title", "authors", "author_ids", "cover"],
    }


def _group(starting: dict[str, Any], label: str) -> dict[str, Any]:
    return {"filter": starting, "aggs": {"counts": {"terms": {"field": label, "size": SUGGESTED}}}}


def _starting(field: str, letters: str) -> dict[str, Any]:
    """Every word there, the last one unfinished; a whole word may have a typo."""
    fields = [field, f"{field}._2gram", f"{field}._3gram"]
    prefix = {"query": letters, "type": "bool_prefix", "operator": "and", "fields": fields}
    typo = {"query": letters, "operator": "and", "fuzziness": "AUTO:5,9", "prefix_length": 1, "boost": 0.2}
    return {"bool": {"should": [{"multi_match": prefix}, {"match": {field: typo}}]}}
