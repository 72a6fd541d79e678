"""Run the phases of a buildspec as CodeBuild does.

Source: CodeBuild user guide, "Build specification reference for CodeBuild", version 0.2: all commands of a build see
the variables of those before; a failure of `install` or `pre_build` ends the build; after one of `build` still comes
`post_build`, unless on-failure is ABORT; `finally` always runs.
"""

import glob
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from deploy.errors import UserError

PHASES = ("install", "pre_build", "build", "post_build")
KNOWN = {"version", "env", "phases", "artifacts"}
KNOWN_IN_PHASE = {"commands", "finally", "on-failure", "runtime-versions"}

# The variables of one phase are those of the next: they are written when it ends, however it ends.
SCRIPT = """
trap 'code=$?; env -0 > "$PHASE_ENVIRONMENT"; exit $code' EXIT
set -e
{commands}
"""


@dataclass
class Build:
    """One build: the folder it works in and the variables that its commands see and set; output goes to `log`."""

    folder: Path
    variables: dict[str, str]
    log: Path
    report: Callable[[str], None]
    failed: list[str] = field(default_factory=list)

    def run(self, buildspec: Mapping[str, Any]) -> None:
        """Run all phases; raise UserError with the end of the log when one has failed."""
        require_known(buildspec)
        self.variables.update(buildspec.get("env", {}).get("variables", {}))
        for name in PHASES:
            phase = buildspec["phases"].get(name)
            if phase and not self.run_phase(name, phase):
                break
        if self.failed:
            raise UserError(f"The phase {self.failed[0]} failed; {self.log} ends with:\n{self.log_end()}")

    def run_phase(self, name: str, phase: Mapping[str, Any]) -> bool:
        """Run a phase and its `finally`; tell whether the next phase is to follow."""
        is_done = self.run_commands(phase.get("commands", []))
        self.run_commands(phase.get("finally", []))
        if is_done:
            return True
        self.failed.append(name)
        default = "CONTINUE" if name == "build" else "ABORT"
        return bool(phase.get("on-failure", default) == "CONTINUE")

    def run_commands(self, commands: list[str]) -> bool:
        """Run commands in one shell until one fails; tell whether all succeeded."""
        if not commands:
            return True
        for command in commands:
            self.report(f"    {command}")
        after = self.log.with_suffix(".environment")
        script = SCRIPT.format(commands="\n".join(commands))
        with self.log.open("a") as log:
            done = subprocess.run(
                ["bash", "-c", script],
                cwd=self.folder,
                env={**self.variables, "PHASE_ENVIRONMENT": str(after)},
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        self.variables = read_environment(after)
        after.unlink()
        return done.returncode == 0

    def log_end(self, lines: int = 15) -> str:
        """Return the last lines of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def collect(self, buildspec: Mapping[str, Any], to: Path) -> None:
        """Copy the artifact's files to a folder."""
        artifacts = buildspec["artifacts"]
        base = self.folder / artifacts.get("base-directory", ".")
        shutil.rmtree(to, ignore_errors=True)
        for pattern in artifacts["files"]:
            for found in glob.glob(pattern, root_dir=base, recursive=True, include_hidden=True):
                if (base / found).is_file():
                    (to / found).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(base / found, to / found)

    def exported(self, buildspec: Mapping[str, Any]) -> dict[str, str]:
        """Return the variables that later actions of the pipeline may name."""
        names = buildspec.get("env", {}).get("exported-variables", [])
        return {name: self.variables.get(name, "") for name in names}


def load_buildspec(path: Path) -> Mapping[str, Any]:
    """Load a buildspec."""
    buildspec: Mapping[str, Any] = yaml.safe_load(path.read_text())
    return buildspec


def require_known(buildspec: Mapping[str, Any]) -> None:
    """Raise ValueError for what CodeBuild would do and this reader would not."""
    unknown = buildspec.keys() - KNOWN
    for phase in buildspec["phases"].values():
        unknown |= phase.keys() - KNOWN_IN_PHASE
    if unknown or buildspec["phases"].keys() - set(PHASES):
        raise ValueError(f"The buildspec has {', '.join(sorted(unknown)) or 'a phase'} that cannot be run here.")


def read_environment(file: Path) -> dict[str, str]:
    """Read the variables that a shell has left, without the shell's own."""
    pairs = (entry.partition("=") for entry in os.fsdecode(file.read_bytes()).split("\0") if entry)
    return {name: value for name, _, value in pairs if name not in {"PHASE_ENVIRONMENT", "SHLVL", "_"}}
