"""Wait for the line that a resolver's Node process answers with; the emulator starts a thread for each to wait in."""

import json
import select
from typing import Any

from ministack.core import node_pool


def apply() -> None:
    """Replace the call of a process: half of the time that a short resolver takes."""
    node_pool._Worker.call = call


def call(worker: Any, request: Any, timeout: float) -> Any:
    """Send one line and read one; a process that does not answer within the time is ended."""
    with worker._lock:
        worker.evals += 1
        try:
            process = worker._ensure()
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answered = _wait_for_line(process, timeout)
            line = process.stdout.readline() if answered else ""
        except FileNotFoundError as error:
            raise node_pool.NodeWorkerError("node was not found on PATH", reason="missing_node") from error
        except OSError as error:
            worker._proc = None
            message = f"node worker failed: {error}"
            raise node_pool.NodeWorkerError(message, reason="io_error", cause_text=str(error)) from error
        if not answered:
            node_pool._terminate(worker._take_proc())
            raise node_pool.NodeWorkerTimeout(f"evaluation exceeded {int(timeout)} seconds and was cancelled")
        if not line:
            worker._proc = None
            raise node_pool.NodeWorkerError("node worker closed unexpectedly", reason="closed")
    return json.loads(line)


def _wait_for_line(process: Any, timeout: float) -> bool:
    """Poll rather than select: that fails for file descriptors above 1,023."""
    poll = select.poll()
    poll.register(process.stdout, select.POLLIN | select.POLLHUP)
    return bool(poll.poll(timeout * 1000))
