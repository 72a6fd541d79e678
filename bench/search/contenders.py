"""Ours and the two it has to beat, each asked for the first ten books that fit some words."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import to_builtins

from chalicelib.index.admin import IndexAdmin
from chalicelib.index.document import Document
from chalicelib.query.question import Question
from chalicelib.query.search import find_books
from tests.search.clients import NoFallback, untimed_client

Ask = Callable[[str], list[str]]
TOP = 10
SHOWN_FIELDS = ("title", "subtitle", "authors", "series", "category", "description", "subjects", "first_line", "isbns")


def ours(alias: str, opensearch: Any, documents: list[Document]) -> Ask:
    """The shop's own code, from the question on."""
    admin, client = IndexAdmin(alias, opensearch), untimed_client(alias, opensearch)
    admin.create(admin.index_name(1), with_alias=True)
    if refused := admin.write(admin.index_name(1), documents):
        raise ValueError(f"The index refuses {refused}.")
    opensearch.indices.refresh(index=alias)

    def ask(words: str) -> list[str]:
        found = find_books(Question(words=words, limit=TOP), client=client, fallback=NoFallback())
        return [hit.book_id for hit in found.items]

    return ask


def baselines(index: str, opensearch: Any, documents: list[Document]) -> dict[str, Ask]:
    """The same books in an index that guesses its own mapping, asked in the two ways people begin with."""
    opensearch.indices.create(index=index, body={"settings": {"number_of_replicas": 0}})
    opensearch.bulk(body=list(_lines(documents)), index=index, refresh=True)
    return {
        "multi_match": _asking(index, opensearch, _multi_match),
        "defaults": _asking(index, opensearch, _query_string),
    }


def _lines(documents: list[Document]) -> Iterator[dict[str, Any]]:
    for each in documents:
        said = to_builtins(each)
        yield {"index": {"_id": each.book_id}}
        yield {name: said[name] for name in SHOWN_FIELDS}


def _multi_match(words: str) -> dict[str, Any]:
    return {"multi_match": {"query": words, "fields": ["title", "authors", "category"]}}


def _query_string(words: str) -> dict[str, Any]:
    return {"query_string": {"query": words, "lenient": True}}


def _asking(index: str, opensearch: Any, query: Callable[[str], dict[str, Any]]) -> Ask:
    def ask(words: str) -> list[str]:
        """Words that are no query find nothing."""
        body = {"query": query(words), "size": TOP, "_source": False}
        answer = opensearch.search(index=index, body=body, ignore=[400])
        return [hit["_id"] for hit in answer.get("hits", {}).get("hits", ())]

    return ask
