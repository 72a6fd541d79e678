"""Builds the storefront with the node of our own environment, and only when something has changed."""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from deploy.local.exclusive import exclusively
from deploy.local.paths import LOCAL, PYTHON, ROOT
from deploy.local.trouble import Trouble

SOURCE = ROOT / "storefront"
DIST = SOURCE / "dist"
INSTALLED = SOURCE / "node_modules" / ".bookstore"  # goes with the packages it speaks of
NO_SOURCE = {"node_modules", "dist", "e2e", "coverage"}

Say = Callable[[str], None]


def built(say: Say) -> Path:
    """The folder with the built site; one process at a time makes it."""
    with exclusively(LOCAL / "storefront.lock", say):
        install(say)
        wanted = fingerprint(sources())
        stamp = LOCAL / "storefront.json"
        if not (DIST / "index.html").exists() or _read(stamp) != wanted:
            say("building the storefront")
            run("npm", "exec", "--", "vite", "build", "--logLevel", "warn")
            stamp.write_text(json.dumps(wanted))
    return DIST


def install(say: Say) -> None:
    """The packages that the lock file names, from whatever registry npm is set to."""
    wanted = fingerprint([SOURCE / "package-lock.json"])
    if _read(INSTALLED) != wanted:
        say("installing the storefront's packages")
        run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
        INSTALLED.write_text(json.dumps(wanted))


def run(*command: str) -> None:
    """In the storefront's folder; what it says is shown only when it fails."""
    done = subprocess.run(command, cwd=SOURCE, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise Trouble(f"The storefront could not be made by `{' '.join(command)}`:\n{said}")


def environment() -> dict[str, str]:
    """The node of our environment comes before the machine's."""
    return {**os.environ, "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def sources() -> list[Path]:
    """Every file that a build depends on."""
    return sorted(_files(SOURCE))


def fingerprint(files: list[Path]) -> str:
    """Another content or another name, another fingerprint."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(SOURCE)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in NO_SOURCE:
            yield from _files(path)
        elif path.is_file():
            yield path


def _read(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None
