"""What a first visitor asks for, asked before the shop is called open: a function or an engine that has not worked yet
is slow once, and a search gives up after 300 ms."""

import time
from concurrent.futures import ThreadPoolExecutor

from deploy.local.health import is_well
from deploy.local.system import Say, System

QUESTIONS = (
    "/",
    "/api/catalog/books",
    "/api/search/search?q=whale",
    "/api/search/suggest?q=wha",
    "/api/recommendations/bestsellers?window=month",
)
PATIENCE, PAUSE = 20.0, 0.1  # seconds


def look_around(system: System, say: Say) -> None:
    """Everything at once, as a browser does, and until it is answered. What is not is told and keeps nobody out."""
    say("looking around")
    with ThreadPoolExecutor(len(QUESTIONS)) as pool:
        answered = pool.map(lambda path: _answered(system.ports.door, path), QUESTIONS)
    for path, well in zip(QUESTIONS, answered, strict=True):
        if not well:
            say(f"{path} has not answered well within {PATIENCE:.0f} s; `make status` and `make logs` may say why")


def _answered(port: int, path: str) -> bool:
    until = time.monotonic() + PATIENCE
    while not (well := is_well(port, path)) and time.monotonic() < until:
        time.sleep(PAUSE)
    return well
