"""Run work on the emulator's event loop: its DynamoDB tables have no locks, so no other thread may touch them."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ministack import app


def run_on_main_loop(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine there and wait for its result; account and region of this thread go along."""
    return asyncio.run_coroutine_threadsafe(work, app._MAIN_LOOP).result()
