"""`make eval-recs`: hit-rate, MRR and coverage on Book-Crossing, ours beside what is popular and beside plain cosine of
books, and how long our answers take."""

from argparse import ArgumentParser

from bench.recs import baselines, bookcrossing
from bench.recs.guesses import Guesses, judged
from bench.recs.protocol import SAMPLED, Split, split
from bench.recs.times import Times, timed
from bench.running import fresh_table, on_path, own_engines

on_path("recommendations")


def main() -> None:
    """One line for each way to guess; then how long ours took."""
    parser = ArgumentParser(prog="python -m bench.recs", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026, help="which readers are sampled and which books held out")
    parser.add_argument("--readers", type=int, default=SAMPLED, help="how many readers are sampled")
    asked = parser.parse_args()
    parted = split(bookcrossing.interactions(), asked.seed, asked.readers)
    print(f"{len(parted.books)} books, {len(parted.history)} readers, {len(parted.held_out)} books held out")
    print(f"{'':24}{'hit-rate@10':>18}{'MRR':>8}{'coverage':>10}")
    guesses, times = ours(parted)
    report("ours", guesses)
    report("cosine of books", judged(parted, baselines.cosine(parted)))
    report("popular", judged(parted, baselines.popular(parted)))
    print(times)


def ours(parted: Split) -> tuple[Guesses, Times]:
    """The service's own answers, from a table of its own."""
    from bench.recs.shop import Shop

    cards = {row["ISBN"].lower(): (row["Book-Title"], row["Book-Author"]) for row in bookcrossing.books()}
    with own_engines("dynamodb") as system:
        shop = Shop(fresh_table(system, "recommendations"), parted, cards)
        times = Times()
        return judged(parted, timed(shop.recommended, times)), times


def report(name: str, guesses: Guesses) -> None:
    """One line of the table; the hit-rate with its standard error, as another sample would give another."""
    rate = f"{guesses.hit_rate:.4f} ± {guesses.error:.4f}"
    print(f"{name:24}{rate:>18}{guesses.mrr:8.4f}{len(guesses.covered):10,}")


if __name__ == "__main__":
    main()
