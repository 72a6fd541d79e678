"""Package one service with Chalice and complete it by its two templates; the same input gives the same bytes."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import chalice

from deploy.errors import UserError
from deploy.graphql import bundle_resolvers, graphql_template
from deploy.layers import get_layer, layer_key
from deploy.project import BUILD, copy_project, fingerprint, project_folder
from deploy.templates import Template, load, merge, to_json
from deploy.zips import add_bytecode, write_zip

CODE, LIBRARIES, TEMPLATE = "deployment.zip", "layer-deployment.zip", "sam.json"  # Chalice's names
CHALICE = str(Path(sys.executable).parent / "chalice")
RECIPE = "2"  # count up when this file makes other packages than before


@dataclass(frozen=True)
class Package:
    """A package's folder, with Chalice's own file names."""

    folder: Path

    @property
    def template(self) -> Template:
        template: Template = json.loads((self.folder / TEMPLATE).read_text())
        return template

    @property
    def zips(self) -> tuple[Path, ...]:
        return self.folder / CODE, self.folder / LIBRARIES


def package(service: str, stage: str) -> Package:
    """Return the service's package, built when it is not cached; the project folder is not changed."""
    project = project_folder(service)
    cached = BUILD / "packages" / stage / service / cache_key(project)
    if not cached.exists():
        with tempfile.TemporaryDirectory(dir=make_folder(BUILD / "work")) as work:
            finished = build_package(project, stage, Path(work))
            shutil.rmtree(cached.parent, ignore_errors=True)  # older ones are not needed again
            finished.rename(make_folder(cached.parent) / cached.name)
    return Package(cached)


def make_folder(folder: Path) -> Path:
    """Create the folder when it is missing, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cache_key(project: Path) -> str:
    """Return a key that changes with everything that makes another package."""
    libraries = layer_key(project / "requirements.txt")
    return f"{RECIPE}-{chalice.__version__}-{region()}-{fingerprint(project)[:24]}-{libraries[:8]}"


def build_package(project: Path, stage: str, work: Path) -> Path:
    """Build a package; Chalice sees no requirements.txt, since the cached layer replaces the one it would build."""
    copy_project(project, work / "project")
    (work / "project" / "requirements.txt").unlink()
    run_chalice(work / "project", stage, work / "chalice")
    finished = make_folder(work / "package")
    add_code(work, finished / CODE)
    shutil.copyfile(get_layer(project / "requirements.txt"), finished / LIBRARIES)
    template = json.loads((work / "chalice" / TEMPLATE).read_text())
    (finished / TEMPLATE).write_text(to_json(template))
    return finished


def run_chalice(project: Path, stage: str, to: Path) -> None:
    """Run `chalice package` with our templates merged into Chalice's."""
    completion = project / "completion.json"
    completion.write_text(json.dumps(own_template(project, modules=project.parent / "modules")))
    done = subprocess.run(
        [CHALICE, "package", "--stage", stage, "--merge-template", str(completion), str(to)],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise UserError(f"Chalice cannot package {project}:\n{done.stderr.strip() or done.stdout.strip()}")


def own_template(project: Path, modules: Path) -> Template:
    """Return what Chalice cannot know: functions' settings, resources, and the source API of a service with a graph,
    whose code is bundled to `modules`."""
    template = merge(load(project / "functions.yaml"), load(project / "resources.yaml"))
    folder = project / "graphql"
    if not folder.exists():
        return template
    bundle_resolvers(folder, modules)
    return merge(template, graphql_template(folder, modules))


def environment() -> dict[str, str]:
    """Return the environment the app is imported in: no variable of this shell may get into the package."""
    return {"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": region(), "PYTHONDONTWRITEBYTECODE": "1"}


def region() -> str:
    """Return the region that Chalice asks for, since AWS's names differ in China; the package is otherwise the same."""
    return os.environ.get("AWS_DEFAULT_REGION") or os.environ.get("AWS_REGION") or "us-east-1"


def add_code(work: Path, to: Path) -> None:
    """Pack Chalice's code with the shared library: it changes as often as the code, the layer does not."""
    with ZipFile(work / "chalice" / CODE) as archive:
        archive.extractall(work / "code")
    shutil.copytree(work / "project" / "vendor", work / "code", dirs_exist_ok=True)
    add_bytecode(work / "code", "/var/task")
    write_zip(work / "code", to)


def export(service: str, stage: str, to: Path) -> None:
    """Copy what `deploy` would upload to a folder, to be read or deployed by another tool."""
    shutil.copytree(package(service, stage).folder, to, dirs_exist_ok=True)
