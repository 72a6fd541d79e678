"""The pipelines; `python -m deploy.pipeline --help` lists what it does."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from deploy import parameters, target
from deploy.command import run_command
from deploy.errors import UserError
from deploy.full_deployment import report_duration
from deploy.paths import LOCAL, ROOT
from deploy.pipeline.definition import TEMPLATES, load_pipeline
from deploy.pipeline.execution import Execution
from deploy.pipeline.packages import STOREFRONT, build, promote
from deploy.project import service_names
from deploy.shared_stacks import deploy_shared
from deploy.stacks import Deployed, stacks
from deploy.templates import load

TOOLS = "tools"
STAGES = ("staging", "prod")


def main() -> int:
    """Run the chosen command and return its exit code; a failure is one sentence and exit code 1."""
    options = parser().parse_args()
    return run_command(lambda: options.run(options))


def parser() -> ArgumentParser:
    """Build one subcommand for each thing that is done with pipelines."""
    command = ArgumentParser(prog="python -m deploy.pipeline", description=__doc__)
    subcommands = command.add_subparsers(required=True, metavar="COMMAND")

    built = subcommands.add_parser("build", help="package a service, or the storefront, into a folder with its hash")
    built.add_argument("service")
    built.add_argument("--to", required=True, type=Path, metavar="FOLDER")
    built.set_defaults(run=run_build)
    promoted = subcommands.add_parser("promote", help="deploy such a folder, byte for byte, to a stage")
    promoted.add_argument("service")
    promoted.add_argument("--from", dest="folder", required=True, type=Path, metavar="FOLDER")
    promoted.add_argument("--stage", required=True)
    promoted.set_defaults(run=run_promote)
    run = subcommands.add_parser("run", help="run a pipeline on this machine, against the emulator")
    run.add_argument("service", nargs="?", default="", help="a service or the storefront; without one all of them")
    run.set_defaults(run=run_locally)
    targeted = subcommands.add_parser("target", help="deploy what a pipeline needs in the account of a stage")
    targeted.add_argument("--stage", required=True)
    targeted.add_argument("--tools-account", default="", help="where the pipelines run, when it is another account")
    targeted.add_argument("--github", default="", metavar="OWNER/NAME", help="whose GitHub Actions deploy to the stage")
    targeted.set_defaults(run=run_target)
    deployed = subcommands.add_parser("deploy", help="deploy the pipelines and what they share")
    deployed.add_argument("--repository", required=True, metavar="OWNER/NAME")
    deployed.add_argument("--email", default="", help="receives approvals and failures")
    deployed.add_argument("--first-account", default="", help="of staging, when it is another account")
    deployed.add_argument("--last-account", default="", help="of prod, when it is another account")
    deployed.set_defaults(run=run_deploy)
    return command


def run_build(options: Namespace) -> None:
    """Build into a folder and print the hash."""
    print(f"{options.service} {build(options.service, options.to)}")


def run_promote(options: Namespace) -> None:
    """Deploy a built folder."""
    report_duration(lambda: promote(options.service, options.stage, options.folder), print)


def run_target(options: Namespace) -> None:
    """Deploy the roles that a pipeline takes over in one stage."""
    own = {"ToolsAccount": options.tools_account, "GitHubRepository": options.github}
    report_duration(lambda: deploy_target(options.stage, own), print)


def deploy_target(stage: str, own: Mapping[str, str]) -> Deployed:
    """Deploy the deployer of a stage, whose platform has to be there."""
    template = load(TEMPLATES / "target.yaml")
    parameters.require_in_stage(template, stage, target.client("ssm"))
    return stacks().deploy(f"bookstore-{stage}-target", template, stage, own)


def run_deploy(options: Namespace) -> None:
    """Deploy what the pipelines share, then one pipeline for each service and one for the storefront."""
    shared = load(TEMPLATES / "tools.yaml")
    own = {"NotificationEmail": options.email}
    report_duration(lambda: stacks().deploy("bookstore-tools", shared, TOOLS, own), print)
    for service in pipelines():
        values = {
            "Service": service,
            "SourcePath": source_path(service),
            "Repository": options.repository,
            "FirstAccount": options.first_account,
            "LastAccount": options.last_account,
        }
        template = load(TEMPLATES / "pipeline.yaml")
        name = f"bookstore-tools-{service}"
        report_duration(lambda name=name, t=template, v=values: stacks().deploy(name, t, TOOLS, v), print)  # type: ignore[misc]


def run_locally(options: Namespace) -> None:
    """Run one pipeline, or all, with two stages on the emulator; print each action."""
    if not target.is_emulated():
        raise UserError("On AWS the pipelines run by themselves: this command is for the emulator (make up).")
    chosen = [options.service] if options.service else pipelines()
    if unknown := set(chosen) - set(pipelines()):
        raise UserError(f"There is no pipeline {unknown.pop()}; there are {', '.join(pipelines())}.")
    for stage in STAGES:
        prepare(stage, with_site=STOREFRONT in chosen)
    account = target.client("sts").get_caller_identity()["Account"]
    pseudo = {"AWS::Partition": "aws", "AWS::AccountId": account}
    for service in chosen:
        stages = load_pipeline({"Service": service, **pseudo})
        Execution(ROOT, LOCAL / "pipeline" / service, print).run(stages)


def prepare(stage: str, *, with_site: bool) -> None:
    """Deploy to an emulated stage what on AWS an administrator deploys before its first pipeline runs."""
    public_url = {"PublicUrl": f"https://{stage}.invalid"}  # RFC 2606; nothing is reached by it
    report_duration(lambda: deploy_shared("platform", stage, public_url), print)
    report_duration(lambda: deploy_shared("engines", stage, {}), print)
    if with_site:
        report_duration(lambda: deploy_shared("edge", stage, {}), print)
    report_duration(lambda: deploy_target(stage, {}), print)


def pipelines() -> list[str]:
    """List what has a pipeline."""
    return [*service_names(), STOREFRONT]


def source_path(service: str) -> str:
    """Return the pattern of the files whose change starts the pipeline."""
    return "storefront/**" if service == STOREFRONT else f"services/{service}/**"


if __name__ == "__main__":
    sys.exit(main())
