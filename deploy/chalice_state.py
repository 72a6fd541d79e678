"""What Chalice remembers of a deployment lies in the stage it describes, so that whoever deploys next knows it too."""

from dataclasses import dataclass
from pathlib import Path

from deploy.artifacts import Artifacts


@dataclass(frozen=True)
class ChaliceState:
    """Of one service in one stage: the ids by which Chalice finds what it made, and changes it the next time."""

    shelf: Artifacts
    service: str
    stage: str

    @property
    def key(self) -> str:
        return f"chalice/{self.service}.json"

    def bring(self, project: Path) -> None:
        """Nothing is brought before the first deployment."""
        remembered = self.shelf.read(self.key)
        if remembered is not None:
            self.file(project).parent.mkdir(parents=True, exist_ok=True)
            self.file(project).write_bytes(remembered)

    def keep(self, project: Path) -> None:
        """Also after a deployment that failed half-way: what it made is there."""
        if self.file(project).exists():
            self.shelf.write(self.key, self.file(project).read_bytes())

    def file(self, project: Path) -> Path:
        return project / ".chalice" / "deployed" / f"{self.stage}.json"
