"""The deploy command; `python -m deploy --help` lists what it does."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

from deploy import chalice_deploy, packaging
from deploy.command import run_command
from deploy.full_deployment import deploy_everything, report_duration
from deploy.monitoring.deployment import deploy_monitoring
from deploy.services import deploy_service
from deploy.shared_stacks import SHARED, deploy_shared
from deploy.storefront.publishing import deploy_storefront

Run = Callable[[Namespace], None]


def main() -> int:
    """Run the chosen command and return its exit code; a failure is one sentence and exit code 1."""
    options = parser().parse_args()
    return run_command(lambda: options.run(options))


def parser() -> ArgumentParser:
    """Build one subcommand for each thing that can be deployed."""
    command = ArgumentParser(prog="python -m deploy", description="Deploy to AWS, or where AWS_ENDPOINT_URL points.")
    subcommands = command.add_subparsers(required=True, metavar="WHAT")

    def add(name: str, run: Run, does: str) -> ArgumentParser:
        subcommand = subcommands.add_parser(name, help=does, description=does)
        subcommand.add_argument("--stage", required=True, help="local, staging, prod …")
        subcommand.set_defaults(run=run, stack=name)
        return subcommand

    for name in SHARED:
        add_parameter_option(add(name, run_shared, f"deploy the {name} stack"))
    every = add("all", run_all, "deploy platform, engines, every service and edge")
    add_parameter_option(add_breaking_option(every))
    add("monitoring", run_monitoring, "deploy alarms and dashboards for what is deployed")
    add("storefront", run_storefront, "build the storefront and publish it")
    service = add("service", run_service, "package one service and deploy it by CloudFormation")
    add_service_argument(add_breaking_option(service))
    add_service_argument(add("chalice", run_chalice, "deploy one service by plain chalice deploy"))
    package = add_service_argument(add("package", run_package, "package one service into a folder"))
    package.add_argument("--to", required=True, type=Path, metavar="FOLDER")
    return command


def add_service_argument(command: ArgumentParser) -> ArgumentParser:
    """Let a command name one service."""
    command.add_argument("service", help="a folder of services/")
    return command


def add_breaking_option(command: ArgumentParser) -> ArgumentParser:
    """Let a command break clients of the GraphQL API."""
    command.add_argument("--breaking", action="store_true", help="also when it breaks clients of the GraphQL API")
    return command


def add_parameter_option(command: ArgumentParser) -> None:
    """Let a command set parameters of its template."""
    command.add_argument(
        "--parameter",
        action="append",
        default=[],
        type=parse_pair,
        metavar="NAME=VALUE",
        help="a parameter of the template; later deployments keep it",
    )


def parse_pair(text: str) -> tuple[str, str]:
    """Split NAME=VALUE into its name and its value."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ArgumentTypeError(f"{text} is not of the form NAME=VALUE")
    return name, value


def run_shared(options: Namespace) -> None:
    """Deploy one of the stacks that all services share."""
    report_duration(lambda: deploy_shared(options.stack, options.stage, dict(options.parameter)), print)


def run_all(options: Namespace) -> None:
    """Deploy the whole bookstore."""
    deploy_everything(options.stage, endpoints=dict(options.parameter), breaking=options.breaking)


def run_monitoring(options: Namespace) -> None:
    """Deploy the stack that watches the others."""
    report_duration(lambda: deploy_monitoring(options.stage), print)


def run_storefront(options: Namespace) -> None:
    """Build the storefront and publish it to the site's bucket."""
    report_duration(lambda: deploy_storefront(options.stage), print)


def run_service(options: Namespace) -> None:
    """Deploy one service by CloudFormation: the usual way."""
    report_duration(lambda: deploy_service(options.service, options.stage, breaking=options.breaking), print)


def run_chalice(options: Namespace) -> None:
    """Deploy one service by Chalice itself and print the API's address."""
    done = report_duration(lambda: chalice_deploy.deploy(options.service, options.stage), print)
    print(done.outputs["EndpointURL"])


def run_package(options: Namespace) -> None:
    """Write to a folder what a deployment would upload."""
    packaging.export(options.service, options.stage, options.to)


if __name__ == "__main__":
    sys.exit(main())
