"""Install the packages of a Node project and run its programs, with the node of our own environment."""

import hashlib
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.paths import LOCAL, PYTHON
from deploy.progress import CONSOLE

POLL_SECONDS = 1.0

_running: set["subprocess.Popen[str]"] = set()
_cancelled = threading.Event()

Report = Callable[[str], None]


@dataclass(frozen=True)
class NodeProject:
    """A folder with a package.json and its lock file; `title` is what it makes, for example `the storefront`."""

    folder: Path
    title: str

    @property
    def lock_file(self) -> Path:
        return self.folder / "package-lock.json"

    @property
    def installed(self) -> Path:
        """The note of which lock file is installed; it goes with the packages it speaks of."""
        return self.folder / "node_modules" / ".bookstore"

    @contextmanager
    def hold(self, report: Report) -> Iterator[None]:
        """Let one process at a time install and build here."""
        with hold_lock(LOCAL / f"{self.folder.name}.lock", report):
            yield

    def install(self, *, tests: bool = False) -> None:
        """Install from npm's registry what a build needs, with `tests` everything; installed packages stay."""
        current = hashlib.sha256(self.lock_file.read_bytes()).hexdigest()
        if read_stamp(self.installed) in ({"all": current}, {"all" if tests else "build": current}):
            return
        with CONSOLE.task(f"installing the packages of {self.title}") as task:
            self.run(
                *("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"),
                *(() if tests else ("--omit=dev",)),
                on_poll=lambda: task.set(*self.count_installed(tests=tests)),
            )
        self.installed.write_text(json.dumps({"all" if tests else "build": current}))

    def count_installed(self, *, tests: bool) -> tuple[int, int]:
        """Count the lock file's packages that are installed and those that will be; other systems' are left out."""
        packages = json.loads(self.lock_file.read_text())["packages"]
        folders = [folder for folder, about in packages.items() if folder and _is_required(about, tests=tests)]
        return sum((self.folder / folder / "package.json").exists() for folder in folders), len(folders)

    def run(self, *command: str, on_poll: Callable[[], None] = lambda: None) -> None:
        """Run a command in the folder; its output is shown only when it fails.

        `on_poll` is called each second while it runs. UserError says in one sentence why it failed.
        """
        with tempfile.TemporaryFile("w+") as output, self._start(command, output) as program:
            while program.poll() is None:
                on_poll()
                with suppress(subprocess.TimeoutExpired):
                    program.wait(POLL_SECONDS)
            output.seek(0)
            printed = output.read().strip()
        if program.returncode:
            raise UserError(self.explain_failure(command, printed))

    def run_scripts(self, scripts: Sequence[str]) -> int:
        """Install what they need and run npm scripts one after the other; return the first exit code not 0, or 0."""
        with self.hold(print):
            self.install(tests=True)
        for script in scripts:
            done = subprocess.run(["npm", "run", script], cwd=self.folder, env=environment(), check=False)
            if done.returncode:
                return done.returncode
        return 0

    @contextmanager
    def _start(self, command: Sequence[str], output: IO[str]) -> Iterator["subprocess.Popen[str]"]:
        """Start a command that is ended when the block is left early: Ctrl-C leaves nothing running."""
        if _cancelled.is_set():
            raise UserError(f"{_sentence(self.title)} is not made, since the command was given up.")
        program = subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
        )
        _running.add(program)
        try:
            yield program
        finally:
            _running.discard(program)
            if program.poll() is None:
                program.terminate()
                program.wait()

    def explain_failure(self, command: Sequence[str], output: str) -> str:
        """Reduce npm's output to one sentence that says what to do; all of it is in a log."""
        log = LOCAL / f"{self.folder.name}.log"
        log.write_text(output)
        lowered = output.lower()
        if any(word in lowered for word in ("enospc", "no space left")):
            return "The disk is full: free some space, then run the same command again."
        if any(
            word in lowered for word in ("enotfound", "econnrefused", "etimedout", "eai_again", "network", "econnreset")
        ):
            return (
                f"The packages of {self.title} could not be fetched: check the network, or set npm's registry "
                f"(npm config set registry …), then run the same command again ({log})."
            )
        last = next((line for line in reversed(output.splitlines()) if line.strip()), "it said nothing")
        failed = f"`{' '.join(command)}` failed with “{last.strip()}”"
        return f"{_sentence(self.title)} could not be made: {failed} ({log})."


def cancel_all() -> None:
    """End the commands that other threads are running, and let them start no other."""
    _cancelled.set()
    for program in tuple(_running):
        program.terminate()


def environment() -> dict[str, str]:
    """Return an environment in which our own node comes before the machine's."""
    return {**os.environ, "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def read_stamp(stamp: Path) -> object:
    """Read a note of what was installed or built last; None when there is none."""
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None


def _is_required(about: dict[str, Any], *, tests: bool) -> bool:
    return (tests or not about.get("dev")) and not about.get("optional")


def _sentence(title: str) -> str:
    return title[:1].upper() + title[1:]
