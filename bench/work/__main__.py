"""`make bench-work`: what every route, consumer, projector and relay costs; AGAINST=<revision> compares.

Processor time is that of the service's process alone: DynamoDB, the engines and Stripe are others. Units are those that
DynamoDB Local reports. A consumer's and a projector's figures are per record. With a revision both shops live through
the same rounds in turn, so that whatever else the machine does meets both alike.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.environment import own_engines
from bench.tiny import add_tiny_option
from bench.work.batches import consume_ten_orders, last_paid_order
from bench.work.cold_start import TIMES, TINY_TIMES, measure_cold_starts, print_cold_starts
from bench.work.opening import open_shop
from bench.work.report import print_ratios, print_rows
from bench.work.revision import SERVICES, Shop
from bench.work.scenario import Visit
from deploy.command import run_command
from deploy.errors import UserError
from deploy.paths import ROOT
from local.sample_data.catalogue import load_catalogue
from local.system import System
from tests.stripe_server import run_stripe_simulator

ENGINES = ("dynamodb", "valkey", "gremlin", "opensearch")
ROUNDS, TINY_ROUNDS, BOOKS = 30, 1, 24
WARM_UP_ROUNDS = 3  # of which nothing is reported


def main() -> int:
    """Print the tables, or the same as JSON."""
    parser = ArgumentParser(prog="python -m bench.work", description=__doc__)
    parser.add_argument("--against", metavar="REVISION", help="a revision of Git to compare with")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often everything is done; {ROUNDS}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--traced", action="store_true", help="trace every request, as the local shop does")
    add_tiny_option(parser)
    options = parser.parse_args()
    rounds, warm_up = (TINY_ROUNDS, 0) if options.tiny else (options.rounds, WARM_UP_ROUNDS)
    with ExitStack() as stack:
        roots = {"now": ROOT}
        if options.against:
            roots[options.against] = stack.enter_context(checked_out(options.against))
        system = stack.enter_context(own_engines(*ENGINES))
        rows = measure(roots, system, rounds, warm_up, traced=options.traced)
        cold = measure_cold_starts(roots, SERVICES, TINY_TIMES if options.tiny else TIMES)
    taken = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "revision": describe_revision(), "rounds": rounds}
    if options.json:
        print(json.dumps({**taken, "against": options.against, "rows": rows, "cold_starts": cold}, indent=1))
        return 0
    print(f"{taken['at']}, revision {taken['revision']}, {rounds} rounds: medians")
    print_rows(rows["now"])
    if options.against:
        print(f"\nThe ratio of this revision to {options.against}")
        print_ratios(rows["now"], rows[options.against])
    print_cold_starts(cold)
    return 0


def measure(
    roots: dict[str, Path], system: System, rounds: int, warm_up: int, *, traced: bool
) -> dict[str, dict[str, dict[str, object]]]:
    """Let each revision's shop live through the rounds, in turn; return their medians by operation."""
    books = load_catalogue()[:BOOKS]
    with ExitStack() as stack:
        shops: dict[str, Shop] = {}
        for name, root in roots.items():
            simulator = stack.enter_context(run_stripe_simulator())
            shops[name] = Shop(root, system, simulator.public_url, traced=traced)
            stack.callback(shops[name].stop)
            open_shop(shops[name], books)
        for number in range(warm_up + rounds):
            if number == warm_up and warm_up:
                for shop in shops.values():
                    shop.ledger.costs.clear()
            for shop in list(shops.values())[:: 1 if number % 2 else -1]:
                visit = Visit(shop, books, number)
                visit.live()
                consume_ten_orders(visit, last_paid_order(shop))
        if missing := shops["now"].unmeasured_routes():
            raise UserError(f"bench/work/scenario.py requests no {', '.join(missing)}.")
        return {name: shop.ledger.medians() for name, shop in shops.items()}


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """Yield a folder with the files of a revision; UserError when Git does not know it."""
    with TemporaryDirectory(prefix="bench-work-") as folder:
        archive = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
        if archive.returncode:
            raise UserError(f"Git does not know the revision {revision}: {archive.stderr.decode().strip()}")
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)  # noqa: S607
        yield Path(folder)


def describe_revision() -> str:
    """Return this revision's name, with a plus sign when files were changed since."""
    command = ["git", "describe", "--always", "--dirty=+", "--abbrev=8"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(run_command(main))
