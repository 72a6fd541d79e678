"""The indices themselves: made, filled by version, swapped behind one alias, compared, and thrown away."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

import msgspec

from bookstore.errors import Unavailable
from chalicelib.index.connection import CREATE_SECONDS, JOB_SECONDS, PROJECTOR_SECONDS, asked, connection, meaning
from chalicelib.index.document import Document
from chalicelib.index.mapping import index_body
from chalicelib.index.targets import TargetMissing
from chalicelib.settings import settings

VISIBLE = {"filter": {"term": {"visible": True}}}
OLD_NEWS, REFUSED, MISSING = 409, 400, 404
ALREADY = "resource_already_exists_exception"
AT_ONCE = 1_000


class Shelves:
    """Indices `<alias>-<number>`; the alias points at the one that answers, and hides withdrawn books.

    Each is written through an alias of its own, `<index>-in`, which has to be there: OpenSearch would make an index
    that is missing by itself, without our mapping.
    """

    def __init__(self, alias: str, opensearch: Any) -> None:
        self._alias = alias
        self._opensearch = opensearch

    def name(self, number: int) -> str:
        """The index with this number."""
        return f"{self._alias}-{number}"

    def create(self, target: str, *, answering: bool) -> None:
        """Make an index, at once answering or not; one that is there already keeps what is in it."""
        aliases = {_way_in(target): {}, **({self._alias: VISIBLE} if answering else {})}
        body = index_body()
        body["mappings"]["_meta"] = {"shape": _shape()}
        body["aliases"] = aliases
        patient = {"request_timeout": CREATE_SECONDS}
        answer = asked(
            lambda: self._opensearch.indices.create(index=target, body=body, params=patient, ignore=[REFUSED])
        )
        problem = answer.get("error", {}).get("type", ALREADY)
        if problem != ALREADY:
            raise ValueError(f"OpenSearch refuses the mapping of {target}: {answer['error']['reason']}")
        if "error" in answer:
            actions = [{"add": {"index": target, "alias": name, **how}} for name, how in aliases.items()]
            asked(lambda: self._opensearch.indices.update_aliases(body={"actions": actions}))

    def is_outgrown(self, target: str) -> bool:
        """Whether the index was made with other settings or another mapping than one would be now."""
        found = asked(lambda: self._opensearch.indices.get_mapping(index=target, ignore=[MISSING]))
        return target in found and found[target]["mappings"].get("_meta") != {"shape": _shape()}

    def answering(self) -> str | None:
        """The index behind the alias."""
        found = asked(lambda: self._opensearch.indices.get_alias(name=self._alias, ignore=[MISSING]))
        return next((name for name in found if self._numbered(name)), None)

    def answer_with(self, target: str) -> None:
        """Put this index behind the alias, in one step, once all that it was given can be found; by and by the engine
        makes one piece of it, since every piece is looked through for every word."""
        asked(lambda: self._opensearch.indices.refresh(index=target))
        off = {"remove": {"index": f"{self._alias}-*", "alias": self._alias, "must_exist": False}}
        on = {"add": {"index": target, "alias": self._alias, **VISIBLE}}
        asked(lambda: self._opensearch.indices.update_aliases(body={"actions": [off, on]}))
        in_one = {"max_num_segments": 1, "wait_for_completion": "false"}
        asked(lambda: self._opensearch.indices.forcemerge(index=target, params=in_one))

    def write(self, target: str, documents: Sequence[Document]) -> dict[str, str]:
        """Write documents by version: an older or equal one is old news and changes nothing. The answer names the
        documents that the mapping refuses, with the reason; Unavailable when any should come again."""
        lines = [line for each in documents for line in (_action(each), msgspec.json.encode(each))]
        body = b"\n".join(lines).decode() + "\n"
        through = {"index": _way_in(target), "params": {"require_alias": "true"}}
        answer = asked(lambda: self._opensearch.bulk(body=body, **through))
        return dict(_refusals(item["index"] for item in answer["items"]))

    def versions(self, target: str) -> dict[str, int]:
        """Every document's version; none when there is no such index."""
        try:
            asked(lambda: self._opensearch.indices.refresh(index=target))
            return dict(self._pages(target))
        except TargetMissing:
            return {}

    def versions_added_up(self, target: str) -> int:
        """All versions together; 0 when there is no such index, or no way in."""
        body = {"size": 0, "aggs": {"together": {"sum": {"field": "version"}}}}
        try:
            asked(lambda: self._opensearch.indices.refresh(index=_way_in(target)))
            answer = asked(lambda: self._opensearch.search(index=_way_in(target), body=body))
        except TargetMissing:
            return 0
        return int(answer["aggregations"]["together"]["value"])

    def remove(self, target: str, book_ids: Sequence[str]) -> None:
        """Throw documents away that the table never had."""
        if book_ids:
            query = {"query": {"terms": {"book_id": list(book_ids)}}}
            asked(lambda: self._opensearch.delete_by_query(index=target, body=query, params={"conflicts": "proceed"}))

    def forget_all_but(self, targets: Sequence[str]) -> None:
        """Throw all other indices of this stage away."""
        known: dict[str, Any] = asked(lambda: self._opensearch.indices.get(index=f"{self._alias}-*"))
        for name in filter(self._numbered, known.keys() - set(targets)):
            asked(partial(self._opensearch.indices.delete, index=name, ignore=[MISSING]))

    def _numbered(self, name: str) -> bool:
        return name.startswith(f"{self._alias}-") and name.removeprefix(f"{self._alias}-").isdigit()

    def _pages(self, target: str) -> Iterator[tuple[str, int]]:
        body: dict[str, Any] = {"size": AT_ONCE, "sort": ["book_id"], "version": True, "_source": False}
        while hits := self._hits(target, body):
            yield from ((hit["_id"], hit["_version"]) for hit in hits)
            body["search_after"] = hits[-1]["sort"]

    def _hits(self, target: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        answer = asked(lambda: self._opensearch.search(index=target, body=body))
        return list(answer["hits"]["hits"])


@cache
def _shape() -> str:
    return hashlib.sha256(msgspec.json.encode(index_body(), order="sorted")).hexdigest()[:16]


def _way_in(target: str) -> str:
    return f"{target}-in"


def _action(document: Document) -> bytes:
    versioned = {"_id": document.book_id, "version": document.version, "version_type": "external"}
    return msgspec.json.encode({"index": versioned})


def _refusals(results: Iterator[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for result in results:
        error = result.get("error")
        if error is None or result["status"] == OLD_NEWS:
            continue
        passing: Unavailable | None = meaning(result["status"], error["type"])
        if passing:
            raise passing
        yield result["_id"], f"{error['type']}: {error['reason']}"


@cache
def shelves() -> Shelves:
    """The indices of this stage, for the stream: what takes longer than this comes again."""
    return Shelves(f"books-{settings().stage}", connection(PROJECTOR_SECONDS))


@cache
def patient_shelves() -> Shelves:
    """The same for rebuilding and comparing, which may take their time."""
    return Shelves(f"books-{settings().stage}", connection(JOB_SECONDS))
