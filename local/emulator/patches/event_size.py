"""Refuse events of more than 256 kB in one request, as EventBridge does; the emulator takes any size.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size
"""

from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import eventbridge

MAX_BYTES = 256 * 1024
TIME_BYTES = 14
COUNTED = ("Source", "DetailType", "Detail")


def apply() -> None:
    """Check the size of every request to publish events."""
    plain = eventbridge._put_events

    def put_events(request: dict[str, Any], *options: Any, **more: Any) -> Any:
        if sum(map(_size, request.get("Entries", []))) > MAX_BYTES:
            message = "Total size of the entries in the request is over the limit."
            return error_response_json("ValidationException", message, 400)
        return plain(request, *options, **more)

    eventbridge._put_events = put_events


def _size(entry: dict[str, Any]) -> int:
    texts = [entry.get(name) or "" for name in COUNTED] + entry.get("Resources", [])
    return sum(len(text.encode()) for text in texts) + (TIME_BYTES if "Time" in entry else 0)
