"""The deploy command; `python -m deploy --help` lists what it does."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

from deploy import chalice_deploy, packaging
from deploy.command import run_command
from deploy.full_deployment import deploy_everything, report_duration
from deploy.services import deploy_service
from deploy.shared_stacks import SHARED, deploy_shared
from deploy.storefront.publishing import deploy_storefront

Run = Callable[[Namespace], None]


def main() -> int:
    """Whatever goes wrong is one sentence and exit code 1."""
    wanted = parser().parse_args()
    return run_command(lambda: wanted.run(wanted))


def parser() -> ArgumentParser:
    """One subcommand for each thing that can be deployed."""
    command = ArgumentParser(prog="python -m deploy", description="Deploy to AWS, or where AWS_ENDPOINT_URL points.")
    kinds = command.add_subparsers(required=True, metavar="WHAT")

    def kind(name: str, run: Run, does: str) -> ArgumentParser:
        made = kinds.add_parser(name, help=does, description=does)
        made.add_argument("--stage", required=True, help="local, staging, prod …")
        made.set_defaults(run=run, kind=name)
        return made

    for name in SHARED:
        add_parameter_option(kind(name, run_shared, f"deploy the {name} stack"))
    add_parameter_option(kind("all", run_all, "deploy platform, engines, every service and edge"))
    kind("storefront", run_storefront, "build the storefront and publish it")
    add_service_argument(kind("service", run_service, "package one service and deploy it by CloudFormation"))
    add_service_argument(kind("chalice", run_chalice, "deploy one service by plain chalice deploy"))
    package = add_service_argument(kind("package", run_package, "package one service into a folder"))
    package.add_argument("--to", required=True, type=Path, metavar="FOLDER")
    return command


def add_service_argument(command: ArgumentParser) -> ArgumentParser:
    """It is about one service."""
    command.add_argument("service", help="a folder of services/")
    return command


def add_parameter_option(command: ArgumentParser) -> None:
    """It is about a template whose parameters somebody may give."""
    command.add_argument(
        "--parameter",
        action="append",
        default=[],
        type=parse_pair,
        metavar="NAME=VALUE",
        help="a parameter of the template; later deployments keep it",
    )


def parse_pair(text: str) -> tuple[str, str]:
    """NAME=VALUE as its two parts."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ArgumentTypeError(f"{text} is not of the form NAME=VALUE")
    return name, value


def run_shared(wanted: Namespace) -> None:
    """One of the stacks that all services share."""
    report_duration(lambda: deploy_shared(wanted.kind, wanted.stage, dict(wanted.parameter)), print)


def run_all(wanted: Namespace) -> None:
    """The whole bookstore."""
    deploy_everything(wanted.stage, endpoints=dict(wanted.parameter))


def run_storefront(wanted: Namespace) -> None:
    """Built here, served from the site's bucket."""
    report_duration(lambda: deploy_storefront(wanted.stage), print)


def run_service(wanted: Namespace) -> None:
    """By CloudFormation: the usual way."""
    report_duration(lambda: deploy_service(wanted.service, wanted.stage), print)


def run_chalice(wanted: Namespace) -> None:
    """By Chalice itself; says where the service then answers."""
    done = report_duration(lambda: chalice_deploy.deploy(wanted.service, wanted.stage), print)
    print(done.outputs["EndpointURL"])


def run_package(wanted: Namespace) -> None:
    """What a deployment would upload."""
    packaging.export(wanted.service, wanted.stage, wanted.to)


if __name__ == "__main__":
    sys.exit(main())
