"""`python -m local.demo` shows a customer's way through the shop; `--orders 50` measures the read models' delays."""

import argparse
import os
import sys

from deploy.command import run_command
from local.demo.delays import print_delays
from local.demo.walk import walk
from ops.stage import Stage


def main() -> None:
    """Run against the stage that the AWS settings of this process lead to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default="local")
    parser.add_argument("--orders", type=int, default=0, help="place and pay this many orders and print percentiles")
    options = parser.parse_args()
    stage = Stage(options.stage)
    stripe = os.environ.get("STRIPE_API_BASE") or stage.parameters["stripe-api-base"]
    if options.orders:
        print_delays(stage, stripe, options.orders)
    else:
        walk(stage, stripe)


if __name__ == "__main__":
    sys.exit(run_command(main))
