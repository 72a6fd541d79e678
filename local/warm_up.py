"""Request the first pages once before the shop is called open.

A function or an engine is slow the first time, and a search is cut off after two seconds.
"""

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


def warm_up(system: System, report: Report) -> None:
    """Request all pages at once, as a browser does, until they succeed; report those that do not, and go on."""
    with CONSOLE.task("asking for the first pages", len(PATHS)) as task, ThreadPoolExecutor(len(PATHS)) as pool:

        def request_page(path: str) -> bool:
            success = _responds(system.ports.door, path)
            task.advance()
            return success

        results = list(pool.map(request_page, PATHS))
    for path, success in zip(PATHS, results, strict=True):
        if not success:
            report(f"{path} does not answer well yet; `make status` and `make logs` may say why")


def _responds(port: int, path: str) -> bool:
    try:
        return wait_until(lambda: _is_complete(port, path), path, stalled_after=TIMEOUT)
    except Stalled:
        return False


def _is_complete(port: int, path: str) -> bool:
    """Tell whether a page succeeds without the simple list that replaces an engine that is not ready."""
    status, body = send_request(port, path)
    return status == HTTPStatus.OK and b'"degraded":true' not in body
