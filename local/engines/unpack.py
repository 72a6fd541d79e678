"""Unpack an engine's files to where it runs from, all or nothing."""

import os
import shutil
import zipfile
from pathlib import Path

from local.engines.lock import Artifact

DISTRIBUTION = "org.opensearch.distribution.integ-test-zip"
# Over a third of the unpacked OpenSearch, and nobody here uses them. (transport-grpc stays: k-NN extends it.)
UNUSED_MODULES = ("ingest-geoip", "ingest-user-agent", "opensearch-dashboards", "repository-url")


def unpack(artifacts: list[Artifact], repository: Path, folder: Path) -> None:
    """Put jars into `lib/`, a zipped distribution into `home/`, a zipped plugin into `home/plugins/<name>/`."""
    unfinished = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    (unfinished / "lib").mkdir(parents=True)
    for artifact in sorted(artifacts, key=lambda artifact: artifact.group != DISTRIBUTION):
        unpack_artifact(artifact, repository / artifact.path, unfinished)
    for module in UNUSED_MODULES:
        shutil.rmtree(unfinished / "home" / "modules" / module, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)


def unpack_artifact(artifact: Artifact, file: Path, unfinished: Path) -> None:
    """Link a jar, unpack an archive."""
    if artifact.extension != "zip":
        link(file, unfinished / "lib" / file.name)
    elif artifact.group == DISTRIBUTION:
        extract(file, unfinished)
        (unfinished / f"{artifact.name}-{artifact.version}").rename(unfinished / "home")
    else:
        extract(file, unfinished / "home" / "plugins" / artifact.name)


def extract(archive: Path, target: Path) -> None:
    """Unpack an archive that was verified against the lock before."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(target)


def link(source: Path, target: Path) -> None:
    """Link the file where one disk holds both places, else copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
