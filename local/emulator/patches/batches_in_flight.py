"""Keep a queue's batch invisible while it waits for a function or is handled.

Otherwise it is delivered twice, and after some receives it becomes a dead letter although nothing was wrong with it. On
AWS a visibility time-out is six times the function's, and to start one takes no minute. Here a machine may be slow.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from ministack.services import lambda_svc, sqs

PAUSE = 5.0  # seconds until a batch that no function took is tried again
RAN = ("Runtime.HandlerError", "Sandbox.Timedout")  # the errors of functions that were started
DELETES = ("DeleteMessage", "DeleteMessageBatch")

_in_flight: set[str] = set()  # ids of the messages whose invocation has not ended
_thread_state = threading.local()


def apply() -> None:
    """Hide a batch until its invocation has ended, and undo the receive of one that never began."""
    lambda_svc._run_sqs_batch = _run_batch
    lambda_svc._execute_function = _execute
    sqs._collect_msgs = _collect
    sqs._dlq_sweep = _sweep
    sqs._HANDLERS.update({name: _lock_queues(sqs._HANDLERS[name]) for name in DELETES})


_plain_run = lambda_svc._run_sqs_batch
_plain_execute = lambda_svc._execute_function
_plain_collect = sqs._collect_msgs
_plain_sweep = sqs._dlq_sweep


def _run_batch(esm: Any, function: Any, event: Any, batch: list[dict[str, Any]], *queue: str) -> None:
    ids = {message["id"] for message in batch}
    _in_flight.update(ids)
    _thread_state.result = {}
    try:
        _plain_run(esm, function, event, batch, *queue)
        if _never_ran(_thread_state.result):
            _return_batch(batch)
    finally:
        _in_flight.difference_update(ids)


def _execute(function: Any, event: Any) -> Any:
    _thread_state.result = _plain_execute(function, event)
    return _thread_state.result


def _never_ran(result: dict[str, Any]) -> bool:
    """Tell whether the function was throttled, or its process could not be started."""
    return bool(result.get("error")) and result["body"].get("errorType") not in RAN


def _return_batch(batch: list[dict[str, Any]]) -> None:
    with sqs._queues_lock:
        for message in batch:
            message["receive_count"] -= 1
            message["visible_at"] = time.time() + PAUSE


def _without_batches_in_flight(queue: dict[str, Any]) -> dict[str, Any]:
    return {**queue, "messages": [message for message in queue["messages"] if message["id"] not in _in_flight]}


def _collect(queue: dict[str, Any], *limits: int) -> Any:
    """Hide batches in flight, but not of a FIFO queue: it has one in flight anyway, and needs it for its order."""
    return _plain_collect(queue if queue["is_fifo"] else _without_batches_in_flight(queue), *limits)


def _sweep(queue: dict[str, Any]) -> None:
    """Remove moved messages one by one: the emulator's new list would lack what was sent meanwhile."""
    seen = _without_batches_in_flight(queue)
    before = seen["messages"]
    _plain_sweep(seen)
    stay = {message["id"] for message in seen["messages"]}
    for message in before:
        if message["id"] not in stay:
            queue["messages"].remove(message)


def _lock_queues(delete: Callable[..., Any]) -> Callable[..., Any]:
    """Lock a client's delete: concurrent deletes would each restore what the other has removed."""

    def locked(*request: Any) -> Any:
        with sqs._queues_lock:
            return delete(*request)

    return locked
