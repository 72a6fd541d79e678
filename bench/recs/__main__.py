"""`make eval-recs`: hit-rate, MRR and coverage on Book-Crossing, ours beside what is popular and beside plain cosine of
books, and how long our responses take."""

from argparse import ArgumentParser
from datetime import UTC, datetime

from bench.environment import fresh_table, on_path, own_engines
from bench.recs import baselines, bookcrossing
from bench.recs.evaluation import Evaluation, evaluate
from bench.recs.protocol import SAMPLE_SIZE, Split, split_interactions
from bench.recs.timing import Timings, with_timing
from bench.tiny import add_tiny_option
from local.sample_data.catalogue import load_catalogue
from local.sample_data.history import generate_history

on_path("recommendations")
Interactions = list[tuple[str, str]]  # a customer and a book
Cards = dict[str, tuple[str, str]]  # title and author of each book
WARM_UP, TINY_WARM_UP, TINY_SAMPLE_SIZE = 100, 2, 12


def main() -> None:
    """Print one line for each way to guess; then how long ours took."""
    parser = ArgumentParser(prog="python -m bench.recs", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026, help="which customers are sampled and which books held out")
    parser.add_argument("--customers", type=int, default=SAMPLE_SIZE, help="how many customers are sampled")
    add_tiny_option(parser)
    options = parser.parse_args()
    interactions, cards, sample_size = read_bookcrossing(options.customers) if not options.tiny else read_shop_history()
    split = split_interactions(interactions, options.seed, sample_size)
    print(f"{len(split.books)} books, {len(split.owned)} customers, {len(split.held_out)} books held out")
    print(f"{'':24}{'hit-rate@10':>18}{'MRR':>8}{'coverage':>10}")
    evaluation, timings = evaluate_service(split, cards, TINY_WARM_UP if options.tiny else WARM_UP)
    report("ours", evaluation)
    report("cosine of books", evaluate(split, baselines.cosine(split)))
    report("popular", evaluate(split, baselines.popular(split)))
    print(timings)


def read_bookcrossing(sample_size: int) -> tuple[Interactions, Cards, int]:
    """Return all of Book-Crossing, and how many customers are sampled."""
    cards = {row["ISBN"].lower(): (row["Book-Title"], row["Book-Author"]) for row in bookcrossing.books()}
    return bookcrossing.interactions(), cards, sample_size


def read_shop_history() -> tuple[Interactions, Cards, int]:
    """Return the shop's generated orders instead, for which nothing has to be downloaded."""
    catalogue = load_catalogue()
    orders = generate_history(catalogue, datetime.now(UTC).date()).orders
    pairs = ((order.customer, line.book_id) for order in orders for line in order.lines)
    cards = {book.book_id: (book.title, book.authors[0].name) for book in catalogue}
    return list(dict.fromkeys(pairs)), cards, TINY_SAMPLE_SIZE


def evaluate_service(split: Split, cards: Cards, warm_up: int) -> tuple[Evaluation, Timings]:
    """Evaluate the service's own responses, from a table of its own."""
    from bench.recs.shop import Shop

    with own_engines("dynamodb") as system:
        shop = Shop(fresh_table(system, "recommendations"), split, cards)
        timings = Timings()
        return evaluate(split, with_timing(shop.suggest, timings, warm_up)), timings


def report(name: str, evaluation: Evaluation) -> None:
    """Print one line of the table; the hit-rate with its standard error, as another sample would give another."""
    rate = f"{evaluation.hit_rate:.4f} ± {evaluation.error:.4f}"
    print(f"{name:24}{rate:>18}{evaluation.mrr:8.4f}{len(evaluation.covered):10,}")


if __name__ == "__main__":
    main()
