"""What a first visitor asks for, asked before the shop is called open: a function or an engine that has not worked yet
is slow once, and a search gives it up after two seconds."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from deploy.errors import Stalled
from deploy.progress import CONSOLE
from deploy.waiting import wait_until
from local.health import send_request
from local.system import Report, System

PATHS = (
    "/",
    "/api/catalog/books",
    "/api/search/search?q=whale",
    "/api/search/suggest?q=wha",
    "/api/recommendations/bestsellers?window=month",
)
TIMEOUT = 60.0  # seconds


def warm_up(system: System, say: Report) -> None:
    """Everything at once, as a browser does, and until it is answered. What is not is told and keeps nobody out."""
    with CONSOLE.task("asking for the first pages", len(PATHS)) as task, ThreadPoolExecutor(len(PATHS)) as pool:

        def answered(path: str) -> bool:
            well = _responds(system.ports.door, path)
            task.advance()
            return well

        wells = list(pool.map(answered, PATHS))
    for path, well in zip(PATHS, wells, strict=True):
        if not well:
            say(f"{path} does not answer well yet; `make status` and `make logs` may say why")


def _responds(port: int, path: str) -> bool:
    try:
        return wait_until(lambda: _is_complete(port, path), path, stalled_after=TIMEOUT)
    except Stalled:
        return False


def _is_complete(port: int, path: str) -> bool:
    """Whether it is answered well, and by the engine behind it: a simple list stands in for one that is not ready."""
    status, body = send_request(port, path)
    return status == HTTPStatus.OK and b'"degraded":true' not in body
