"""Deploy one service by plain `chalice deploy`, from the same two files as the main way.

Chalice makes functions, REST API and event sources; tables, queues and roles come from resources.yaml before it, and
what Chalice has no words for about streams and queues is said after it. It has none either for the API's throttling
and for the gateway's own refusals: those keep AWS's defaults.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from deploy import chalice_config, event_sources, parameters, target
from deploy.artifacts import find_artifacts
from deploy.chalice_state import ChaliceState
from deploy.errors import UserError
from deploy.intrinsics import IntrinsicResolver
from deploy.layers import SITE_PACKAGES, get_layer
from deploy.packaging import CHALICE
from deploy.project import copy_project, project_folder
from deploy.stacks import Deployed, stacks
from deploy.templates import Template, load, merge
from deploy.zips import add_bytecode

SHORT_WAITS = Path(__file__).parent / "emulator_waits"  # Chalice's five seconds, shortened by botocore's own means
LIST_FUNCTIONS = """
import json
from chalice.cli.factory import CLIFactory
app = CLIFactory(".").load_chalice_app()
print(json.dumps([f.name for f in app.pure_lambda_functions] + [e.name for e in app.event_sources]))
"""


def deploy(service: str, stage: str) -> Deployed:
    """Deploy a service; functions have the names of the main way, so a stage holds a service in one of the two ways."""
    project = project_folder(service)
    require_no_stack(service, stage)
    with tempfile.TemporaryDirectory() as work:
        copy = Path(work) / "project"
        copy_project(project, copy)
        add_libraries(copy)
        resources, settings = deploy_resources(service, stage, copy)
        add_own_bytecode(copy)
        configure(copy, stage, settings)
        state = ChaliceState(find_artifacts(stage), service, stage)
        run_chalice(copy, stage, state)
        address = read_api_address(state.file(copy))
    for name, properties in settings["each"].items():
        events = properties.get("Events", {})
        event_sources.apply_settings(f"bookstore-{service}-{stage}-{name}", events, target.client("lambda"))
    outputs = {**resources.outputs, "EndpointURL": address}
    return Deployed(f"bookstore-{service}-{stage}", "deployed by chalice", outputs)


def require_no_stack(service: str, stage: str) -> None:
    """Raise UserError when the stage holds the service's own stack: either way deletes the other's functions."""
    name = f"bookstore-{stage}-{service}"
    if stacks().describe(name):
        raise UserError(
            f"The stack {name} has deployed {service} to {stage} already: choose another stage for chalice deploy."
        )


def add_libraries(copy: Path) -> None:
    """Put the main way's libraries in vendor/, which Chalice packs as it is; Chalice then installs nothing."""
    requirements = copy / "requirements.txt"
    with ZipFile(get_layer(requirements)) as archive, tempfile.TemporaryDirectory() as work:
        archive.extractall(work)
        shutil.copytree(Path(work) / SITE_PACKAGES, copy / "vendor", dirs_exist_ok=True)
    requirements.unlink()


def add_own_bytecode(copy: Path) -> None:
    """Compile our own folders; the libraries bring their bytecode, and Chalice packs app.py without."""
    add_bytecode(copy / "chalicelib", "/var/task/chalicelib")
    add_bytecode(copy / "vendor" / "bookstore", f"/opt/{SITE_PACKAGES}/bookstore")


def deploy_resources(service: str, stage: str, copy: Path) -> tuple[Deployed, dict[str, Any]]:
    """Deploy the stack of resources.yaml, and return it with functions.yaml's values, every intrinsic resolved."""
    functions = load(copy / "functions.yaml")
    resolver = IntrinsicResolver()
    resolve = resolver.defer(chalice_config.select_functions(functions, function_names(copy)))
    template = add_outputs(load(copy / "resources.yaml"), functions, resolver)
    parameters.require_in_stage(template, stage, target.client("ssm"))
    resources = stacks().deploy(f"bookstore-{stage}-{service}-resources", template, stage, {})
    return resources, resolve(resources.outputs)


def add_outputs(resources: Template, functions: Template, resolver: IntrinsicResolver) -> Template:
    """Return resources.yaml with the resolver's outputs and the parameters that they need."""
    declared: Template = {
        section: functions[section] for section in ("Parameters", "Conditions") if section in functions
    }
    return merge({**declared, "Outputs": resolver.outputs}, resources)


def function_names(copy: Path) -> list[str]:
    """List the app's functions in a process of its own: `import app` can name one service only."""
    done = subprocess.run(
        [sys.executable, "-Bc", LIST_FUNCTIONS], cwd=copy, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UserError(f"The app in {copy} cannot be loaded:\n{done.stderr.strip()}")
    return [chalice_config.API, *json.loads(done.stdout)]


def configure(copy: Path, stage: str, settings: dict[str, Any]) -> None:
    """Write the stage into the copy's config.json; the settings for all stages stay."""
    path = copy / ".chalice" / "config.json"
    config = json.loads(path.read_text())
    config.setdefault("stages", {})[stage] = chalice_config.build_stage_section(settings)
    path.write_text(json.dumps(config))


def run_chalice(copy: Path, stage: str, state: ChaliceState) -> None:
    """Run `chalice deploy`; raise UserError with Chalice's own message when it fails."""
    state.download(copy)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **short_waits()}
    command = [CHALICE, "deploy", "--stage", stage, "--no-autogen-policy"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    state.upload(copy)
    if done.returncode:
        raise UserError(f"chalice deploy failed for {stage}:\n{done.stderr.strip() or done.stdout.strip()}")


def read_api_address(record: Path) -> str:
    """Return the API's address from Chalice's record of the deployment, or the emulator's address of it."""
    resources = json.loads(record.read_text())["resources"]
    (api,) = [resource for resource in resources if resource["resource_type"] == "rest_api"]
    return target.api_address(api["rest_api_id"]) if target.is_emulated() else str(api["rest_api_url"])


def short_waits() -> dict[str, str]:
    """Shorten Chalice's waits on an emulator; on AWS it waits as long as it always does."""
    return {"AWS_DATA_PATH": str(SHORT_WAITS)} if target.is_emulated() else {}
