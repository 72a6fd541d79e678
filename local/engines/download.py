"""Download an engine's files into the user's cache: in parallel, verified, and again when they were cut off."""

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


def fetch(artifacts: list[Artifact], repository: Path, report: Callable[[str], None]) -> None:
    """Download every missing artifact into `repository` and verify it; raise UserError when that fails."""
    missing = [artifact for artifact in artifacts if not artifact.is_intact(repository)]
    if not missing:
        return
    context = maven_context(repository, DownloadProgress(sum(artifact.size for artifact in missing), report))
    with ThreadPoolExecutor(PARALLEL_DOWNLOADS) as pool:
        jobs = [pool.submit(fetch_one, artifact, repository, context) for artifact in missing]
        try:
            for job in jobs:
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def maven_context(repository: Path, progress: DownloadProgress) -> MavenContext:
    """Return one client for all threads."""
    logging.getLogger("jgo").setLevel(logging.ERROR)
    session = requests.Session()  # jgo opens a connection for every request; kept ones are fifteen times faster
    for scheme in ("https://", "http://"):
        session.mount(scheme, requests.adapters.HTTPAdapter(pool_maxsize=PARALLEL_DOWNLOADS))
    http.requests = session
    resolver = PythonResolver(progress_callback=progress.track_file)
    return MavenContext(resolver, repository, remote_repos={"central": central_url()}, timeout=TIMEOUT)


def fetch_one(artifact: Artifact, repository: Path, context: MavenContext) -> None:
    """Download one file, up to four times: jgo keeps a file that was cut off, so it is verified and deleted here."""
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
