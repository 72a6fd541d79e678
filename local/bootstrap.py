"""Create this checkout's Python environments under the system's own Python, with the standard library alone.

`python3 -m local.bootstrap` creates `.local/uv`, `.local/venv` and `.local/emulator` with what the shop needs,
`--tests` adds what tests and checks need. It does nothing when they are as the requirement files say.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from deploy.progress import CONSOLE

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
REQUIREMENTS = ROOT / "deploy" / "requirements"
PYTHON_VERSION = (3, 11)
RUN, TESTS = ("run.txt",), ("run.txt", "dev.txt")
NETWORK_WORDS = (
    "dns error",
    "failed to fetch",
    "connect",
    "timed out",
    "no matching distribution",
    "network",
)
DISK_WORDS = ("no space left", "disk quota", "enospc")

Install = Callable[[Path, Sequence[Path]], None]


class BootstrapError(Exception):
    """One sentence for the person at the keyboard."""


def main(arguments: Sequence[str] = ()) -> int:
    """Return exit code 0 when every environment is as it should be."""
    try:
        require_this_python()
        require_usable_folder()
        LOCAL.mkdir(exist_ok=True)
        with (LOCAL / "bootstrap.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # `make up` and `make test` may begin at the same moment
            make_environment("uv", ("uv.txt",), install_with_pip)
            make_environment("venv", TESTS if "--tests" in arguments else RUN, install_with_uv)
            make_environment("emulator", ("emulator.txt",), install_with_uv)
    except BootstrapError as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the next run takes it up again.", file=sys.stderr)
        return 130
    except OSError as problem:
        print(explain_os_error(problem), file=sys.stderr)
        return 1
    return 0


def require_this_python() -> None:
    """Raise BootstrapError under any Python but 3.11, which the Lambda functions run on and are built for."""
    if sys.version_info[:2] != PYTHON_VERSION:
        version = ".".join(map(str, sys.version_info[:3]))
        raise BootstrapError(
            f"The bookstore needs Python 3.11, and {sys.executable} is {version}: "
            "say where it is with make PYTHON=/path/to/python3.11."
        )


def require_usable_folder() -> None:
    """Raise BootstrapError when the folder's name has a colon: Java's class path and PATH separate by it."""
    if os.pathsep in str(ROOT):
        raise BootstrapError(
            f"The folder {ROOT} has a colon in its name, which Java cannot use: please rename or move it."
        )


def make_environment(name: str, requirements: Sequence[str], install: Install) -> None:
    """Install what one environment's requirement files list; an interrupted one is built from nothing.

    Files that were installed before and are not asked for now stay, as long as they have not changed.
    """
    folder, files = LOCAL / name, [REQUIREMENTS / file for file in requirements]
    stamp, unfinished = folder / "bookstore.json", LOCAL / f"{name}.unfinished"
    before, expected = read_stamp(stamp), fingerprints(files)
    has_moved = bool(before) and before.get("place") != str(folder)
    complete = (folder / "bin" / "python").exists() and not unfinished.exists() and not has_moved
    if complete and expected.items() <= before.items():
        return
    if not complete:
        shutil.rmtree(folder, ignore_errors=True)
    unfinished.touch()
    install(folder, files)
    stamp.write_text(json.dumps({"place": str(folder), **expected}))
    unfinished.unlink()


def fingerprints(files: Iterable[Path]) -> dict[str, str]:
    """Hash the requirement files."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def explain_os_error(problem: OSError) -> str:
    """Explain a full disk or a folder that may not be written in one sentence; the rest is in a log."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({LOCAL}): free some space (the shop needs 2 GB), then run the same command again."
    if isinstance(problem, PermissionError):
        return f"{problem.filename} may not be written by you: change its owner, then run the same command again."
    log = LOCAL / "bootstrap.log"
    log.write_text(traceback.format_exc())
    return f"The environments could not be made: {problem} ({log}). Run the same command again."


def list_packages(files: Path) -> list[str]:
    """List the packages that a requirement file locks."""
    return [line.split("==")[0] for line in files.read_text().splitlines() if line[:1].isalnum() and "==" in line]


def read_stamp(stamp: Path) -> dict[str, str]:
    """Return what the environment was made from; nothing for one that is missing or not finished."""
    try:
        return dict(json.loads(stamp.read_text()))
    except (OSError, ValueError):
        return {}


def install_with_pip(folder: Path, files: Sequence[Path]) -> None:
    """Install by pip the one package that then installs all others several times faster.

    The machine's own pip installs it where it can: an environment with a pip of its own takes three seconds to make.
    """
    arguments = ["install", "--quiet", "--require-hashes", *requirement_options(files)]
    if not folder.exists() and supports_other_environments():
        run([sys.executable, "-m", "venv", "--without-pip", str(folder)], "preparing the installer")
        pip = [sys.executable, "-m", "pip", "--python", f"{folder}/bin/python"]
    else:
        run([sys.executable, "-m", "venv", str(folder)], "preparing the installer")
        pip = [f"{folder}/bin/python", "-m", "pip"]
    run([*pip, *arguments], "installing the installer (uv)")


def supports_other_environments() -> bool:
    """Tell whether this Python's pip has the option --python, as pip does since 22.3."""
    command = [sys.executable, "-m", "pip", "--python", sys.executable, "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install_with_uv(folder: Path, files: Sequence[Path]) -> None:
    """Install by uv, which caches its downloads: a second checkout takes a second."""
    uv = str(LOCAL / "uv" / "bin" / "uv")
    if not folder.exists():
        run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)], f"preparing .local/{folder.name}")
    arguments = ["--python", f"{folder}/bin/python", "--require-hashes", *requirement_options(files)]
    packages = len({name for file in files for name in list_packages(file)})
    run([uv, "pip", "install", *arguments], f"installing {packages} packages into .local/{folder.name}")


def requirement_options(files: Iterable[Path]) -> list[str]:
    """Return the installers' options for these files."""
    return [option for file in files for option in ("-r", str(file))]


def run(command: list[str], what: str) -> None:
    """Run an installer, count its downloads, and keep its output for the one sentence if it fails.

    uv names each larger package when its download begins and when it has ended; small ones arrive in between.
    """
    output: list[str] = []
    with CONSOLE.task(what, unit=" large ones") as task:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as installer:
            for line in installer.stdout or ():
                output.append(line.rstrip())
                counts = [
                    sum(each.split()[:1] == [option] for each in output) for option in ("Downloaded", "Downloading")
                ]
                if any(counts):
                    task.set(*counts)
        if installer.returncode:
            raise BootstrapError(explain_failure(command, output))


def explain_failure(command: list[str], output: list[str]) -> str:
    """Reduce an installer's output to one sentence that says what to do."""
    text = "\n".join(output).lower()
    if "ensurepip" in text or "no module named venv" in text:
        return "Python's venv module is missing: install it (on Debian or Ubuntu: apt install python3-venv)."
    if any(option in text for option in DISK_WORDS):
        return f"The disk is full ({LOCAL}): free some space, then run the same command again."
    if any(option in text for option in NETWORK_WORDS):
        return (
            "The Python packages could not be fetched: check the network, or name your mirror with PIP_INDEX_URL "
            "and UV_DEFAULT_INDEX, then run the same command again."
        )
    last = next((line for line in reversed(output) if line.strip()), "it said nothing")
    return f"{Path(command[0]).name} failed while installing: {last}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
