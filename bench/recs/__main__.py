"""`make eval-recs`: hit-rate, MRR, coverage and time per answer on Book-Crossing, against what is merely popular."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from statistics import quantiles
from time import perf_counter

from bench.recs import bookcrossing
from bench.recs.protocol import Split, split
from bench.running import fresh_table, on_path, own_engines

on_path("recommendations")
TOP, LIMIT = 10, 0.030


def main() -> None:
    """One line for ours, one for the popular books; then how long ours took."""
    from bench.recs.shop import Shop

    parser = ArgumentParser(prog="python -m bench.recs", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026, help="which readers are sampled and which books held out")
    parted = split(bookcrossing.interactions(), parser.parse_args().seed)
    cards = {row["ISBN"].lower(): (row["Book-Title"], row["Book-Author"]) for row in bookcrossing.books()}
    print(f"{len(parted.books)} books, {len(parted.history)} readers, {len(parted.held_out)} books held out")
    with own_engines("dynamodb") as system:
        shop = Shop(fresh_table(system, "recommendations"), parted, cards)
        times: list[float] = []
        print(f"{'':12}{'hit-rate@10':>12}{'MRR':>8}{'coverage':>10}")
        report("ours", parted, timed(shop.recommended, times))
        report("popular", parted, popular(parted))
    p50, p95, p99 = (1_000 * quantiles(times, n=100)[at] for at in (49, 94, 98))
    print(f"{shop.lists} lists of neighbours in {shop.seconds:.0f} s")
    slow = sum(took > LIMIT for took in times)
    print(f"ms per answer: p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f}; {slow} of {len(times)} took more than 30")


def report(name: str, parted: Split, ask: Callable[[str], list[str]]) -> None:
    """Ask for every sampled reader once."""
    hits, reciprocal, covered = 0, 0.0, set[str]()
    for reader, book in parted.held_out.items():
        found = ask(reader)[:TOP]
        covered.update(found)
        if book in found:
            hits, reciprocal = hits + 1, reciprocal + 1 / (found.index(book) + 1)
    asked = len(parted.held_out)
    print(f"{name:12}{hits / asked:12.4f}{reciprocal / asked:8.4f}{len(covered):10}")


def timed(ask: Callable[[str], list[str]], times: list[float]) -> Callable[[str], list[str]]:
    """The same, with its seconds noted."""

    def asked(reader: str) -> list[str]:
        began = perf_counter()
        found = ask(reader)
        times.append(perf_counter() - began)
        return found

    return asked


def popular(parted: Split) -> Callable[[str], list[str]]:
    """What most readers have and this one does not."""
    read = Counter(book for had in parted.history.values() for book in had)
    ranked = [book for book, _ in read.most_common(1_000)]
    return lambda reader: [book for book in ranked if book not in set(parted.history[reader])][:TOP]


if __name__ == "__main__":
    main()
