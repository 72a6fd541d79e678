"""Deploy one service: package, upload, stack; the same for AWS and an emulator."""

from deploy import artifacts, parameters, stage_parameters, target
from deploy.graphql.schema import refuse_breaking_changes
from deploy.packaging import Package, package
from deploy.stacks import Deployed, stacks
from deploy.templates import Template


def deploy_service(service: str, stage: str, *, breaking: bool = False) -> Deployed:
    """Bring the service's stack to the state of its folder; when UserError is raised, nothing has changed.

    A change that breaks clients of the GraphQL API is deployed only if `breaking`; on the emulator always.
    """
    return deploy_package(package(service, stage), service, stage, breaking=breaking)


def deploy_package(packaged: Package, service: str, stage: str, *, breaking: bool = False) -> Deployed:
    """Bring the service's stack to the state of a package, as `deploy_service` does.

    In a stage with a deployer (deploy/pipeline/target.yaml) by CloudFormation's role of that stage, whose boundary then
    limits every role of the service.
    """
    if not (breaking or target.is_emulated()):
        refuse_breaking_changes(stacks().template(f"bookstore-{stage}-{service}"), packaged.template)
    parameters.require_in_stage(packaged.template, stage, target.client("ssm"))
    store = artifacts.find_artifacts(stage)
    template = upload_zips(packaged, store)
    deployer = stage_parameters.load_stage_parameters(target.client("ssm"), stage)
    return stacks().deploy(
        f"bookstore-{stage}-{service}",
        limit_roles(template, deployer.get("permissions-boundary")),
        stage,
        {},
        upload_template=store.put_template,
        role=deployer.get("cloudformation-role"),
    )


def limit_roles(template: Template, boundary: str | None) -> Template:
    """Give every role of the template this permissions boundary, if there is one."""
    for resource in template["Resources"].values():
        if boundary and resource["Type"] == "AWS::IAM::Role":
            resource["Properties"]["PermissionsBoundary"] = boundary
    return template


def upload_zips(packaged: Package, store: artifacts.Artifacts) -> Template:
    """Return the template with the zips' addresses in S3 in place of their file names."""
    address = {f"./{zip_file.name}": store.put_zip(zip_file) for zip_file in packaged.zips}
    template = packaged.template
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in {"CodeUri", "ContentUri"} & properties.keys():
            properties[name] = address[properties[name]]
    return template
