"""Build a service's libraries as a Lambda layer, once per requirements.txt."""

import hashlib
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from deploy import target
from deploy.errors import UserError
from deploy.paths import LOCAL
from deploy.project import BUILD
from deploy.zips import add_bytecode, write_zip

SITE_PACKAGES = "python/lib/python3.11/site-packages"
AWS_PLATFORM = "x86_64-manylinux2014"
PROVIDED = ("boto3", "botocore", "s3transfer", "chalice")  # by Lambda itself, or by Chalice beside app.py
NOT_NEEDED = (".lock", "bin", "**/*.pyi", "*.dist-info/RECORD", "**/__pycache__")
EXCLUDED = (*PROVIDED, *(f"{name}-*.dist-info" for name in PROVIDED), *NOT_NEEDED)
RECIPE = "2"  # count up when this file builds other layers than before


def get_layer(requirements: Path) -> Path:
    """Return the layer's zip, built when it is not cached yet."""
    cached = BUILD / "layers" / f"{layer_key(requirements)}.zip"
    if not cached.exists():
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cached.parent) as work:
            build_layer(requirements, Path(work))
            (Path(work) / "layer.zip").replace(cached)
    return cached


def layer_key(requirements: Path) -> str:
    """Return a key that changes with everything that makes another layer."""
    recipe = f"{RECIPE} {wheel_platform()} {SITE_PACKAGES}\n{requirements.read_text()}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:32]


def wheel_platform() -> str:
    """Return the platform of the wheels: Lambda's Linux, or on an emulator this machine's."""
    this_machine = f"{platform.machine()}-{platform.system()}".lower()
    return AWS_PLATFORM if this_machine == "x86_64-linux" or not target.is_emulated() else this_machine


def build_layer(requirements: Path, work: Path) -> None:
    """Write `layer.zip` into the folder `work`."""
    installed = work / "layer" / SITE_PACKAGES
    install(requirements, installed)
    remove_matching(installed, EXCLUDED)
    add_bytecode(installed, f"/opt/{SITE_PACKAGES}")
    write_zip(work / "layer", work / "layer.zip")


def install(requirements: Path, to: Path) -> None:
    """Install exactly the locked wheels; none of their code runs on this machine meanwhile."""
    platform_options = ["--python-platform", AWS_PLATFORM] if wheel_platform() == AWS_PLATFORM else []
    command = [
        find_uv(),
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--python-version",
        "3.11",
    ]
    command += [*platform_options, "--target", str(to), "--requirement", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"The libraries in {requirements} could not be installed: {done.stderr.strip()}")


def find_uv() -> str:
    """Return this checkout's uv, else the machine's; raise UserError when there is none."""
    own = LOCAL / "uv" / "bin" / "uv"
    path = str(own) if own.exists() else shutil.which("uv")
    if path is None:
        raise UserError("uv, which installs the services' libraries, is not there; run make up once.")
    return path


def remove_matching(folder: Path, patterns: Iterable[str]) -> None:
    """Remove every file and folder that matches a pattern."""
    for path in [path for pattern in patterns for path in folder.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
