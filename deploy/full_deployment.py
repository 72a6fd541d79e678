"""Deploy the whole bookstore: platform, engines, the services side by side, edge, storefront."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from deploy import target
from deploy.errors import UserError
from deploy.monitoring.deployment import deploy_monitoring
from deploy.project import service_names
from deploy.services import deploy_service
from deploy.shared_stacks import SHARED, deploy_shared, free_parameters
from deploy.stacks import Deployed, stacks
from deploy.storefront.publishing import deploy_storefront

AT_ONCE = 3  # packaging is work for this machine, waiting for CloudFormation is not
UNKNOWN_URL = "https://unknown.invalid"  # RFC 2606: nobody can have this name

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
    if not target.is_emulated():  # nobody looks at an emulator's alarms
        report_duration(partial(deploy_monitoring, stage), report)


def deploy_stacks(stage: str, *, endpoints: Mapping[str, str], breaking: bool = False, report: Report = print) -> None:
    """Deploy platform, engines, the services side by side, and edge.

    A shop without a domain of its own has CloudFront's, which is known at the end of the first deployment alone: then
    platform and services are deployed once more with it.
    """
    shares = split_parameters({to_camel_case(name): value for name, value in endpoints.items()})
    is_nameless = needs_public_url(stage, shares["platform"])
    platform = {**shares["platform"], "PublicUrl": UNKNOWN_URL} if is_nameless else shares["platform"]
    report_duration(partial(deploy_shared, "platform", stage, platform), report)
    report_duration(partial(deploy_shared, "engines", stage, shares["engines"]), report)
    deploy_services(stage, report, breaking)
    edge = report_duration(partial(deploy_shared, "edge", stage, shares["edge"]), report)
    if is_nameless:
        named = {**platform, "PublicUrl": f"https://{edge.outputs['DistributionDomain']}"}
        report_duration(partial(deploy_shared, "platform", stage, named), report)
        deploy_services(stage, report, breaking)


def needs_public_url(stage: str, explicit: Mapping[str, str]) -> bool:
    """Tell whether nobody has said the shop's address: neither this call nor a deployment before."""
    if "PublicUrl" in explicit:
        return False
    stack = stacks().describe(f"bookstore-{stage}-platform") or {}
    known = {entry["ParameterKey"]: entry["ParameterValue"] for entry in stack.get("Parameters", [])}
    return bool(known.get("PublicUrl", UNKNOWN_URL) == UNKNOWN_URL)


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
