"""`make eval-recs`: hit-rate, MRR and coverage on Book-Crossing, ours beside what is popular and beside plain cosine of
books, and how long our responses take."""

from argparse import ArgumentParser

from bench.environment import fresh_table, on_path, own_engines
from bench.recs import baselines, bookcrossing
from bench.recs.evaluation import Evaluation, evaluate
from bench.recs.protocol import SAMPLE_SIZE, Split, split_interactions
from bench.recs.timing import Timings, with_timing

on_path("recommendations")


def main() -> None:
    """Print one line for each way to guess; then how long ours took."""
    parser = ArgumentParser(prog="python -m bench.recs", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026, help="which customers are sampled and which books held out")
    parser.add_argument("--customers", type=int, default=SAMPLE_SIZE, help="how many customers are sampled")
    arguments = parser.parse_args()
    split = split_interactions(bookcrossing.interactions(), arguments.seed, arguments.customers)
    print(f"{len(split.books)} books, {len(split.owned)} customers, {len(split.held_out)} books held out")
    print(f"{'':24}{'hit-rate@10':>18}{'MRR':>8}{'coverage':>10}")
    evaluation, timings = evaluate_service(split)
    report("ours", evaluation)
    report("cosine of books", evaluate(split, baselines.cosine(split)))
    report("popular", evaluate(split, baselines.popular(split)))
    print(timings)


def evaluate_service(split: Split) -> tuple[Evaluation, Timings]:
    """Evaluate the service's own responses, from a table of its own."""
    from bench.recs.shop import Shop

    cards = {row["ISBN"].lower(): (row["Book-Title"], row["Book-Author"]) for row in bookcrossing.books()}
    with own_engines("dynamodb") as system:
        shop = Shop(fresh_table(system, "recommendations"), split, cards)
        timings = Timings()
        return evaluate(split, with_timing(shop.suggest, timings)), timings


def report(name: str, evaluation: Evaluation) -> None:
    """Print one line of the table; the hit-rate with its standard error, as another sample would give another."""
    rate = f"{evaluation.hit_rate:.4f} ± {evaluation.error:.4f}"
    print(f"{name:24}{rate:>18}{evaluation.mrr:8.4f}{len(evaluation.covered):10,}")


if __name__ == "__main__":
    main()
