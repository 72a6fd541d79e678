"""Deploy one service: package, upload, stack; the same for AWS and an emulator."""

from deploy import artifacts, parameters, target
from deploy.packaging import Package, package
from deploy.stacks import Deployed, stacks
from deploy.templates import Template


def deploy_service(service: str, stage: str) -> Deployed:
    """The service's stack is as its folder says afterwards; Trouble says why not, and then nothing changed."""
    made = package(service, stage)
    parameters.require_in_stage(made.template, stage, target.client("ssm"))
    shelf = artifacts.find_artifacts(stage)
    template = upload_zips(made, shelf)
    return stacks().deploy(f"bookstore-{stage}-{service}", template, stage, {}, where=shelf.put_template)


def upload_zips(made: Package, shelf: artifacts.Artifacts) -> Template:
    """The template with addresses in S3 in place of the zips' file names."""
    address = {f"./{zip_file.name}": shelf.put_zip(zip_file) for zip_file in made.zips}
    template = made.template
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in {"CodeUri", "ContentUri"} & properties.keys():
            properties[name] = address[properties[name]]
    return template
