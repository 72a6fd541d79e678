"""`make eval-search`: the judged queries, asked of ours and of two baselines on a real OpenSearch.

`--weak 20` also shows the twenty queries that ours answers worst, of those that it was tuned on: nobody looks at the
others, or they would soon be tuned on too.
"""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from opensearchpy import OpenSearch

from bench.running import on_path, own_engines

if TYPE_CHECKING:
    from bench.search.scores import Score

on_path("search")


def main() -> None:
    """Prints a table per set of queries, with one line per contender."""
    from bench.search.contenders import baselines, ours
    from bench.search.judged import HELD_OUT, TUNED
    from bench.search.judged import load as judged
    from bench.search.scores import score
    from bench.search.shelf import documents
    from local.sample_data.catalogue import load_catalogue

    parser = ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--weak", type=int, default=0, metavar="N", help="show the N queries that ours answers worst")
    wanted, books = parser.parse_args(), load_catalogue()
    shelf = documents(books)
    with own_engines("opensearch") as system:
        opensearch = OpenSearch([system.endpoints()["opensearch_url"]], timeout=20, max_retries=0)
        rivals = {"ours": ours("books-eval", opensearch, shelf), **baselines("plain-eval", opensearch, shelf)}
        for name, file, shown in (("tuned on", TUNED, wanted.weak), ("held out", HELD_OUT, 0)):
            queries = judged(books, file)
            print(f"\n{len(queries)} judged queries, {name}, over {len(books)} books; nDCG and MRR at 10")
            table({name: score(ask, queries) for name, ask in rivals.items()}, shown)


def table(scores: "dict[str, Score]", weak: int) -> None:
    """How good each contender is, and at which kind of query; then ours at its weakest."""
    kinds = list(scores["ours"].by_kind)
    print(f"{'':12}{'nDCG':>7}{'MRR':>7}{'typo/clean':>12}", *(f"{kind:>8}" for kind in kinds))
    for name, each in scores.items():
        line = f"{name:12}{each.ndcg:7.3f}{each.mrr:7.3f}{each.typos:12.3f}"
        print(line, *(f"{each.by_kind[kind]:8.3f}" for kind in kinds))
    for worth, words, found in scores["ours"].weak[:weak]:
        print(f"{worth:6.3f}  {words:42} {', '.join(found)}")


if __name__ == "__main__":
    main()
