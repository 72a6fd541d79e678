"""Install the engines once per checkout; every system started from it shares them."""

import hashlib
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from deploy.file_lock import hold_lock
from local.engines.java import java
from local.engines.lock import Artifact, load_artifacts
from local.engines.unpack import unpack
from local.paths import ENGINES, download_cache


def install(engines: Iterable[str], report: Callable[[str], None]) -> None:
    """Complete each engine's folder with exactly the files that engines.lock names."""
    missing = [engine for engine in engines if load_artifacts(engine) and not is_installed(engine)]
    if not missing:
        return
    repository = download_cache() / "maven"
    with hold_lock(repository / "lock", report), hold_lock(ENGINES / "lock", report):
        for engine in missing:
            if not is_installed(engine):  # whoever held the lock may have done it
                install_one(engine, repository, report)
        make_class_archive()


def install_one(engine: str, repository: Path, report: Callable[[str], None]) -> None:
    """Install one engine; its stamp is written last, so that the next call repairs an interruption."""
    from local.engines.download import fetch  # a Maven client takes its time to load; most starts need none

    artifacts = load_artifacts(engine)
    report(f"installing {engine} ({len(artifacts)} files, {sum(a.size for a in artifacts) / 1e6:.0f} MB)")
    fetch(artifacts, repository, lambda progress: report(f"  {engine}: {progress}"))
    unpack(artifacts, repository, ENGINES / engine)
    stamp(engine).write_text(fingerprint(artifacts))


def is_installed(engine: str) -> bool:
    """Tell whether the engine was made from exactly the files that the lock names today."""
    try:
        return stamp(engine).read_text() == fingerprint(load_artifacts(engine))
    except FileNotFoundError:
        return False


def stamp(engine: str) -> Path:
    """Return the file that says what an engine was made from."""
    return ENGINES / engine / "installed"


def fingerprint(artifacts: list[Artifact]) -> str:
    """Hash the files of an engine."""
    return hashlib.sha256("".join(artifact.sha256 for artifact in artifacts).encode()).hexdigest()


def make_class_archive() -> None:
    """Create the class archive that a JDK from a wheel lacks; it speeds up every start."""
    subprocess.run([java(), "-Xshare:dump"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
