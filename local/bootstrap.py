"""Make this checkout's Python environments; runs under the system's own Python, so the standard library is all it has.

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
    """Exit code 0 when every environment is as it should be."""
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
    """The Lambda functions run in the Python that makes these environments, and they are built for 3.11."""
    if sys.version_info[:2] != PYTHON_VERSION:
        here = ".".join(map(str, sys.version_info[:3]))
        raise BootstrapError(
            f"The bookstore needs Python 3.11, and {sys.executable} is {here}: "
            "say where it is with make PYTHON=/path/to/python3.11."
        )


def require_usable_folder() -> None:
    """Java's class path and the shell's PATH separate folders by a colon, so that none may have one in its name."""
    if os.pathsep in str(ROOT):
        raise BootstrapError(
            f"The folder {ROOT} has a colon in its name, which Java cannot use: please rename or move it."
        )


def make_environment(name: str, requirements: Sequence[str], install: Install) -> None:
    """Bring one environment to what its requirement files say; an interrupted one is built again from nothing.

    Files that were installed before and are not asked for now stay, as long as they have not changed.
    """
    folder, listed = LOCAL / name, [REQUIREMENTS / file for file in requirements]
    stamp, unfinished = folder / "bookstore.json", LOCAL / f"{name}.unfinished"
    before, wanted = read_stamp(stamp), fingerprints(listed)
    moved = bool(before) and before.get("place") != str(folder)
    complete = (folder / "bin" / "python").exists() and not unfinished.exists() and not moved
    if complete and wanted.items() <= before.items():
        return
    if not complete:
        shutil.rmtree(folder, ignore_errors=True)
    unfinished.touch()
    install(folder, listed)
    stamp.write_text(json.dumps({"place": str(folder), **wanted}))
    unfinished.unlink()


def fingerprints(listed: Iterable[Path]) -> dict[str, str]:
    """Another content, another environment."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in listed}


def explain_os_error(problem: OSError) -> str:
    """A full disk or a folder that may not be written, as one sentence; the rest is in a log."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({LOCAL}): free some space (the shop needs 2 GB), then run the same command again."
    if isinstance(problem, PermissionError):
        return f"{problem.filename} may not be written by you: change its owner, then run the same command again."
    log = LOCAL / "bootstrap.log"
    log.write_text(traceback.format_exc())
    return f"The environments could not be made: {problem} ({log}). Run the same command again."


def list_packages(listed: Path) -> list[str]:
    """The packages that a requirement file locks."""
    return [line.split("==")[0] for line in listed.read_text().splitlines() if line[:1].isalnum() and "==" in line]


def read_stamp(stamp: Path) -> dict[str, str]:
    """What the environment was made from; nothing for one that is not there or not finished."""
    try:
        return dict(json.loads(stamp.read_text()))
    except (OSError, ValueError):
        return {}


def install_with_pip(folder: Path, listed: Sequence[Path]) -> None:
    """The plain way, for the one package that then installs all others several times faster.

    The machine's own pip installs it where it can: an environment with a pip of its own takes three seconds to make.
    """
    arguments = ["install", "--quiet", "--require-hashes", *requirement_options(listed)]
    if not folder.exists() and supports_other_environments():
        run([sys.executable, "-m", "venv", "--without-pip", str(folder)], "preparing the installer")
        pip = [sys.executable, "-m", "pip", "--python", f"{folder}/bin/python"]
    else:
        run([sys.executable, "-m", "venv", str(folder)], "preparing the installer")
        pip = [f"{folder}/bin/python", "-m", "pip"]
    run([*pip, *arguments], "installing the installer (uv)")


def supports_other_environments() -> bool:
    """Whether this Python has a pip that knows --python, as pip does since 22.3."""
    asked = [sys.executable, "-m", "pip", "--python", sys.executable, "--version"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def install_with_uv(folder: Path, listed: Sequence[Path]) -> None:
    """The quick way; uv keeps what it downloaded, so a second checkout takes a second."""
    uv = str(LOCAL / "uv" / "bin" / "uv")
    if not folder.exists():
        run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)], f"preparing .local/{folder.name}")
    arguments = ["--python", f"{folder}/bin/python", "--require-hashes", *requirement_options(listed)]
    packages = len({name for file in listed for name in list_packages(file)})
    run([uv, "pip", "install", *arguments], f"installing {packages} packages into .local/{folder.name}")


def requirement_options(listed: Iterable[Path]) -> list[str]:
    """The files as installers take them."""
    return [word for file in listed for word in ("-r", str(file))]


def run(command: list[str], what: str) -> None:
    """Count the installer's downloads as it reports them, and keep what it says for the one sentence if it fails.

    uv names each larger package when its download begins and when it has ended; small ones arrive in between.
    """
    said: list[str] = []
    with CONSOLE.task(what, unit=" large ones") as task:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as installer:
            for line in installer.stdout or ():
                said.append(line.rstrip())
                counts = [sum(each.split()[:1] == [word] for each in said) for word in ("Downloaded", "Downloading")]
                if any(counts):
                    task.set(*counts)
        if installer.returncode:
            raise BootstrapError(explain_failure(command, said))


def explain_failure(command: list[str], said: list[str]) -> str:
    """The installers' many words, as one sentence that says what to do."""
    text = "\n".join(said).lower()
    if "ensurepip" in text or "no module named venv" in text:
        return "Python's venv module is missing: install it (on Debian or Ubuntu: apt install python3-venv)."
    if any(word in text for word in DISK_WORDS):
        return f"The disk is full ({LOCAL}): free some space, then run the same command again."
    if any(word in text for word in NETWORK_WORDS):
        return (
            "The Python packages could not be fetched: check the network, or name your mirror with PIP_INDEX_URL "
            "and UV_DEFAULT_INDEX, then run the same command again."
        )
    last = next((line for line in reversed(said) if line.strip()), "it said nothing")
    return f"{Path(command[0]).name} failed while installing: {last}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
