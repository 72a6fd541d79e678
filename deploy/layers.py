"""A service's libraries as a Lambda layer, built once per requirements.txt and kept."""

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
    """A zip; the second time within milliseconds."""
    kept = BUILD / "layers" / f"{cache_key(requirements)}.zip"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as work:
            build_layer(requirements, Path(work))
            (Path(work) / "layer.zip").replace(kept)
    return kept


def cache_key(requirements: Path) -> str:
    """Whatever makes another layer makes another key."""
    said = f"{RECIPE} {wheel_platform()} {SITE_PACKAGES}\n{requirements.read_text()}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def wheel_platform() -> str:
    """Lambda runs Linux; an emulator runs the functions here, on whatever machine this is."""
    here = f"{platform.machine()}-{platform.system()}".lower()
    return AWS_PLATFORM if here == "x86_64-linux" or not target.is_emulated() else here


def build_layer(requirements: Path, work: Path) -> None:
    """Write `layer.zip` into the folder, from nothing."""
    installed = work / "layer" / SITE_PACKAGES
    install(requirements, installed)
    remove_matching(installed, EXCLUDED)
    add_bytecode(installed, f"/opt/{SITE_PACKAGES}")
    write_zip(work / "layer", work / "layer.zip")


def install(requirements: Path, to: Path) -> None:
    """Exactly what is locked, as wheels: nothing of it runs on this machine while it is installed."""
    elsewhere = ["--python-platform", AWS_PLATFORM] if wheel_platform() == AWS_PLATFORM else []
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
    command += [*elsewhere, "--target", str(to), "--requirement", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"The libraries in {requirements} could not be installed: {done.stderr.strip()}")


def find_uv() -> str:
    """The one of this checkout, else the machine's."""
    own = LOCAL / "uv" / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if found is None:
        raise UserError("uv, which installs the services' libraries, is not there; run make up once.")
    return found


def remove_matching(folder: Path, patterns: Iterable[str]) -> None:
    """Remove every file and folder that fits a pattern."""
    for found in [found for pattern in patterns for found in folder.glob(pattern)]:
        shutil.rmtree(found) if found.is_dir() else found.unlink()
