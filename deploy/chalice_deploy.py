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
from deploy.intrinsics import Questions, later
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
    """Functions have the names of the main way, so a stage holds a service in one of the two ways."""
    project = project_folder(service)
    require_no_stack(service, stage)
    with tempfile.TemporaryDirectory() as work:
        copy = Path(work) / "project"
        copy_project(project, copy)
        add_libraries(copy)
        made, wanted = deploy_resources(service, stage, copy)
        add_own_bytecode(copy)
        configure(copy, stage, wanted)
        memory = ChaliceState(find_artifacts(stage), service, stage)
        run_chalice(copy, stage, memory)
        address = read_api_address(memory.file(copy))
    for name, properties in wanted["each"].items():
        events = properties.get("Events", {})
        event_sources.apply_settings(f"bookstore-{service}-{stage}-{name}", events, target.client("lambda"))
    outputs = {**made.outputs, "EndpointURL": address}
    return Deployed(f"bookstore-{service}-{stage}", "deployed by chalice", outputs)


def require_no_stack(service: str, stage: str) -> None:
    """Two ways into one stage would take each other's functions away."""
    name = f"bookstore-{stage}-{service}"
    if stacks().described(name):
        raise UserError(
            f"The stack {name} has deployed {service} to {stage} already: choose another stage for chalice deploy."
        )


def add_libraries(copy: Path) -> None:
    """In vendor/, which Chalice packs as it is: the very files of the main way, and nothing to install."""
    requirements = copy / "requirements.txt"
    with ZipFile(get_layer(requirements)) as archive, tempfile.TemporaryDirectory() as work:
        archive.extractall(work)
        shutil.copytree(Path(work) / SITE_PACKAGES, copy / "vendor", dirs_exist_ok=True)
    requirements.unlink()


def add_own_bytecode(copy: Path) -> None:
    """The libraries bring theirs; Chalice packs both folders as they are, and app.py alone without."""
    add_bytecode(copy / "chalicelib", "/var/task/chalicelib")
    add_bytecode(copy / "vendor" / "bookstore", f"/opt/{SITE_PACKAGES}/bookstore")


def deploy_resources(service: str, stage: str, copy: Path) -> tuple[Deployed, dict[str, Any]]:
    """The stack of resources.yaml, and what functions.yaml says with every intrinsic worked out."""
    functions = load(copy / "functions.yaml")
    questions = Questions()
    answered = later(chalice_config.select_functions(functions, function_names(copy)), questions)
    template = add_outputs(load(copy / "resources.yaml"), functions, questions)
    parameters.require_in_stage(template, stage, target.client("ssm"))
    made = stacks().deploy(f"bookstore-{stage}-{service}-resources", template, stage, {})
    return made, answered(made.outputs)


def add_outputs(resources: Template, functions: Template, questions: Questions) -> Template:
    """resources.yaml, with the parameters that the questions need and the questions as its outputs."""
    declared: Template = {
        section: functions[section] for section in ("Parameters", "Conditions") if section in functions
    }
    return merge({**declared, "Outputs": questions.outputs}, resources)


def function_names(copy: Path) -> list[str]:
    """In a process of its own: `import app` can name one service only."""
    done = subprocess.run(
        [sys.executable, "-Bc", LIST_FUNCTIONS], cwd=copy, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UserError(f"The app in {copy} cannot be loaded:\n{done.stderr.strip()}")
    return [chalice_config.API, *json.loads(done.stdout)]


def configure(copy: Path, stage: str, wanted: dict[str, Any]) -> None:
    """Write the stage into the copy's config.json; what is there for all stages stays."""
    path = copy / ".chalice" / "config.json"
    config = json.loads(path.read_text())
    config.setdefault("stages", {})[stage] = chalice_config.build_stage_section(wanted)
    path.write_text(json.dumps(config))


def run_chalice(copy: Path, stage: str, memory: ChaliceState) -> None:
    """Trouble with Chalice's own words when it fails."""
    memory.bring(copy)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **short_waits()}
    command = [CHALICE, "deploy", "--stage", stage, "--no-autogen-policy"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    memory.keep(copy)
    if done.returncode:
        raise UserError(f"chalice deploy failed for {stage}:\n{done.stderr.strip() or done.stdout.strip()}")


def read_api_address(remembered: Path) -> str:
    """Chalice writes down what it made; an emulator answers at an address of its own."""
    made = json.loads(remembered.read_text())["resources"]
    (api,) = [resource for resource in made if resource["resource_type"] == "rest_api"]
    return target.api_address(api["rest_api_id"]) if target.is_emulated() else str(api["rest_api_url"])


def short_waits() -> dict[str, str]:
    """On AWS, Chalice waits as patiently as it always does."""
    return {"AWS_DATA_PATH": str(SHORT_WAITS)} if target.is_emulated() else {}
