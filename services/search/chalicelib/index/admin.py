"""Administer the indices: create them, write documents by version, switch the alias, compare and delete."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

import msgspec

from chalicelib.index.connection import (
    CREATE_SECONDS,
    JOB_SECONDS,
    PROJECTOR_SECONDS,
    connection,
    to_unavailable,
    translate_errors,
)
from chalicelib.index.document import HiddenDocument, IndexDocument
from chalicelib.index.mapping import index_body
from chalicelib.index.targets import TargetMissing
from chalicelib.settings import settings

VISIBLE = {"filter": {"term": {"visible": True}}}
VERSION_CONFLICT, BAD_REQUEST, NOT_FOUND, TOO_LARGE = 409, 400, 404, 413
ALREADY_EXISTS = "resource_already_exists_exception"
HIDDEN = {"bool": {"must_not": {"exists": {"field": "title"}}}}  # no book is without a title
PAGE_SIZE = 1_000


class IndexAdmin:
    """Indices `<alias>-<number>`. The alias points at the serving one, and hides withdrawn books.

    Each is written through an alias of its own, `<index>-in`, which has to exist: OpenSearch would otherwise create a
    missing index by itself, without our mapping.
    """

    def __init__(self, alias: str, opensearch: Any) -> None:
        self._alias = alias
        self._opensearch = opensearch

    def index_name(self, number: int) -> str:
        """Return the name of the index with this number."""
        return f"{self._alias}-{number}"

    def create(self, target: str, *, with_alias: bool) -> None:
        """Create an index and its write alias, with or without the alias that customers search; an index that exists
        keeps its documents and gets the aliases."""
        aliases = {_write_alias(target): {}, **({self._alias: VISIBLE} if with_alias else {})}
        body = index_body()
        body["mappings"]["_meta"] = {"shape": _definition_hash()}
        body["aliases"] = aliases
        params = {"request_timeout": CREATE_SECONDS}
        response = translate_errors(
            lambda: self._opensearch.indices.create(index=target, body=body, params=params, ignore=[BAD_REQUEST])
        )
        problem = response.get("error", {}).get("type", ALREADY_EXISTS)
        if problem != ALREADY_EXISTS:
            refusal = ValueError(f"OpenSearch refuses the mapping of {target}: {response['error']['reason']}")
            raise to_unavailable(BAD_REQUEST, problem) or refusal
        if "error" in response:
            actions = [{"add": {"index": target, "alias": name, **options}} for name, options in aliases.items()]
            translate_errors(lambda: self._opensearch.indices.update_aliases(body={"actions": actions}))

    def is_outdated(self, target: str) -> bool:
        """Whether the index was created with other settings or another mapping than a new one would be."""
        response = translate_errors(
            lambda: self._opensearch.indices.get_mapping(index=target, ignore=[NOT_FOUND]),
        )
        return target in response and response[target]["mappings"].get("_meta") != {"shape": _definition_hash()}

    def read_alias(self) -> str | None:
        """Return the index behind the alias; None when there is none."""
        response = translate_errors(
            lambda: self._opensearch.indices.get_alias(name=self._alias, ignore=[NOT_FOUND]),
        )
        return next((name for name in response if self._is_numbered(name)), None)

    def switch_alias(self, target: str) -> None:
        """Point the alias at this index, in one step, once all its documents can be found; then merge its segments in
        the background, since every search reads each segment."""
        translate_errors(lambda: self._opensearch.indices.refresh(index=target))
        remove = {"remove": {"index": f"{self._alias}-*", "alias": self._alias, "must_exist": False}}
        add = {"add": {"index": target, "alias": self._alias, **VISIBLE}}
        translate_errors(lambda: self._opensearch.indices.update_aliases(body={"actions": [remove, add]}))
        params = {"max_num_segments": 1, "wait_for_completion": "false"}
        translate_errors(lambda: self._opensearch.indices.forcemerge(index=target, params=params))

    def write(self, target: str, documents: Sequence[IndexDocument]) -> dict[str, str]:
        """Write documents by version: an older or equal version changes nothing. Return the reason for each document
        that is refused for ever, and hide its book: what the index holds of it is no longer true. Raise Unavailable
        when the batch has to be retried."""
        refused = self._write(target, documents)
        if refused:
            versions = {document.book_id: document.version for document in documents}
            self._write(target, [HiddenDocument(book_id=one, version=versions[one]) for one in refused])
        return refused

    def _write(self, target: str, documents: Sequence[IndexDocument]) -> dict[str, str]:
        """Write documents; halve a batch that is too large for one request."""
        from opensearchpy.exceptions import TransportError

        lines = [line for document in documents for line in (_bulk_action(document), msgspec.json.encode(document))]
        body = b"\n".join(lines).decode() + "\n"
        options = {"index": _write_alias(target), "params": {"require_alias": "true"}}
        try:
            response = translate_errors(lambda: self._opensearch.bulk(body=body, **options))
        except TransportError as error:
            if error.status_code != TOO_LARGE:
                raise
            return self._write_halves(target, documents)
        return dict(_refusals(item["index"] for item in response["items"]))

    def _write_halves(self, target: str, documents: Sequence[IndexDocument]) -> dict[str, str]:
        if len(documents) == 1:
            return {documents[0].book_id: f"{TOO_LARGE}: the document is too large for a request"}
        middle = len(documents) // 2
        return self._write(target, documents[:middle]) | self._write(target, documents[middle:])

    def versions(self, target: str) -> dict[str, int]:
        """Return every document's version by id; nothing when the index does not exist."""
        try:
            translate_errors(lambda: self._opensearch.indices.refresh(index=target))
            return dict(self._scan_versions(target))
        except TargetMissing:
            return {}

    def version_sum(self, target: str) -> int:
        """Return the sum of all versions; 0 when the index or its write alias does not exist."""
        body = {"size": 0, "aggs": {"together": {"sum": {"field": "version"}}}}
        try:
            translate_errors(lambda: self._opensearch.indices.refresh(index=_write_alias(target)))
            response = translate_errors(lambda: self._opensearch.search(index=_write_alias(target), body=body))
        except TargetMissing:
            return 0
        return int(response["aggregations"]["together"]["value"])

    def hidden_books(self, target: str) -> set[str]:
        """Return the books of which the index holds no more than that they are hidden."""
        try:
            return {book_id for book_id, _ in self._scan_versions(target, HIDDEN)}
        except TargetMissing:
            return set()

    def delete_documents(self, target: str, book_ids: Sequence[str]) -> None:
        """Delete documents that the table never had."""
        if book_ids:
            body = {"query": {"terms": {"book_id": list(book_ids)}}}
            params = {"conflicts": "proceed"}
            translate_errors(lambda: self._opensearch.delete_by_query(index=target, body=body, params=params))

    def delete_other_indices(self, targets: Sequence[str]) -> None:
        """Delete all indices of this stage but the targets."""
        existing: dict[str, Any] = translate_errors(lambda: self._opensearch.indices.get(index=f"{self._alias}-*"))
        for name in filter(self._is_numbered, existing.keys() - set(targets)):
            translate_errors(partial(self._opensearch.indices.delete, index=name, ignore=[NOT_FOUND]))

    def _is_numbered(self, name: str) -> bool:
        return name.startswith(f"{self._alias}-") and name.removeprefix(f"{self._alias}-").isdigit()

    def _scan_versions(self, target: str, query: dict[str, Any] | None = None) -> Iterator[tuple[str, int]]:
        body: dict[str, Any] = {"size": PAGE_SIZE, "sort": ["book_id"], "version": True, "_source": False}
        body |= {"query": query} if query else {}
        while hits := self._search_hits(target, body):
            yield from ((hit["_id"], hit["_version"]) for hit in hits)
            body["search_after"] = hits[-1]["sort"]

    def _search_hits(self, target: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        response = translate_errors(lambda: self._opensearch.search(index=target, body=body))
        return list(response["hits"]["hits"])


@cache
def _definition_hash() -> str:
    return hashlib.sha256(msgspec.json.encode(index_body(), order="sorted")).hexdigest()[:16]


def _write_alias(target: str) -> str:
    return f"{target}-in"


def _bulk_action(document: IndexDocument) -> bytes:
    versioned = {"_id": document.book_id, "version": document.version, "version_type": "external"}
    return msgspec.json.encode({"index": versioned})


def _refusals(results: Iterator[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for result in results:
        error = result.get("error")
        if error is None or result["status"] == VERSION_CONFLICT:
            continue
        if unavailable := to_unavailable(result["status"], error["type"]):
            raise unavailable
        yield result["_id"], f"{error['type']}: {error['reason']}"


@cache
def projector_admin() -> IndexAdmin:
    """Return the indices of this stage for the projector: a batch that takes longer than its time-out is retried."""
    return IndexAdmin(f"books-{settings().stage}", connection(PROJECTOR_SECONDS))


@cache
def job_admin() -> IndexAdmin:
    """Return the indices of this stage for rebuilds and comparisons, with a longer time-out."""
    return IndexAdmin(f"books-{settings().stage}", connection(JOB_SECONDS))
