"""Deploy the whole bookstore: platform, engines, the services side by side, edge, storefront."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from deploy.errors import UserError
from deploy.project import service_names
from deploy.services import deploy_service
from deploy.shared_stacks import SHARED, deploy_shared, free_parameters
from deploy.stacks import Deployed
from deploy.storefront.publishing import deploy_storefront

AT_ONCE = 3  # packaging is work for this machine, waiting for CloudFormation is not

Report = Callable[[str], None]


def deploy_everything(
    stage: str, *, endpoints: Mapping[str, str], breaking: bool = False, report: Report = print
) -> None:
    """Deploy all stacks, then publish the site.

    `endpoints` names what the templates cannot know: `opensearch_url` is the parameter OpensearchUrl of engines.
    Deploying again changes what changed; a stack without changes takes a moment.
    """
    deploy_stacks(stage, endpoints=endpoints, breaking=breaking, report=report)
    report_duration(partial(deploy_storefront, stage, report), report)


def deploy_stacks(stage: str, *, endpoints: Mapping[str, str], breaking: bool = False, report: Report = print) -> None:
    """Deploy platform, engines, the services side by side, and edge."""
    shares = split_parameters({to_camel_case(name): value for name, value in endpoints.items()})
    for name in ("platform", "engines"):
        report_duration(partial(deploy_shared, name, stage, shares[name]), report)
    deploy_services(stage, report, breaking)
    report_duration(partial(deploy_shared, "edge", stage, shares["edge"]), report)


def deploy_services(stage: str, report: Report, breaking: bool) -> None:
    """Deploy side by side; a failure does not stop the others, and the first is raised at the end."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        every = [
            pool.submit(report_duration, partial(deploy_service, name, stage, breaking=breaking), report)
            for name in service_names()
        ]
    for one in every:
        one.result()


def split_parameters(parameters: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Assign each parameter to the shared stacks whose templates declare it; raise UserError for an unknown one."""
    shares = {name: {key: parameters[key] for key in free_parameters(name) & parameters.keys()} for name in SHARED}
    unknown = sorted(parameters.keys() - {key for share in shares.values() for key in share})
    if unknown:
        raise UserError(f"No template has a parameter {unknown[0]}; see deploy/platform/*.yaml for those there are.")
    return shares


def report_duration(deploy: Callable[[], Deployed], report: Report) -> Deployed:
    """Deploy, and report in one line what happened and how long it took."""
    started = time.monotonic()
    done = deploy()
    report(f"{done.name} {done.change} in {time.monotonic() - started:.1f} s")
    return done


def to_camel_case(name: str) -> str:
    """Turn `opensearch_url` into `OpensearchUrl`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
