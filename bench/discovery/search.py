"""Search and suggestions: `python -m bench.discovery.search`, with `--scale` over all books of Book-Crossing."""

from argparse import ArgumentParser
from collections.abc import Iterator
from random import Random
from time import perf_counter
from typing import Any

from opensearchpy import OpenSearch

from bench.discovery.table import figure, line, milliseconds
from bench.recs import bookcrossing
from bench.running import on_path, own_engines
from deploy.seed.catalogue import load

on_path("search")
ASKED, AT_ONCE, LETTERS = 500, 2_000, 5
SEARCH_MS, SUGGEST_MS = 30, 10


def main() -> None:
    """Fills an index, asks it, and says how big it became."""
    parser = ArgumentParser(prog="python -m bench.discovery.search", description=__doc__)
    parser.add_argument("--scale", action="store_true", help="271,379 books instead of the shop's own")
    measure(list(every_book() if parser.parse_args().scale else shops_own()))


def measure(documents: list[Any]) -> None:
    """All figures of the index."""
    from chalicelib.actions.finding import find, suggest
    from chalicelib.index.desk import Desk
    from chalicelib.index.shelves import Shelves
    from chalicelib.model.question import Question

    with own_engines("opensearch") as system:
        opensearch = OpenSearch([system.endpoints()["opensearch_url"]], timeout=60, max_retries=0)
        shelves, desk = Shelves("books-bench", opensearch), Desk("books-bench", opensearch, 3_600)
        figure("index: books, time to fill", f"{len(documents):,} in {filled(shelves, documents):.1f} s")
        opensearch.indices.refresh(index="books-bench-1")
        size = opensearch.indices.stats(index="books-bench-1")["indices"]["books-bench-1"]["total"]["store"]
        figure("index: size on disk", f"{size['size_in_bytes'] / 2**20:.0f} MB")

        def search(words: str) -> Any:
            return find(Question(words=words), index=desk)

        clean, wrong, letters = questions(documents)
        milliseconds(search, clean[:50])  # a cold engine says nothing about a warm one
        line("search, words of a title", milliseconds(search, clean), SEARCH_MS)
        line("search, one letter wrong", milliseconds(search, wrong), SEARCH_MS)
        line("suggest, while typing", milliseconds(lambda typed: suggest(typed, index=desk), letters), SUGGEST_MS)


def filled(shelves: Any, documents: list[Any]) -> float:
    """Seconds to write all of them, as a rebuild does."""
    target, began = shelves.name(1), perf_counter()
    shelves.create(target, answering=True)
    for start in range(0, len(documents), AT_ONCE):
        shelves.write(target, documents[start : start + AT_ONCE])
    return perf_counter() - began


def questions(documents: list[Any]) -> tuple[list[str], list[str], list[str]]:
    """Titles as people type them: up to three words, the same with two letters swapped, and their first letters."""
    luck = Random(1)
    chosen = [luck.choice(documents).title for _ in range(ASKED)]
    clean = [" ".join(title.split()[:3]) for title in chosen]
    return clean, [_swapped(words, luck) for words in clean], [title[: luck.randint(2, LETTERS)] for title in chosen]


def _swapped(words: str, luck: Random) -> str:
    at = luck.randrange(1, max(len(words) - 1, 2))
    return words[:at] + words[at : at + 2][::-1] + words[at + 2 :]


def shops_own() -> list[Any]:
    """The shop's catalogue."""
    from bench.search.shelf import documents

    return documents(load())


def every_book() -> Iterator[Any]:
    """Book-Crossing's books as the search keeps them."""
    from msgspec import structs

    pattern = shops_own()[0]
    for row in bookcrossing.books():
        yield structs.replace(pattern, **_told(row))


def _told(row: dict[str, str]) -> dict[str, Any]:
    isbn, author = row["ISBN"].lower(), row["Book-Author"] or "Anonymous"
    author_id = "-".join(author.lower().split())
    words = {"title": row["Book-Title"], "subtitle": None, "description": row["Publisher"] or "", "first_line": None}
    by = {"authors": [author], "author_ids": [author_id], "author_labels": [f"{author_id} {author}"]}
    return {"book_id": isbn, "isbns": [isbn], **words, **by, "bought": len(isbn) * len(row["Book-Title"]) % 100}


if __name__ == "__main__":
    main()
