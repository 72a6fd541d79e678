"""Run a pipeline on this machine: its own template and buildspecs, in clean clones, against the AWS of this process."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.errors import UserError
from deploy.pipeline.buildspec import Build, load_buildspec
from deploy.pipeline.definition import APPROVAL, BUILD, SOURCE, Action, PipelineStage

Report = Callable[[str], None]
OF_THIS_RUN = (
    "MAKE",
    "MFLAGS",
    "BOOKSTORE_",
    "PYTHON",
    "VIRTUAL_ENV",
    "STAGE",
    "SERVICE",
)  # what a clean shell has not


@dataclass(frozen=True)
class Execution:
    """One run of a pipeline over the last commit of `repository`; its files are in `home`.

    `home/last` has the artifacts of the last run that succeeded, to which a stage goes back that fails.
    """

    repository: Path
    home: Path
    report: Report

    def run(self, stages: tuple[PipelineStage, ...]) -> None:
        """Run all stages; raise UserError at the first that fails, after it was rolled back."""
        for name in ("artifacts", "work"):
            shutil.rmtree(self.home / name, ignore_errors=True)
            (self.home / name).mkdir(parents=True)
        try:
            for stage in stages:
                self.run_stage(stage)
        finally:
            shutil.rmtree(self.home / "work", ignore_errors=True)
        shutil.rmtree(self.home / "last", ignore_errors=True)
        (self.home / "artifacts").rename(self.home / "last")

    def run_stage(self, stage: PipelineStage) -> None:
        """Run a stage; when it fails and says so, run it once more with the artifacts of the last success."""
        try:
            self.run_actions(stage, self.home / "artifacts")
        except UserError as failure:
            last = self.home / "last"
            if not (stage.rolls_back and last.exists()):
                raise UserError(f"{stage.name}: {failure}") from failure
            self.report(f"{stage.name} failed: back to the last success")
            self.run_actions(stage, last)
            raise UserError(f"{stage.name} was rolled back to the last success: {failure}") from failure

    def run_actions(self, stage: PipelineStage, artifacts: Path) -> None:
        """Run the actions of a stage one after the other."""
        for action in stage.actions:
            started = time.monotonic()
            self.report(f"{stage.name}/{action.name}")
            self.run_action(f"{stage.name}-{action.name}", action, artifacts)
            self.report(f"{stage.name}/{action.name} succeeded in {time.monotonic() - started:.1f} s")

    def run_action(self, name: str, action: Action, artifacts: Path) -> None:
        """Clone, build, or approve: on this machine nobody is asked."""
        if action.category == SOURCE:
            clone(self.repository, artifacts / action.output)
        elif action.category == BUILD:
            self.build(name, action, artifacts)
        elif action.category != APPROVAL:
            raise ValueError(f"An action of the category {action.category} cannot be run here.")

    def build(self, name: str, action: Action, artifacts: Path) -> None:
        """Run the action's buildspec in a clone of its own, and collect what it makes."""
        folder = self.home / "work" / name
        primary, *others = action.inputs
        shutil.rmtree(folder, ignore_errors=True)
        clone(artifacts / primary, folder)
        buildspec = load_buildspec(folder / action.buildspec)
        inputs = {f"CODEBUILD_SRC_DIR_{other}": str(artifacts / other) for other in others}
        variables = {**clean_environment(os.environ), "CODEBUILD_SRC_DIR": str(folder), **inputs, **action.environment}
        log = self.home / f"{name}.log"
        log.unlink(missing_ok=True)
        build = Build(folder, variables, log, self.report)
        build.run(buildspec)
        if action.output:
            build.collect(buildspec, artifacts / action.output)
        for variable, value in build.exported(buildspec).items():
            self.report(f"    {variable} {value}")
        shutil.rmtree(folder)


def clone(repository: Path, to: Path) -> None:
    """Clone the last commit: what is not committed is not part of it."""
    done = subprocess.run(
        ["git", "clone", "--quiet", "--no-hardlinks", str(repository), str(to)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise UserError(f"{repository} cannot be cloned: {done.stderr.strip()}")


def clean_environment(shell: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a shell without those that another make or another system has set."""
    return {name: value for name, value in shell.items() if not name.startswith(OF_THIS_RUN)}
