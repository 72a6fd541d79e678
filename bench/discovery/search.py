"""Search and suggestions: `python -m bench.discovery.search`, with `--scale` over all books of Book-Crossing."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter
from typing import Any

import msgspec
from opensearchpy import OpenSearch

from bench.discovery.table import figure, line, milliseconds
from bench.recs import bookcrossing
from bench.running import on_path, own_engines
from local.sample_data.catalogue import load_catalogue

on_path("search")
ASKED, WARMING, AT_ONCE, LETTERS = 500, 6, 2_000, 5
SEARCH_MS, SUGGEST_MS = 30, 10


def main() -> None:
    """Fills an index, asks it, and says how big it became."""
    parser = ArgumentParser(prog="python -m bench.discovery.search", description=__doc__)
    parser.add_argument("--scale", action="store_true", help="271,379 books instead of the shop's own")
    measure(list(every_book() if parser.parse_args().scale else shops_own()))


class Watched:
    """An OpenSearch client that adds up how long the engine says it took."""

    def __init__(self, opensearch: OpenSearch) -> None:
        self._opensearch = opensearch
        self.took = 0

    def msearch(self, **asked: Any) -> Any:
        answer = self._opensearch.msearch(**asked)
        self.took += answer["took"]
        return answer


def measure(documents: list[Any]) -> None:
    """All figures of the index."""
    with own_engines("opensearch") as system:
        opensearch = OpenSearch([system.endpoints()["opensearch_url"]], timeout=60, max_retries=0)
        made(documents, opensearch)
        answered(documents, opensearch)


def made(documents: list[Any], opensearch: OpenSearch) -> None:
    """How long the index takes to make, and how big it becomes."""
    from chalicelib.index.admin import IndexAdmin

    admin = IndexAdmin("books-bench", opensearch)
    figure("index: books, time to fill", f"{len(documents):,} in {filled(admin, documents):.1f} s")
    figure("index: time to make one piece of it", f"{merged(admin, opensearch):.1f} s")
    opensearch.indices.flush(index="books-bench-1", params={"force": "true"})  # drops what was merged
    size = opensearch.indices.stats(index="books-bench-1")["indices"]["books-bench-1"]["total"]["store"]
    figure("index: size on disk", f"{size['size_in_bytes'] / 2**20:.0f} MB")


def answered(documents: list[Any], opensearch: OpenSearch) -> None:
    """How long a warm engine and we take to answer."""
    from chalicelib.query.question import Question
    from chalicelib.query.search import find_books, find_suggestions
    from tests.search.clients import NoFallback, untimed_client

    watched = Watched(opensearch)
    client = untimed_client("books-bench", watched)

    def search(words: str) -> Any:
        return msgspec.json.encode(find_books(Question(words=words), client=client, fallback=NoFallback()))

    def suggested(typed: str) -> Any:
        return msgspec.json.encode(find_suggestions(typed, client=client, fallback=NoFallback()))

    for others in range(1, 1 + WARMING):
        for ask, warming in zip((search, search, suggested), questions(documents, Random(others)), strict=True):
            milliseconds(ask, warming)
    clean, wrong, letters = questions(documents, Random(0))
    asked("search, words of a title", watched, search, clean, SEARCH_MS)
    asked("search, one letter wrong", watched, search, wrong, SEARCH_MS)
    asked("suggest, while typing", watched, suggested, letters, SUGGEST_MS)


def asked(name: str, watched: Watched, ask: Callable[[str], Any], questions: list[str], at_most: float) -> None:
    """How long the engine took, all else, and both together."""
    engine: list[float] = []

    def once(question: str) -> None:
        watched.took = 0
        ask(question)
        engine.append(watched.took)

    together = milliseconds(once, questions)
    handler = [all_of_it - engines for all_of_it, engines in zip(together, engine, strict=True)]
    for part, times in (("engine", engine), ("handler", handler), ("together", together)):
        line(f"{name}: {part}", times, at_most)


def filled(admin: Any, documents: list[Any]) -> float:
    """Seconds to write all of them, as a rebuild does."""
    target, began = admin.index_name(1), perf_counter()
    admin.create(target, with_alias=True)
    for start in range(0, len(documents), AT_ONCE):
        admin.write(target, documents[start : start + AT_ONCE])
    return perf_counter() - began


def merged(admin: Any, opensearch: OpenSearch) -> float:
    """Seconds until the engine has done what a rebuild asks of it in the end."""
    target, began = admin.index_name(1), perf_counter()
    admin.switch_alias(target)
    opensearch.indices.forcemerge(index=target, params={"max_num_segments": 1, "request_timeout": 600})
    return perf_counter() - began


def questions(documents: list[Any], luck: Random) -> tuple[list[str], list[str], list[str]]:
    """Titles as people type them: up to three words, the same with two letters swapped, and their first letters."""
    chosen = [luck.choice(documents).title for _ in range(ASKED)]
    clean = [" ".join(title.split()[:3]) for title in chosen]
    return clean, [_swapped(words, luck) for words in clean], [title[: luck.randint(2, LETTERS)] for title in chosen]


def _swapped(words: str, luck: Random) -> str:
    at = luck.randrange(1, max(len(words) - 1, 2))
    return words[:at] + words[at : at + 2][::-1] + words[at + 2 :]


def shops_own() -> list[Any]:
    """The shop's catalogue."""
    from bench.search.shelf import documents

    return documents(load_catalogue())


def every_book() -> Iterator[Any]:
    """Book-Crossing's books as the search keeps them; what that data does not tell, the shop's own lend in turn."""
    from msgspec import structs

    lenders = shops_own()
    for number, row in enumerate(bookcrossing.books()):
        yield structs.replace(lenders[number % len(lenders)], **_told(row))


def _told(row: dict[str, str]) -> dict[str, Any]:
    isbn, author = row["ISBN"].lower(), row["Book-Author"] or "Anonymous"
    author_id = "-".join(author.lower().split())
    words = {"title": row["Book-Title"], "subtitle": None, "description": row["Publisher"] or "", "first_line": None}
    by = {"authors": [author], "author_ids": [author_id], "author_labels": [f"{author_id} {author}"]}
    return {"book_id": isbn, "isbns": [isbn], **words, **by}


if __name__ == "__main__":
    main()
