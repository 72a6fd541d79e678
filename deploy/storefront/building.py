"""Build the storefront with the node of our own environment, when something has changed."""

import hashlib
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.paths import LOCAL, PYTHON, ROOT
from deploy.progress import CONSOLE

SOURCE = ROOT / "storefront"
DIST = SOURCE / "dist"
INSTALLED = SOURCE / "node_modules" / ".bookstore"  # goes with the packages it speaks of
EXCLUDED = {"node_modules", "dist", "e2e", "coverage"}
POLL_SECONDS = 1.0

_running: set["subprocess.Popen[str]"] = set()
_cancelled = threading.Event()

Report = Callable[[str], None]


def build_site(report: Report) -> Path:
    """Build the site when a source has changed, one process at a time, and return its folder."""
    with hold_lock(LOCAL / "storefront.lock", report):
        current = fingerprint(source_files())
        stamp = LOCAL / "storefront.json"
        if not (DIST / "index.html").exists() or _read_stamp(stamp) != current:
            install_packages()
            with CONSOLE.task("building the storefront"):
                run("node", "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
            stamp.write_text(json.dumps(current))
    return DIST


def install(report: Report) -> None:
    """Install the packages of the lock file, those for tests and checks too, from npm's registry."""
    with hold_lock(LOCAL / "storefront.lock", report):
        install_packages(tests=True)


def install_packages(*, tests: bool = False) -> None:
    """Install what a build needs, with `tests` everything; installed packages stay."""
    current = fingerprint([SOURCE / "package-lock.json"])
    if _read_stamp(INSTALLED) in ({"all": current}, {"all" if tests else "build": current}):
        return
    with CONSOLE.task("installing the storefront's packages") as task:
        run(
            *("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"),
            *(() if tests else ("--omit=dev",)),
            on_poll=lambda: task.set(*count_installed_packages(tests=tests)),
        )
    INSTALLED.write_text(json.dumps({"all" if tests else "build": current}))


def count_installed_packages(*, tests: bool) -> tuple[int, int]:
    """Count the lock file's packages that are installed and those that will be; other systems' are left out."""
    packages = json.loads((SOURCE / "package-lock.json").read_text())["packages"]
    folders = [folder for folder, about in packages.items() if folder and _is_required(about, tests=tests)]
    return sum((SOURCE / folder / "package.json").exists() for folder in folders), len(folders)


def _is_required(about: dict[str, Any], *, tests: bool) -> bool:
    return (tests or not about.get("dev")) and not about.get("optional")


def run(*command: str, on_poll: Callable[[], None] = lambda: None) -> None:
    """Run a command in the storefront's folder; its output is shown only when it fails.

    `on_poll` is called each second while it runs. UserError says in one sentence why it failed.
    """
    with tempfile.TemporaryFile("w+") as output, run_program(command, output) as program:
        while program.poll() is None:
            on_poll()
            with suppress(subprocess.TimeoutExpired):
                program.wait(POLL_SECONDS)
        output.seek(0)
        printed = output.read().strip()
    if program.returncode:
        raise UserError(explain_failure(command, printed))


@contextmanager
def run_program(command: Sequence[str], output: IO[str]) -> Iterator["subprocess.Popen[str]"]:
    """Start a command that is ended when the block is left early: Ctrl-C leaves nothing running."""
    if _cancelled.is_set():
        raise UserError("The storefront is not made, since the command was given up.")
    program = subprocess.Popen(
        command, cwd=SOURCE, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output, text=True
    )
    _running.add(program)
    try:
        yield program
    finally:
        _running.discard(program)
        if program.poll() is None:
            program.terminate()
            program.wait()


def cancel_all() -> None:
    """End the commands that other threads are running, and let them start no other."""
    _cancelled.set()
    for program in tuple(_running):
        program.terminate()


def explain_failure(command: Sequence[str], output: str) -> str:
    """Reduce npm's output to one sentence that says what to do; all of it is in a log."""
    log = LOCAL / "storefront.log"
    log.write_text(output)
    lowered = output.lower()
    if any(word in lowered for word in ("enospc", "no space left")):
        return "The disk is full: free some space, then run the same command again."
    if any(
        word in lowered for word in ("enotfound", "econnrefused", "etimedout", "eai_again", "network", "econnreset")
    ):
        return (
            "The storefront's packages could not be fetched: check the network, or set npm's registry "
            f"(npm config set registry …), then run the same command again ({log})."
        )
    last = next((line for line in reversed(output.splitlines()) if line.strip()), "it said nothing")
    return f"The storefront could not be made: `{' '.join(command)}` failed with “{last.strip()}” ({log})."


def environment() -> dict[str, str]:
    """Return an environment in which our own node comes before the machine's."""
    return {**os.environ, "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


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


def _read_stamp(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None
