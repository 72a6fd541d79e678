"""Build the storefront when something has changed."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from deploy.npm import NodeProject, Report, read_stamp
from deploy.paths import LOCAL, ROOT
from deploy.progress import CONSOLE

SOURCE = ROOT / "storefront"
DIST = SOURCE / "dist"
STOREFRONT = NodeProject(SOURCE, "the storefront")
EXCLUDED = {"node_modules", "dist", "e2e", "coverage"}


def build_site(report: Report) -> Path:
    """Build the site when a source has changed, one process at a time, and return its folder."""
    with STOREFRONT.hold(report):
        current = fingerprint(source_files())
        stamp = LOCAL / "storefront.json"
        if not (DIST / "index.html").exists() or read_stamp(stamp) != current:
            STOREFRONT.install()
            with CONSOLE.task("building the storefront"):
                STOREFRONT.run("node", "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
            stamp.write_text(json.dumps(current))
    return DIST


def install(report: Report) -> None:
    """Install the packages of the lock file, those for tests and checks too, from npm's registry."""
    with STOREFRONT.hold(report):
        STOREFRONT.install(tests=True)


def source_files() -> list[Path]:
    """List every file that a build depends on."""
    return sorted(_files(SOURCE))


def fingerprint(files: list[Path]) -> str:
    """Hash the names and contents of these files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(SOURCE)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in EXCLUDED:
            yield from _files(path)
        elif path.is_file():
            yield path
