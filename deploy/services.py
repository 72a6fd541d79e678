"""Deploy one service: package, upload, stack; the same for AWS and an emulator."""

from deploy import artifacts, parameters, target
from deploy.packaging import Package, package
from deploy.stacks import Deployed, stacks
from deploy.templates import Template


def deploy_service(service: str, stage: str) -> Deployed:
    """Bring the service's stack to the state of its folder; when UserError is raised, nothing has changed."""
    packaged = package(service, stage)
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
