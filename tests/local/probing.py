"""Run a probe in the emulator's own Python, and read the facts that it prints."""

import json
import subprocess
from pathlib import Path
from typing import Any

from deploy.paths import ROOT
from local.paths import EMULATOR_PYTHON


def facts_of(probe: str, folder: Path, *arguments: str) -> Any:
    """What the module `tests.local.<probe>` prints as JSON in its last line; its state lies in `folder`."""
    done = subprocess.run(
        [EMULATOR_PYTHON, "-m", f"tests.local.{probe}", *arguments],
        cwd=ROOT,
        env={"STATE_DIR": str(folder), "S3_DATA_DIR": str(folder), "TMPDIR": str(folder), "LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
