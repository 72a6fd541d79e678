"""Bring an engine's files into the user's cache: in parallel, checked, and again when they were cut off."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests
from jgo.maven import MavenContext, PythonResolver
from jgo.util import http

from deploy.errors import UserError
from local.engines.lock import Artifact
from local.engines.mirror import central_url
from local.engines.progress import DownloadProgress

PARALLEL_DOWNLOADS = 8
ATTEMPTS = 4
TIMEOUT = 60  # without a byte


def fetch(artifacts: list[Artifact], repository: Path, say: Callable[[str], None]) -> None:
    """Afterwards every artifact is in `repository` with its right checksum, or Trouble says why not."""
    missing = [artifact for artifact in artifacts if not artifact.is_intact(repository)]
    if not missing:
        return
    context = maven_context(repository, DownloadProgress(sum(artifact.size for artifact in missing), say))
    with ThreadPoolExecutor(PARALLEL_DOWNLOADS) as pool:
        arriving = [pool.submit(fetch_one, artifact, repository, context) for artifact in missing]
        try:
            for job in arriving:
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def maven_context(repository: Path, progress: DownloadProgress) -> MavenContext:
    """One client for all threads; what jgo would only warn of is checked here."""
    logging.getLogger("jgo").setLevel(logging.ERROR)
    session = requests.Session()  # jgo opens a connection for every request; kept ones are fifteen times faster
    for scheme in ("https://", "http://"):
        session.mount(scheme, requests.adapters.HTTPAdapter(pool_maxsize=PARALLEL_DOWNLOADS))
    http.requests = session
    resolver = PythonResolver(progress_callback=progress.of_one_file)
    return MavenContext(resolver, repository, remote_repos={"central": central_url()}, timeout=TIMEOUT)


def fetch_one(artifact: Artifact, repository: Path, context: MavenContext) -> None:
    """jgo keeps a file that was cut off or changed on its way; here it is thrown away and asked for again."""
    reason: object = "its checksum is wrong"
    for attempt in range(ATTEMPTS):
        time.sleep(attempt)
        (repository / artifact.path).unlink(missing_ok=True)
        try:
            source = context.project(artifact.group, artifact.name).at_version(artifact.version)
            source.artifact(artifact.classifier, artifact.extension).resolve()
        except (requests.RequestException, RuntimeError, OSError) as error:
            reason = error
        if artifact.is_intact(repository):
            return
    raise UserError(
        f"{artifact.path.name} could not be downloaded ({reason}): check the network, then run the same command "
        "again; what has arrived is kept."
    )
