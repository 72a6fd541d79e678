"""The commands of the local system."""

import argparse
import json
import signal
import time
from collections.abc import Callable

from deploy.command import append_traceback, explain_unexpected, run_command
from deploy.errors import UserError
from deploy.progress import CONSOLE
from local.environment import run_with_environment
from local.logs import show_logs
from local.status import format_status
from local.system import SHOP, System, system_from_environment
from local.urls import describe_open_shop, urls

Command = Callable[[System, argparse.Namespace], None]


def main() -> int:
    """Return the exit code: 1 and a sentence after a failure, 130 after Ctrl-C, as shells expect."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended tidies up as Ctrl-C does
    options = parser().parse_args()

    def run() -> None:
        command: Command = options.command
        command(system_from_environment(), options)

    return run_command(run, lambda problem: explain_failure(problem, system_from_environment()))


def explain_failure(problem: BaseException, system: System) -> str:
    """Explain an unexpected exception by the component that has ended, where one has, and say where the details are."""
    log = system.home / "logs" / "command.log"
    try:
        system.require_running()
    except UserError as ended:
        append_traceback(problem, log)
        return str(ended)
    return explain_unexpected(problem, log)


def parser() -> argparse.ArgumentParser:
    """Build one subcommand for each line of `make help` that is about this machine."""
    top = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, explained: str) -> argparse.ArgumentParser:
        subcommand = commands.add_parser(name, help=explained)
        subcommand.set_defaults(command=command)
        return subcommand

    add("up", run_up, "start, deploy, load the sample data: the whole shop")
    add("down", run_down, "stop the components; all data is kept").add_argument(
        "components", nargs="*", metavar="COMPONENT"
    )
    add("reset", run_reset, "stop and delete the system's data")
    add("status", run_status, "each component, and what is on its way")
    add("seed", run_seed, "load the sample data once more")
    add("urls", run_urls, "where everything is, as JSON")
    start = add("start", run_start, "start components without deploying anything")
    start.add_argument("components", nargs="*", default=SHOP, metavar="COMPONENT")
    logs = add("logs", run_logs, "the components' logs, or one service's")
    logs.add_argument("subject", nargs="?", default="", metavar="COMPONENT|SERVICE")
    logs.add_argument("--follow", action="store_true", help="keep showing what a service says")
    inside = add("run", run_with_environment_command, "run a command that meets this system's AWS")
    inside.add_argument("words", nargs=argparse.REMAINDER, metavar="WORD")
    return top


def run_up(system: System, _: argparse.Namespace) -> None:
    """Start, deploy and load, then print the addresses, the logins and what to try."""
    from local.up import up  # Chalice and all that deploys: needed by this command only

    started_at = time.monotonic()
    up(system, CONSOLE.print_line)
    print(describe_open_shop(system, time.monotonic() - started_at))


def run_start(system: System, options: argparse.Namespace) -> None:
    """Start components without deploying anything: for work on one, and for tests."""
    system.start(options.components, CONSOLE.print_line)


def run_down(system: System, options: argparse.Namespace) -> None:
    """Stop the named components, or all."""
    system.stop(options.components or None, CONSOLE.print_line)


def run_reset(system: System, _: argparse.Namespace) -> None:
    """Stop the system and delete its data."""
    system.reset(CONSOLE.print_line)
    CONSOLE.print_line(f"forgot everything in {system.home}")


def run_status(system: System, _: argparse.Namespace) -> None:
    """Print the status; a component that is down is no failure of this command."""
    print(*format_status(system), sep="\n")


def run_seed(system: System, _: argparse.Namespace) -> None:
    """Load the sample data; what is there already stays."""
    from local.up import load_sample_data

    load_sample_data(system)


def run_urls(system: System, _: argparse.Namespace) -> None:
    """Print JSON and nothing else, so that a script may read it."""
    print(json.dumps(urls(system), indent=2))


def run_logs(system: System, options: argparse.Namespace) -> None:
    """Print the logs of a component or of a service."""
    show_logs(system, options.subject, follow=options.follow)


def run_with_environment_command(system: System, options: argparse.Namespace) -> None:
    """Run a command and exit with its exit code."""
    raise SystemExit(run_with_environment(system, options.words))
