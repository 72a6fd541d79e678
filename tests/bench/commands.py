"""The Makefile's measurements: every target whose name begins with `bench` or `eval`."""

import os
import re
import subprocess

from deploy.paths import ROOT

RECIPES = re.findall(r"^((?:bench|eval)[a-z-]*):.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
AT_THE_SHOP = [name for name, recipe in RECIPES if "$(LOCAL) run" in recipe]
WITH_OWN_ENGINES = [name for name, recipe in RECIPES if "$(LOCAL) run" not in recipe]

LEFT_OUT = ("MAKE", "MFLAGS", "AWS_")


def run_tiny(target: str, **variables: str) -> str:
    """Run a measurement in its tiny form, by its own recipe; return what it prints, and fail when it fails.

    What pytest set for AWS is left out: a person who types the command has no such variables.
    """
    command = ["make", "--assume-old=ready-for-tests", target, "TINY=1"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    done = subprocess.run(command, cwd=ROOT, env=environment | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{target} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout
