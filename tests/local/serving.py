"""The front door in a thread of the tests' own process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web

from local.front_door import SERVER, create_app


@contextmanager
def serve_front_door(port: int, emulator_port: int, folder: Path) -> Iterator[None]:
    """The door on `port`; files in `folder` name what it forwards to."""
    app = create_app(emulator_port, folder / "distribution", folder / "graphql_api", folder / "explorer")
    runner = web.AppRunner(app, **SERVER)
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()

    async def open_it() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()

    asyncio.run_coroutine_threadsafe(open_it(), loop).result()
    yield
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
