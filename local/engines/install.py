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


def install(engines: Iterable[str], say: Callable[[str], None]) -> None:
    """After this each engine's folder is complete and made of exactly the files engines.lock names."""
    missing = [engine for engine in engines if load_artifacts(engine) and not is_installed(engine)]
    if not missing:
        return
    repository = download_cache() / "maven"
    with hold_lock(repository / "lock", say), hold_lock(ENGINES / "lock", say):
        for engine in missing:
            if not is_installed(engine):  # whoever held the lock may have done it
                install_one(engine, repository, say)
        make_class_archive()


def install_one(engine: str, repository: Path, say: Callable[[str], None]) -> None:
    """The stamp is written last, so an interruption is repaired by the next call."""
    from local.engines.download import fetch  # a Maven client takes its time to load; most starts need none

    artifacts = load_artifacts(engine)
    say(f"installing {engine} ({len(artifacts)} files, {sum(a.size for a in artifacts) / 1e6:.0f} MB)")
    fetch(artifacts, repository, lambda progress: say(f"  {engine}: {progress}"))
    unpack(artifacts, repository, ENGINES / engine)
    stamp(engine).write_text(fingerprint(artifacts))


def is_installed(engine: str) -> bool:
    """True when it was made from exactly the files the lock names today."""
    try:
        return stamp(engine).read_text() == fingerprint(load_artifacts(engine))
    except FileNotFoundError:
        return False


def stamp(engine: str) -> Path:
    """Where an engine says what it was made from."""
    return ENGINES / engine / "installed"


def fingerprint(artifacts: list[Artifact]) -> str:
    """Another file in the lock, another engine."""
    return hashlib.sha256("".join(artifact.sha256 for artifact in artifacts).encode()).hexdigest()


def make_class_archive() -> None:
    """A JDK from a wheel comes without its class archive; making it once speeds up every start."""
    subprocess.run([java(), "-Xshare:dump"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
