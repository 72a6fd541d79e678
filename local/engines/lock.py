"""Read engines.lock: every file an engine is made of, by Maven coordinates, size and sha256."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

LOCK_FILE = Path(__file__).with_name("engines.lock")


@dataclass(frozen=True)
class Artifact:
    """One file of Maven Central; `extension` is jar, zip, or a native library's own."""

    engine: str
    group: str
    name: str
    version: str
    extension: str
    size: int
    sha256: str
    classifier: str = ""

    @property
    def path(self) -> Path:
        """Return its path in a Maven repository."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        file = f"{self.name}-{self.version}{suffix}.{self.extension}"
        return Path(*self.group.split("."), self.name, self.version, file)

    def is_intact(self, repository: Path) -> bool:
        file = repository / self.path
        return file.is_file() and file.stat().st_size == self.size and sha256(file) == self.sha256


def sha256(path: Path) -> str:
    """Return the hash in hexadecimal, as the lock has it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_artifacts(engine: str, lock: Path = LOCK_FILE) -> list[Artifact]:
    """Load an engine's rows; none for one that comes as a wheel."""
    rows = (parse_artifact(json.loads(line)) for line in lock.read_text().splitlines() if line)
    return [artifact for artifact in rows if artifact.engine == engine]


def parse_artifact(row: dict[str, object]) -> Artifact:
    """Parse a row, whose keys are short because there are two hundred."""
    short = {"g": "group", "a": "name", "v": "version", "c": "classifier", "ext": "extension"}
    return Artifact(**{short.get(key, key): value for key, value in row.items()})  # type: ignore[arg-type]
