"""Deploy one service by plain `chalice deploy`, from the same two files as the main way.

Chalice makes functions, REST API and event sources; tables, queues and roles come from resources.yaml before it.
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
from deploy.intrinsics import Questions, later
from deploy.layers import SITE_PACKAGES, layer
from deploy.local.paths import LOCAL
from deploy.local.trouble import Trouble
from deploy.packaging import CHALICE
from deploy.project import copy_project, project_folder
from deploy.stacks import Deployed, stacks
from deploy.templates import Template, load, merged

QUICK_WAITS = (
    Path(__file__).parent / "emulator_waits"
)  # Chalice's waits of five seconds, shortened by botocore's own means
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
        configure(copy, stage, wanted)
        run_chalice(copy, stage, LOCAL / "chalice" / stage / service)
    for name, properties in wanted["each"].items():
        events = properties.get("Events", {})
        event_sources.apply_settings(f"bookstore-{service}-{stage}-{name}", events, target.client("lambda"))
    return Deployed(f"bookstore-{service}-{stage}", "deployed by chalice", made.outputs)


def require_no_stack(service: str, stage: str) -> None:
    name = f"bookstore-{stage}-{service}"
    if stacks().described(name):
        raise Trouble(
            f"The stack {name} has deployed {service} to {stage} already: choose another stage for chalice deploy."
        )


def add_libraries(copy: Path) -> None:
    """In vendor/, which Chalice packs as it is: the very files of the main way, and nothing to install."""
    requirements = copy / "requirements.txt"
    with ZipFile(layer(requirements)) as archive, tempfile.TemporaryDirectory() as work:
        archive.extractall(work)
        shutil.copytree(Path(work) / SITE_PACKAGES, copy / "vendor", dirs_exist_ok=True)
    requirements.unlink()


def deploy_resources(service: str, stage: str, copy: Path) -> tuple[Deployed, dict[str, Any]]:
    """The stack of resources.yaml, and what functions.yaml says with every intrinsic worked out."""
    functions = load(copy / "functions.yaml")
    questions = Questions()
    answered = later(chalice_config.wanted(functions, function_names(copy)), questions)
    template = asking(load(copy / "resources.yaml"), functions, questions)
    parameters.require_in_stage(template, stage, target.client("ssm"))
    made = stacks().deploy(f"bookstore-{stage}-{service}-resources", template, stage, {})
    return made, answered(made.outputs)


def asking(resources: Template, functions: Template, questions: Questions) -> Template:
    declared: Template = {
        section: functions[section] for section in ("Parameters", "Conditions") if section in functions
    }
    return merged({**declared, "Outputs": questions.outputs}, resources)


def function_names(copy: Path) -> list[str]:
    """In a process of its own: `import app` can name one service only."""
    done = subprocess.run([sys.executable, "-c", LIST_FUNCTIONS], cwd=copy, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"The app in {copy} cannot be loaded:\n{done.stderr.strip()}")
    return [chalice_config.API, *json.loads(done.stdout)]


def configure(copy: Path, stage: str, wanted: dict[str, Any]) -> None:
    path = copy / ".chalice" / "config.json"
    config = json.loads(path.read_text())
    config.setdefault("stages", {})[stage] = chalice_config.stage_section(wanted)
    path.write_text(json.dumps(config))


def run_chalice(copy: Path, stage: str, memory: Path) -> None:
    """`memory` keeps what Chalice remembers of the stage, also when it fails half-way."""
    remembered = copy / ".chalice" / "deployed"
    if memory.exists():
        shutil.copytree(memory, remembered)
    waits = {"AWS_DATA_PATH": str(QUICK_WAITS)} if target.emulated() else {}
    command = [CHALICE, "deploy", "--stage", stage, "--no-autogen-policy"]
    done = subprocess.run(command, cwd=copy, env={**os.environ, **waits}, capture_output=True, text=True, check=False)
    if remembered.exists():
        shutil.copytree(remembered, memory, dirs_exist_ok=True)
    if done.returncode:
        raise Trouble(f"chalice deploy failed for {stage}:\n{done.stderr.strip() or done.stdout.strip()}")
