"""Keep Chalice's record of a deployment in the stage it describes, so that the next deployment finds it."""

from dataclasses import dataclass
from pathlib import Path

from deploy.artifacts import Artifacts


@dataclass(frozen=True)
class ChaliceState:
    """One service's record in one stage: the ids by which Chalice finds what it created, and changes it."""

    artifacts: Artifacts
    service: str
    stage: str

    @property
    def key(self) -> str:
        return f"chalice/{self.service}.json"

    def download(self, project: Path) -> None:
        """Write the stage's record into the project; nothing before the first deployment."""
        content = self.artifacts.read(self.key)
        if content is not None:
            self.file(project).parent.mkdir(parents=True, exist_ok=True)
            self.file(project).write_bytes(content)

    def upload(self, project: Path) -> None:
        """Store the project's record, also after a deployment that failed half-way: what it created exists."""
        if self.file(project).exists():
            self.artifacts.write(self.key, self.file(project).read_bytes())

    def file(self, project: Path) -> Path:
        return project / ".chalice" / "deployed" / f"{self.stage}.json"
