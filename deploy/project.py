"""Find the services as Chalice projects and copy them."""

import hashlib
import os
import shutil
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from deploy.errors import UserError
from deploy.paths import LOCAL, ROOT

SERVICES = ROOT / "services"
BUILD = LOCAL / "build"
PROJECT = ("app.py", "functions.yaml", "resources.yaml", "requirements.txt", ".chalice/config.json")
EXCLUDED = ("__pycache__", ".*_cache", "deployed", "deployments")  # folders that tools and earlier runs leave behind


def service_names() -> list[str]:
    """List the services: folders with a Chalice project and its two templates."""
    return sorted(folder.name for folder in SERVICES.iterdir() if all((folder / file).exists() for file in PROJECT))


def project_folder(service: str) -> Path:
    """Return a service's folder; raise UserError when it is missing or incomplete."""
    if service not in service_names():
        raise UserError(f"There is no service called {service}; the services are {', '.join(service_names())}.")
    return SERVICES / service


def copy_project(project: Path, to: Path) -> None:
    """Copy a project with the shared library in place of its link, without what tools left behind."""
    shutil.copytree(project, to, ignore=shutil.ignore_patterns(*EXCLUDED))


def fingerprint(folder: Path) -> str:
    """Return a hash of every file of the project, the linked library included."""
    digest = hashlib.sha256()
    for file in list_files(folder):
        digest.update(f"{file.relative_to(folder)}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def list_files(folder: Path) -> list[Path]:
    """List the files that a copy would hold."""
    files = [Path(at) / name for at, _, names in os.walk(folder, followlinks=True) for name in names]
    return sorted(file for file in files if not any(is_excluded(name) for name in file.relative_to(folder).parts))


def is_excluded(name: str) -> bool:
    """Tell whether a name belongs to neither a copy nor a fingerprint."""
    return any(fnmatch(name, pattern) for pattern in EXCLUDED)


def project_version() -> str:
    """Return the version of the whole project, which its documents carry too."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
