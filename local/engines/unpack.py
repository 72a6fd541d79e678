"""Lay an engine's files out where it can run from: all or nothing, so a half-done unpacking is never used."""

import os
import shutil
import zipfile
from pathlib import Path

from local.engines.lock import Artifact

DISTRIBUTION = "org.opensearch.distribution.integ-test-zip"
# Over a third of the unpacked OpenSearch, and nobody here uses them. (transport-grpc stays: k-NN extends it.)
UNUSED_MODULES = ("ingest-geoip", "ingest-user-agent", "opensearch-dashboards", "repository-url")


def unpack(artifacts: list[Artifact], repository: Path, folder: Path) -> None:
    """`lib/` holds the jars; a zipped distribution becomes `home/`, a zipped plugin `home/plugins/<name>/`."""
    draft = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "lib").mkdir(parents=True)
    for artifact in sorted(artifacts, key=lambda artifact: artifact.group != DISTRIBUTION):
        unpack_artifact(artifact, repository / artifact.path, draft)
    for module in UNUSED_MODULES:
        shutil.rmtree(draft / "home" / "modules" / module, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)


def unpack_artifact(artifact: Artifact, file: Path, draft: Path) -> None:
    """A jar is linked, an archive is opened where it belongs."""
    if artifact.extension != "zip":
        link(file, draft / "lib" / file.name)
    elif artifact.group == DISTRIBUTION:
        extract(file, draft)
        (draft / f"{artifact.name}-{artifact.version}").rename(draft / "home")
    else:
        extract(file, draft / "home" / "plugins" / artifact.name)


def extract(archive: Path, target: Path) -> None:
    """Every archive was checked against the lock before."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(target)


def link(source: Path, target: Path) -> None:
    """The cache and the checkout share the bytes where one disk holds both."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
