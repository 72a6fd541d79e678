"""The operator's commands for one stage: `python -m ops --help` lists them."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from deploy.command import run_command
from deploy.full_deployment import report_duration
from ops.read_models import OWNERS, PUBLISHERS, drift, rebuild, relist, republish
from ops.redrive.redrive import redrive
from ops.sitemap import deploy_sitemap
from ops.smoke import smoke
from ops.stage import Stage

Run = Callable[[Namespace], int | None]


def main() -> int:
    """Run the chosen command and return its exit code; a failure is one sentence and exit code 1."""
    options = parser().parse_args()
    return run_command(lambda: options.run(options))


def parser() -> ArgumentParser:
    """Build one subcommand for each thing an operator does."""
    command = ArgumentParser(prog="python -m ops", description=__doc__)
    subcommands = command.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Run, purpose: str) -> ArgumentParser:
        subcommand = subcommands.add_parser(name, help=purpose, description=purpose)
        subcommand.add_argument("--stage", default="local", help="local, staging, prod …")
        subcommand.set_defaults(run=run)
        return subcommand

    redriving = add("redrive", run_redrive, "send a service's dead letters and parked records on their way again")
    redriving.add_argument("service", help="a folder of services/")
    add("smoke", run_smoke, "try one deployed service, or the storefront, from outside").add_argument(
        "service", help="a folder of services/, or storefront"
    )
    add("sitemap", run_sitemap, "publish sitemap.xml and robots.txt, made from the catalogue as it is now")
    rebuilding = add("rebuild", run_rebuild, "rebuild a read model while the shop runs")
    rebuilding.add_argument("view", nargs="?", default="", help=", ".join(OWNERS))
    comparing = add("drift", run_drift, "compare every read model with its table")
    comparing.add_argument("--repair", action="store_true", help="correct what differs")
    republishing = add("republish", run_republish, "publish every event of a service again")
    republishing.add_argument("service", nargs="?", default="", help=", ".join(PUBLISHERS))
    republishing.add_argument("--start", default="", help="the cursor at which an earlier run stopped")
    relisting = add("relist", run_relist, "rewrite the catalog's lists and ISBN records")
    relisting.add_argument("--start", default="", help="the cursor at which an earlier run stopped")
    return command


def run_redrive(options: Namespace) -> None:
    """Redrive one service's queues and print the counts."""
    print(redrive(options.service, options.stage))


def run_smoke(options: Namespace) -> None:
    """Print how many requests were tried, all of them as they should be."""
    print(smoke(options.service, options.stage))


def run_sitemap(options: Namespace) -> None:
    """Publish the sitemap; for a schedule, and after many new books."""
    report_duration(lambda: deploy_sitemap(options.stage), print)


def run_rebuild(options: Namespace) -> None:
    """Rebuild one read model."""
    print(rebuild(options.view, Stage(options.stage).call))


def run_drift(options: Namespace) -> int:
    """Print one report for each read model; return 1 when one differs and was not repaired."""
    reports = drift(Stage(options.stage).call, repair=options.repair)
    print(*reports, sep="\n")
    return int(any(report.differing and not report.repaired for report in reports))


def run_republish(options: Namespace) -> None:
    """Print one line for each published page."""
    for line in republish(options.service, Stage(options.stage).call, json.loads(options.start or "null")):
        print(line, flush=True)


def run_relist(options: Namespace) -> None:
    """Print one line for each page of the catalog's table."""
    for line in relist(Stage(options.stage).call, json.loads(options.start or "null")):
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
