"""The messages of a Parked queue: a stream record, whole, with the reason why it can never succeed."""

import base64
import json
import zlib
from collections.abc import Callable
from typing import Any

from bookstore import logs

Park = Callable[[str], None]
PLAIN_BYTES = 200_000  # a longer message is compressed: SQS takes one MiB, and a record has up to 800 kB
REASON_LIMIT = 1_000  # characters: an error may quote the value that it is about


def park_record(raw: dict[str, Any], error: Exception, park: Park) -> bool:
    """Park the record whole and return True; False when that failed, and the record has to be delivered again.

    To be called while the error is handled: its traceback is logged.
    """
    try:
        park(dead_letter_body(raw, error))
    except Exception:
        logs.exception("record not parked", reason=_reason(error))
        return False
    logs.exception("record parked", reason=_reason(error))
    return True


def dead_letter_body(raw: dict[str, Any], error: Exception) -> str:
    """Encode the whole record with the reason as a message, in ASCII: SQS refuses some characters of texts."""
    body = json.dumps({"reason": _reason(error), "record": raw})
    if len(body) <= PLAIN_BYTES:
        return body
    compressed = base64.b64encode(zlib.compress(json.dumps(raw).encode(), level=9)).decode()
    return json.dumps({"reason": _reason(error), "compressed": compressed})


def read_dead_letter(body: str) -> dict[str, Any]:
    """Return the message as it is when it is not compressed."""
    message: dict[str, Any] = json.loads(body)
    if "compressed" in message:
        record = json.loads(zlib.decompress(base64.b64decode(message.pop("compressed"))))
        return {**message, "record": record}
    return message


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:REASON_LIMIT]
