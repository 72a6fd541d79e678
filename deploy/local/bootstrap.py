"""Make this checkout's Python environments; runs under the system's own Python, so the standard library is all it has.

`python3 deploy/local/bootstrap.py` creates `.local/uv`, `.local/venv` and `.local/emulator`, and does nothing when
they are as the requirement files say.
"""

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
REQUIREMENTS = ROOT / "deploy" / "requirements"
WANTED = (3, 11)
NETWORK_WORDS = (
    "dns error",
    "failed to fetch",
    "connect",
    "timed out",
    "no matching distribution",
    "network",
)


class Stop(Exception):
    """One sentence for the person at the keyboard."""


def main() -> int:
    """Exit code 0 when every environment is as it should be."""
    try:
        require_this_python()
        LOCAL.mkdir(exist_ok=True)
        with (LOCAL / "bootstrap.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # `make up` and `make test` may begin at the same moment
            make("uv", "uv.txt", with_pip)
            make("venv", "dev.txt", with_uv)
            make("emulator", "emulator.txt", with_uv)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the next run takes it up again.", file=sys.stderr)
        return 130
    return 0


def require_this_python() -> None:
    """The Lambda functions run in the Python that makes these environments, and they are built for 3.11."""
    if sys.version_info[:2] != WANTED:
        here = ".".join(map(str, sys.version_info[:3]))
        raise Stop(
            f"The bookstore needs Python 3.11, and {sys.executable} is {here}: "
            "say where it is with make PYTHON=/path/to/python3.11."
        )


def make(name: str, requirements: str, install: Callable[[Path, Path], None]) -> None:
    """Bring one environment to what its requirement file says; an interrupted one is built again from nothing."""
    folder, listed = LOCAL / name, REQUIREMENTS / requirements
    stamp, unfinished = folder / "bookstore.json", LOCAL / f"{name}.unfinished"
    wanted = {"place": str(folder), "requirements": fingerprint(listed)}
    before = read_stamp(stamp)
    if before == wanted and (folder / "bin" / "python").exists():
        return
    moved = bool(before) and before.get("place") != wanted["place"]
    if unfinished.exists() or moved or not (folder / "bin" / "python").exists():
        shutil.rmtree(folder, ignore_errors=True)
    unfinished.touch()
    print(f"  installing .local/{name} ({packages_in(listed)} packages)", flush=True)
    install(folder, listed)
    stamp.write_text(json.dumps(wanted))
    unfinished.unlink()


def fingerprint(listed: Path) -> str:
    """Another content, another environment."""
    return hashlib.sha256(listed.read_bytes()).hexdigest()


def packages_in(listed: Path) -> int:
    """How many packages a requirement file locks."""
    return sum("==" in line for line in listed.read_text().splitlines() if line[:1].isalnum())


def read_stamp(stamp: Path) -> dict[str, str]:
    """What the environment was made from; nothing for one that is not there or not finished."""
    try:
        return dict(json.loads(stamp.read_text()))
    except (OSError, ValueError):
        return {}


def with_pip(folder: Path, listed: Path) -> None:
    """The plain way, for the one package that then installs all others several times faster."""
    if not folder.exists():
        run([sys.executable, "-m", "venv", str(folder)])
    run([f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(listed)])


def with_uv(folder: Path, listed: Path) -> None:
    """The quick way; uv keeps what it downloaded, so a second checkout takes a second."""
    uv = str(LOCAL / "uv" / "bin" / "uv")
    if not folder.exists():
        run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)])
    python = ["--python", f"{folder}/bin/python"]
    run([uv, "pip", "install", *python, "--require-hashes", "-r", str(listed)])


def run(command: list[str]) -> None:
    """Show what the installer says as it says it, and keep it for the one sentence if it fails."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as installer:
        said = [line.rstrip() for line in installer.stdout or () if show(line)]
    if installer.returncode:
        raise Stop(explain(command, said))


def show(line: str) -> bool:
    """uv lists every package it installs; its three summary lines are enough."""
    if not line.startswith((" + ", " - ", " ~ ")):
        print(f"    {line.rstrip()}", flush=True)
    return bool(line.strip())


def explain(command: list[str], said: list[str]) -> str:
    """The installers' many words, as one sentence that says what to do."""
    text = "\n".join(said).lower()
    if "ensurepip" in text or "no module named venv" in text:
        return "Python's venv module is missing: install it (on Debian or Ubuntu: apt install python3-venv)."
    if any(word in text for word in NETWORK_WORDS):
        return (
            "The Python packages could not be fetched: check the network, or name your mirror with PIP_INDEX_URL "
            "and UV_DEFAULT_INDEX, then run the same command again."
        )
    return f"{Path(command[0]).name} failed while installing: {(said or ['it said nothing'])[-1]}"


if __name__ == "__main__":
    sys.exit(main())
