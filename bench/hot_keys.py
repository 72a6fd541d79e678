"""`make bench-hot-keys`: how many orders a minute each hot key takes, and what breaks first; simulated, by a seed.

Nothing is measured here and no clock is read. The model is DynamoDB's published limits, the units that
`make bench-work` meters, and the retries of `bookstore/dynamodb/conflicts.py`: a transaction holds each of its items
for a moment, and another that meets it is refused and tries again.
Source: DynamoDB's developer guide, for 1,000 write units a second of one partition key, and for conflicts instead of
queues. The moment is an assumption, printed with the figures.
"""

import heapq
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from random import Random

from bench.tiny import add_tiny_option
from bookstore.dynamodb.conflicts import ATTEMPTS, MAX_WAIT_SECONDS
from bookstore.messaging.outbox import PARTITIONS

KEY_UNITS = 1_000  # write units a second that one partition key takes
HELD_SECONDS = 0.010  # an assumption: how long a transaction holds an item
TARGET = 10_000  # orders a minute
LAUNCH_SHARE = 0.5  # of all orders that name the title of the day
BATCH = 10  # events of one message batch, whose additions to a total are one
SECONDS, TINY_SECONDS = 30, 3
MAX_REFUSED = 0.001  # of the orders, above which the key counts as broken


@dataclass(frozen=True)
class UnitsKey:
    """A key whose units are the limit: those of one order, spread over `keys` of its kind."""

    name: str
    units: float
    keys: int = 1

    def tops_out(self) -> float:
        """Return the orders a minute that it takes."""
        return KEY_UNITS * self.keys / self.units * 60


# Units of a transaction count twice. An event is put with its order and deleted by the relay; an index is written for
# the status that an order leaves, and for the one that it gets.
UNITS_KEYS = (
    UnitsKey("OUTBOX#n: two events of an order", units=2 * (2 + 1), keys=PARTITIONS),
    UnitsKey("ByStatus, one status: an order comes and goes", units=2),
    UnitsKey("ByDue: an order comes, moves and goes", units=4),
)


@dataclass(frozen=True)
class Outcome:
    """What became of the transactions of one item: those refused for good, and the attempts and wait of the others."""

    refused: float
    attempts: float
    longest_wait: float


def simulate(per_second: float, items: int, seconds: float, seed: int) -> Outcome:
    """Let transactions arrive at random, each for one of so many items, and try as often as our client does."""
    random, held_until = Random(seed), [0.0] * items
    arrivals, at = list[tuple[float, int, int, float]](), 0.0
    while (at := at + random.expovariate(per_second)) < seconds:
        heapq.heappush(arrivals, (at, len(arrivals), 1, at))
    total, refused, attempts, longest = max(len(arrivals), 1), 0, 0, 0.0
    while arrivals:
        now, number, attempt, began = heapq.heappop(arrivals)
        attempts += 1
        item = random.randrange(items)
        if held_until[item] <= now:
            held_until[item] = now + HELD_SECONDS
            longest = max(longest, now - began)
        elif attempt == ATTEMPTS:
            refused += 1
        else:
            wait = random.uniform(0, min(MAX_WAIT_SECONDS, 0.01 * 2 ** (attempt - 1)))
            heapq.heappush(arrivals, (now + wait, number, attempt + 1, began))
    return Outcome(refused / total, attempts / total, longest)


def tops_out(items: int, per_order: float, seconds: float, seed: int) -> int:
    """Return the orders a minute, in steps of a tenth, at which one transaction in a thousand is refused for good."""
    orders = 600.0
    while simulate(orders / 60 * per_order, items, seconds, seed).refused <= MAX_REFUSED:
        orders *= 1.1
    return round(orders / 1.1)


def main() -> int:
    """Print what each key takes, and the first that breaks."""
    parser = ArgumentParser(prog="python -m bench.hot_keys", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    add_tiny_option(parser)
    options = parser.parse_args()
    seconds = TINY_SECONDS if options.tiny else SECONDS
    print(f"seed {options.seed}, {seconds} s; a transaction holds an item for {HELD_SECONDS * 1000:.0f} ms")
    print(f"{'key':62}{'orders/min':>12}{'of target':>11}")
    for key in UNITS_KEYS:
        _print_line(key.name, key.tops_out())
    share = f"{LAUNCH_SHARE:.0%} of orders"
    for items in (1, 4, 16):
        limit = tops_out(items, LAUNCH_SHARE, seconds, options.seed)
        _print_line(f"STOCK# of one title in {share}, as {items} item{'s' * (items > 1)}", limit)
    for name, per_order in (("one by one", LAUNCH_SHARE), (f"batches of {BATCH}", LAUNCH_SHARE / BATCH)):
        _print_line(f"BOUGHT of that title, {name}", tops_out(1, per_order, seconds, options.seed))
    outcome = simulate(TARGET / 60 * LAUNCH_SHARE, 1, seconds, options.seed)
    print(f"At {TARGET:,} orders a minute STOCK# as one item: {outcome.refused:.1%} of its orders are refused, "
          f"{outcome.attempts:.1f} attempts each, the longest wait {outcome.longest_wait:.1f} s")  # fmt: skip
    return 0


def _print_line(name: str, orders: float) -> None:
    print(f"{name:62}{orders:12,.0f}{orders / TARGET:11.1f}")


if __name__ == "__main__":
    sys.exit(main())
