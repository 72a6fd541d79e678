"""Our search and two baselines, each of which returns the first ten books for some words."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import to_builtins

from chalicelib.index.admin import IndexAdmin
from chalicelib.index.document import Document
from chalicelib.query.question import Question
from chalicelib.query.search import find_books
from tests.search.clients import NoFallback, untimed_client

Search = Callable[[str], list[str]]
TOP = 10
INDEXED_FIELDS = (
    "title",
    "subtitle",
    "authors",
    "series",
    "category",
    "description",
    "subjects",
    "first_line",
    "isbns",
)


def ours(alias: str, opensearch: Any, documents: list[Document]) -> Search:
    """Return the service's own search, from the question on."""
    admin, client = IndexAdmin(alias, opensearch), untimed_client(alias, opensearch)
    admin.create(admin.index_name(1), with_alias=True)
    if refused := admin.write(admin.index_name(1), documents):
        raise ValueError(f"The index refuses {refused}.")
    opensearch.indices.refresh(index=alias)

    def search(words: str) -> list[str]:
        response = find_books(Question(words=words, limit=TOP), client=client, fallback=NoFallback())
        return [hit.book_id for hit in response.items]

    return search


def baselines(index: str, opensearch: Any, documents: list[Document]) -> dict[str, Search]:
    """Return two usual queries of the same books in an index with a dynamic mapping."""
    opensearch.indices.create(index=index, body={"settings": {"number_of_replicas": 0}})
    opensearch.bulk(body=list(_lines(documents)), index=index, refresh=True)
    return {
        "multi_match": _baseline(index, opensearch, _multi_match),
        "defaults": _baseline(index, opensearch, _query_string),
    }


def _lines(documents: list[Document]) -> Iterator[dict[str, Any]]:
    for document in documents:
        fields = to_builtins(document)
        yield {"index": {"_id": document.book_id}}
        yield {name: fields[name] for name in INDEXED_FIELDS}


def _multi_match(words: str) -> dict[str, Any]:
    return {"multi_match": {"query": words, "fields": ["title", "authors", "category"]}}


def _query_string(words: str) -> dict[str, Any]:
    return {"query_string": {"query": words, "lenient": True}}


def _baseline(index: str, opensearch: Any, query: Callable[[str], dict[str, Any]]) -> Search:
    def search(words: str) -> list[str]:
        """Return no books for words that are not a valid query."""
        body = {"query": query(words), "size": TOP, "_source": False}
        response = opensearch.search(index=index, body=body, ignore=[400])
        return [hit["_id"] for hit in response.get("hits", {}).get("hits", ())]

    return search
