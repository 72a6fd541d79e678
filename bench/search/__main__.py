"""`make eval-search`: the judged queries, run by our search and by two baselines on a real OpenSearch.

`--weak 20` also prints the twenty queries with the lowest nDCG, of those that the ranking was tuned on. The others are
never printed, so that the ranking is not tuned on them as well.
"""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from opensearchpy import OpenSearch

from bench.environment import on_path, own_engines
from bench.tiny import add_tiny_option

if TYPE_CHECKING:
    from bench.search.scores import Score

TINY_QUERIES = 2  # of each kind

on_path("search")


def main() -> None:
    """Print a table per set of queries, with one line per contender."""
    from bench.search.contenders import baselines, ours
    from bench.search.judged import HELD_OUT, TUNED, load_queries
    from bench.search.sample_documents import sample_documents
    from bench.search.scores import score
    from local.sample_data.catalogue import load_catalogue

    parser = ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--weak", type=int, default=0, metavar="N", help="print the N queries with the lowest nDCG")
    add_tiny_option(parser)
    options, books = parser.parse_args(), load_catalogue()
    files = {"tuned on": TUNED, "held out": HELD_OUT}
    queries = {name: load_queries(books, file, TINY_QUERIES if options.tiny else None) for name, file in files.items()}
    documents = sample_documents(books)
    if options.tiny:  # the books that the queries are about, and no others
        judged = {book_id for of_file in queries.values() for query in of_file for book_id in query.grades}
        documents = [document for document in documents if document.book_id in judged]
    with own_engines("opensearch") as system:
        opensearch = OpenSearch([system.endpoints()["opensearch_url"]], timeout=60, max_retries=0)
        contenders = {
            "ours": ours("books-eval", opensearch, documents),
            **baselines("plain-eval", opensearch, documents),
        }
        for name, of_file in queries.items():
            print(f"\n{len(of_file)} judged queries, {name}, over {len(documents)} books; nDCG and MRR at 10")
            scores = {contender: score(search, of_file) for contender, search in contenders.items()}
            print_table(scores, options.weak if name == "tuned on" else 0)


def print_table(scores: "dict[str, Score]", weak: int) -> None:
    """Print the scores of each contender, in all and by kind of query; then our weakest queries."""
    kinds = list(scores["ours"].by_kind)
    print(f"{'':12}{'nDCG':>7}{'MRR':>7}{'typo/clean':>12}", *(f"{kind:>8}" for kind in kinds))
    for name, score in scores.items():
        line = f"{name:12}{score.ndcg:7.3f}{score.mrr:7.3f}{score.typos:12.3f}"
        print(line, *(f"{score.by_kind[kind]:8.3f}" for kind in kinds))
    for ndcg, words, book_ids in scores["ours"].weak[:weak]:
        print(f"{ndcg:6.3f}  {words:42} {', '.join(book_ids)}")


if __name__ == "__main__":
    main()
