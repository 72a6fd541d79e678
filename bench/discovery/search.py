"""The speed of searches and suggestions: `python -m bench.discovery.search`, `--scale` for Book-Crossing's books."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter
from typing import Any

import msgspec
from opensearchpy import OpenSearch

from bench.discovery.report import measure_milliseconds, print_figure, print_latencies
from bench.environment import on_path, own_engines
from bench.recs import bookcrossing
from bench.tiny import add_tiny_option
from local.sample_data.catalogue import load_catalogue

on_path("search")
QUESTIONS, WARM_UPS, BATCH_SIZE, MAX_PREFIX = 500, 6, 2_000, 5
TINY_QUESTIONS, TINY_BOOKS = 3, 60
SEARCH_MS, SUGGEST_MS = 30, 10


def main() -> None:
    """Fill an index, search it, and print the times and its size."""
    parser = ArgumentParser(prog="python -m bench.discovery.search", description=__doc__)
    parser.add_argument("--scale", action="store_true", help="271,379 books instead of the shop's own")
    add_tiny_option(parser)
    options = parser.parse_args()
    documents = list(book_crossing_documents() if options.scale else catalogue_documents())
    measure(documents[:TINY_BOOKS], TINY_QUESTIONS) if options.tiny else measure(documents, QUESTIONS)


class TimedOpenSearch:
    """An OpenSearch client that adds up the engine's own times, in milliseconds."""

    def __init__(self, opensearch: OpenSearch) -> None:
        self._opensearch = opensearch
        self.elapsed = 0

    def msearch(self, **options: Any) -> Any:
        response = self._opensearch.msearch(**options)
        self.elapsed += response["took"]
        return response


def measure(documents: list[Any], count: int) -> None:
    """Print all figures of the index, from this many questions of each kind."""
    with own_engines("opensearch") as system:
        opensearch = OpenSearch([system.endpoints()["opensearch_url"]], timeout=60, max_retries=0)
        measure_filling(documents, opensearch)
        measure_searches(documents, count, opensearch)


def measure_filling(documents: list[Any], opensearch: OpenSearch) -> None:
    """Print how long it takes to fill the index, and its size."""
    from chalicelib.index.admin import IndexAdmin

    admin = IndexAdmin("books-bench", opensearch)
    print_figure("index: books, time to fill", f"{len(documents):,} in {fill(admin, documents):.1f} s")
    print_figure("index: time to merge its segments", f"{merge(admin, opensearch):.1f} s")
    opensearch.indices.flush(index="books-bench-1", params={"force": "true"})  # deletes merged segments
    size = opensearch.indices.stats(index="books-bench-1")["indices"]["books-bench-1"]["total"]["store"]
    print_figure("index: size on disk", f"{size['size_in_bytes'] / 2**20:.0f} MB")


def measure_searches(documents: list[Any], count: int, opensearch: OpenSearch) -> None:
    """Print the response times of a warm engine and of our handler."""
    from chalicelib.query.question import Question
    from chalicelib.query.search import find_books, find_suggestions
    from tests.search.clients import NoFallback, untimed_client

    timed = TimedOpenSearch(opensearch)
    client = untimed_client("books-bench", timed)

    def search(words: str) -> Any:
        return msgspec.json.encode(find_books(Question(words=words), client=client, fallback=NoFallback()))

    def suggest(prefix: str) -> Any:
        return msgspec.json.encode(find_suggestions(prefix, client=client, fallback=NoFallback()))

    for seed in range(1, 1 + WARM_UPS):
        for call, warm_up in zip((search, search, suggest), questions(documents, count, Random(seed)), strict=True):
            measure_milliseconds(call, warm_up)
    clean, misspelt, prefixes = questions(documents, count, Random(0))
    measure_calls("search, words of a title", timed, search, clean, SEARCH_MS)
    measure_calls("search, one letter wrong", timed, search, misspelt, SEARCH_MS)
    measure_calls("suggest, while typing", timed, suggest, prefixes, SUGGEST_MS)


def measure_calls(
    name: str, timed: TimedOpenSearch, call: Callable[[str], Any], questions: list[str], at_most: float
) -> None:
    """Print the times of the engine, of all else, and of both."""
    engine: list[float] = []

    def measured_call(question: str) -> None:
        timed.elapsed = 0
        call(question)
        engine.append(timed.elapsed)

    total = measure_milliseconds(measured_call, questions)
    handler = [whole - engine_only for whole, engine_only in zip(total, engine, strict=True)]
    for component, times in (("engine", engine), ("handler", handler), ("together", total)):
        print_latencies(f"{name}: {component}", times, at_most)


def fill(admin: Any, documents: list[Any]) -> float:
    """Return the seconds to write all documents, as a rebuild does."""
    target, started = admin.index_name(1), perf_counter()
    admin.create(target, with_alias=True)
    for start in range(0, len(documents), BATCH_SIZE):
        admin.write(target, documents[start : start + BATCH_SIZE])
    return perf_counter() - started


def merge(admin: Any, opensearch: OpenSearch) -> float:
    """Return the seconds to switch the alias and to merge the segments, as a rebuild does in the end."""
    target, started = admin.index_name(1), perf_counter()
    admin.switch_alias(target)
    opensearch.indices.forcemerge(index=target, params={"max_num_segments": 1, "request_timeout": 600})
    return perf_counter() - started


def questions(documents: list[Any], count: int, random: Random) -> tuple[list[str], list[str], list[str]]:
    """Return titles as people type them: up to three words, the same with two letters swapped, and their prefixes."""
    chosen = [random.choice(documents).title for _ in range(count)]
    clean = [" ".join(title.split()[:3]) for title in chosen]
    misspelt = [_swap(words, random) for words in clean]
    return clean, misspelt, [title[: random.randint(2, MAX_PREFIX)] for title in chosen]


def _swap(words: str, random: Random) -> str:
    at = random.randrange(1, max(len(words) - 1, 2))
    return words[:at] + words[at : at + 2][::-1] + words[at + 2 :]


def catalogue_documents() -> list[Any]:
    """Return the documents of the sample catalogue."""
    from bench.search.sample_documents import sample_documents

    return sample_documents(load_catalogue())


def book_crossing_documents() -> Iterator[Any]:
    """Yield the documents of Book-Crossing's books; fields that it lacks are those of the catalogue, in turn."""
    from msgspec import structs

    templates = catalogue_documents()
    for number, row in enumerate(bookcrossing.books()):
        yield structs.replace(templates[number % len(templates)], **_to_fields(row))


def _to_fields(row: dict[str, str]) -> dict[str, Any]:
    isbn, author = row["ISBN"].lower(), row["Book-Author"] or "Anonymous"
    author_id = "-".join(author.lower().split())
    words = {"title": row["Book-Title"], "subtitle": None, "description": row["Publisher"] or "", "first_line": None}
    by = {"authors": [author], "author_ids": [author_id], "author_labels": [f"{author_id} {author}"]}
    return {"book_id": isbn, "isbns": [isbn], **words, **by}


if __name__ == "__main__":
    main()
