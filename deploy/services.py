"""Deploy one service: package, upload, stack; the same for AWS and an emulator."""

from deploy import artifacts, parameters, target
from deploy.graphql.schema import refuse_breaking_changes
from deploy.packaging import Package, package
from deploy.stacks import Deployed, stacks
from deploy.templates import Template


def deploy_service(service: str, stage: str, *, breaking: bool = False) -> Deployed:
    """Bring the service's stack to the state of its folder; when UserError is raised, nothing has changed.

    A change that breaks clients of the GraphQL API is deployed only if `breaking`; on the emulator always.
    """
    packaged = package(service, stage)
    if not (breaking or target.is_emulated()):
        refuse_breaking_changes(stacks().template(f"bookstore-{stage}-{service}"), packaged.template)
    parameters.require_in_stage(packaged.template, stage, target.client("ssm"))
    store = artifacts.find_artifacts(stage)
    template = upload_zips(packaged, store)
    return stacks().deploy(f"bookstore-{stage}-{service}", template, stage, {}, upload_template=store.put_template)


def upload_zips(packaged: Package, store: artifacts.Artifacts) -> Template:
    """Return the template with the zips' addresses in S3 in place of their file names."""
    address = {f"./{zip_file.name}": store.put_zip(zip_file) for zip_file in packaged.zips}
    template = packaged.template
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in {"CodeUri", "ContentUri"} & properties.keys():
            properties[name] = address[properties[name]]
    return template
