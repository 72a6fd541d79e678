"""One program of a system: what every component answers, whichever program it is."""

import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from deploy.errors import Stalled
from deploy.paths import ROOT
from local.ports import Ports
from local.process import ProcessRecord, processor_seconds, read_record

MOST_PROCESSOR_SECONDS = 120.0  # a start takes ten


@dataclass(frozen=True)
class Component(ABC):
    """A program of a system: its data is in `<home>/<name>` and its log in `<home>/logs/<name>.log`."""

    home: Path
    ports: Ports

    name: ClassVar[str]
    start_stalls_after: ClassVar[float] = 90  # seconds without any activity while it starts
    stop_stalls_after: ClassVar[float] = 30  # seconds without any activity after it was asked to stop

    @abstractmethod
    def listens_on(self) -> tuple[int, ...]: ...

    @abstractmethod
    def command(self) -> list[str]: ...

    @abstractmethod
    def is_healthy(self) -> bool: ...

    def prepare(self) -> None:
        """Write what the program needs before it starts."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def environment(self) -> dict[str, str]:
        return {}

    @property
    def folder(self) -> Path:
        return self.home / self.name

    @property
    def log(self) -> Path:
        return self.home / "logs" / f"{self.name}.log"

    @property
    def record(self) -> Path:
        return self.home / "run" / f"{self.name}.json"

    @property
    def working_folder(self) -> Path:
        return ROOT

    def running(self) -> ProcessRecord | None:
        return read_record(self.record)


def minimal_environment(home: Path) -> dict[str, str]:
    """Return what a component inherits: enough to run, nothing of the person's own AWS accounts or settings."""
    inherited = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
    # Java finds no folder with an umlaut in its name where the locale knows ASCII only.
    return {**inherited, "LC_ALL": "C.UTF-8", "HOME": str(home), "PYTHONUNBUFFERED": "1"}


def measure_activity(component: Component, pid: int, before: float = 0) -> tuple[float, int]:
    """Return the processor seconds a component has used and its log's size: one of them grows while it starts or stops.

    Raises Stalled when it has used more processor time than any start or stop needs: it is busy with something else.
    """
    used = processor_seconds(pid)
    if used - before > MOST_PROCESSOR_SECONDS:
        raise Stalled(
            f"{component.name} has worked for {used - before:.0f} s of processor time without becoming ready."
        )
    size = component.log.stat().st_size if component.log.exists() else 0
    return round(used, 1), size
