"""`make up` while the emulator is killed at a random moment of each phase: the next `make up` repairs everything.

`make test-deep` runs it, since it starts the whole shop twice for each phase. The moments come from DEEP_SEED, which a
failure prints.
"""

import os
import random
import re
import subprocess
from collections.abc import Iterator
from functools import partial
from itertools import islice

import httpx
import pytest

from deploy.paths import ROOT
from deploy.waiting import wait_until
from local.system import System
from tests.local.small_aws import kill

PORT = 27000
SEED = int(os.environ.get("DEEP_SEED") or random.randrange(10_000))
PHASES = {  # the line with which each begins, and up to how many lines of it pass before the kill
    "deployment": (r"bookstore-local-platform", 6),
    "stock": (r"loading stock", 3),
    "books": (r"loading books", 3),
    "events": (r"waiting until every service knows", 4),
    "opening": (r"asking for the first pages", 3),
    "history": (r"The shop is open", 12),
}


HOME = ROOT / ".local" / "test-start"  # pytest removes its own folders while a slow run still uses them


@pytest.fixture
def system() -> Iterator[System]:
    system = System(HOME, PORT)
    make(system, "reset")
    yield system
    make(system, "reset")


def environment(system: System) -> dict[str, str]:
    return {**os.environ, "BOOKSTORE_HOME": str(system.home), "BOOKSTORE_PORT": str(PORT)}


def make(system: System, *target: str) -> subprocess.CompletedProcess[str]:
    command = ["make", *target]
    return subprocess.run(command, cwd=ROOT, env=environment(system), capture_output=True, text=True, check=False)


def kill_during(system: System, phase: str) -> tuple[int, str]:
    """Run `make up`, kill the emulator in the phase, and return the exit code and everything that was printed."""
    beginning, lines = PHASES[phase]
    moment = random.Random(f"{SEED} {phase}").randint(0, lines)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    output: list[str] = []
    with subprocess.Popen(["make", "up"], cwd=ROOT, env=environment(system), **streams) as process:
        for line in process.stdout:
            output.append(line)
            if re.search(beginning, line):
                break
        else:
            pytest.fail(f"the phase did not begin: {''.join(output)}")
        output += islice(process.stdout, moment)
        kill(system)
        output += process.stdout
    return process.returncode, "".join(output)


@pytest.mark.parametrize("phase", PHASES)
def test_a_killed_emulator_ends_in_one_sentence_and_the_next_start_repairs_it(system, phase):
    code, output = kill_during(system, phase)
    assert "Traceback" not in output, f"DEEP_SEED={SEED}\n{output}"
    assert code == 0 or "make up" in output, f"DEEP_SEED={SEED}\n{output}"
    second = make(system, "up")
    assert second.returncode == 0, f"DEEP_SEED={SEED}\n{second.stdout}{second.stderr}"
    status = partial(make, system, "status")
    wait_until(lambda: is_complete(status().stdout), "the history and every event", progress=lambda: status().stdout)
    drift = make(system, "drift")
    assert drift.returncode == 0, f"DEEP_SEED={SEED}\n{drift.stdout}"
    assert reviewed_books() > 0, f"DEEP_SEED={SEED}"


def is_complete(status: str) -> bool:
    return "In the background" not in status and "Every event has arrived." in status


def reviewed_books() -> int:
    """Count the books of the first page that have ratings."""
    page = httpx.get(f"http://127.0.0.1:{PORT}/api/catalog/books", timeout=60).raise_for_status().json()
    return sum(sum(book["rating"]["stars"]) > 0 for book in page["items"])
