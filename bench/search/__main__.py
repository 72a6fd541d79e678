"""`make eval-search`: the judged queries, asked of ours and of two baselines on a real OpenSearch.

`--weak 20` also shows the twenty queries that ours answers worst.
"""

from argparse import ArgumentParser

from opensearchpy import OpenSearch

from bench.running import on_path, own_engines

on_path("search")


def main() -> None:
    """Prints one line per contender."""
    from bench.search.contenders import baselines, ours
    from bench.search.judged import load as judged
    from bench.search.scores import score
    from bench.search.shelf import documents
    from deploy.seed.catalogue import load

    parser = ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--weak", type=int, default=0, metavar="N", help="show the N queries that ours answers worst")
    wanted, books = parser.parse_args(), load()
    queries, shelf = judged(books), documents(books)
    with own_engines("opensearch") as system:
        opensearch = OpenSearch([system.endpoints()["opensearch_url"]], timeout=20, max_retries=0)
        rivals = {"ours": ours("books-eval", opensearch, shelf), **baselines("plain-eval", opensearch, shelf)}
        scores = {name: score(ask, queries) for name, ask in rivals.items()}
    print(f"{len(queries)} judged queries over {len(books)} books, nDCG and MRR at 10")
    kinds = list(scores["ours"].by_kind)
    print(f"{'':12}{'nDCG':>7}{'MRR':>7}{'typo/clean':>12}", *(f"{kind:>8}" for kind in kinds))
    for name, each in scores.items():
        line = f"{name:12}{each.ndcg:7.3f}{each.mrr:7.3f}{each.typos:12.3f}"
        print(line, *(f"{each.by_kind[kind]:8.3f}" for kind in kinds))
    for worth, words, found in scores["ours"].weak[: wanted.weak]:
        print(f"{worth:6.3f}  {words:42} {', '.join(found)}")


if __name__ == "__main__":
    main()
