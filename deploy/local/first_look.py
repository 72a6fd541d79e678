"""What a first visitor asks for, asked before the shop is called open: a function or an engine that has not worked yet
is slow once, and a search gives up after 300 ms."""

from concurrent.futures import ThreadPoolExecutor

from deploy.errors import Stalled
from deploy.local.health import is_well
from deploy.local.system import Say, System
from deploy.progress import CONSOLE
from deploy.waiting import wait_until

QUESTIONS = (
    "/",
    "/api/catalog/books",
    "/api/search/search?q=whale",
    "/api/search/suggest?q=wha",
    "/api/recommendations/bestsellers?window=month",
)
PATIENCE = 60.0  # seconds


def look_around(system: System, say: Say) -> None:
    """Everything at once, as a browser does, and until it is answered. What is not is told and keeps nobody out."""
    with CONSOLE.task("asking for the first pages", len(QUESTIONS)) as task, ThreadPoolExecutor(len(QUESTIONS)) as pool:

        def answered(path: str) -> bool:
            well = _answered(system.ports.door, path)
            task.advance()
            return well

        wells = list(pool.map(answered, QUESTIONS))
    for path, well in zip(QUESTIONS, wells, strict=True):
        if not well:
            say(f"{path} does not answer well yet; `make status` and `make logs` may say why")


def _answered(port: int, path: str) -> bool:
    try:
        return wait_until(lambda: is_well(port, path), path, stalled_after=PATIENCE)
    except Stalled:
        return False
