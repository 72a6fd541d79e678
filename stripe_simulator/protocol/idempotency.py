"""Stripe's rules for idempotency keys: for a day, a repeated request gets the first response."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

import msgspec
from msgspec import Struct, structs

from stripe_simulator.clock import Clock
from stripe_simulator.protocol.errors import InvalidParameter, KeyInUse, KeyMisused
from stripe_simulator.protocol.messages import Request, Response
from stripe_simulator.store import Store

RETENTION_SECONDS = 24 * 3600
MAX_KEY_LENGTH = 255


class IdempotencyRecord(Struct, frozen=True):
    """The first request with a key; `response` is None while it is being executed."""

    path: str
    fingerprint: str
    request_id: str
    created: int
    response: Response | None = msgspec.field(default=None, name="answer")  # saved states have this name


@dataclass
class IdempotencyKeys:
    """The stored responses, 500s and declined cards included; invalid parameters and conflicts are never stored."""

    clock: Clock
    store: Store
    records: dict[str, IdempotencyRecord] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def run_once(self, request: Request, execute: Callable[[Callable[[Response], None]], Response]) -> Response:
        """Execute a request, or return the stored response of an equal one; raise KeyMisused or KeyInUse.

        `execute` receives the function that stores its response, and calls it while it holds the store's lock, so
        that one line of the journal has both. If it raises, nothing was executed and nothing is stored.
        """
        key = request.idempotency_key
        if key is None or request.method != "POST":
            return execute(lambda _: None)
        stored = self._begin(key, request)
        if stored:
            return stored
        try:
            return execute(lambda response: self._end(key, response if response.replayable else None))
        except BaseException:
            self._end(key, None)
            raise

    def clear(self) -> None:
        with self._lock:
            self.records.clear()

    def prune(self) -> None:
        oldest = self.clock.now() - RETENTION_SECONDS
        with self._lock:
            self.records = {key: record for key, record in self.records.items() if record.created > oldest}

    def _begin(self, key: str, request: Request) -> Response | None:
        if len(key) > MAX_KEY_LENGTH:
            raise InvalidParameter(f"Idempotency keys can be at most {MAX_KEY_LENGTH} characters long.")
        now = self.clock.now()
        with self._lock:
            record = self.records.get(key)
            if record is None or record.created <= now - RETENTION_SECONDS:
                self.records[key] = IdempotencyRecord(request.path, fingerprint(request), request.id, now)
                return None
        return _replay(key, record, request)

    def _end(self, key: str, response: Response | None) -> None:
        with self._lock:
            record = self.records.pop(key, None)
            if record and response:
                self.records[key] = structs.replace(record, response=response)
                self.store.journal_change("key", key, self.records[key])


def fingerprint(request: Request) -> str:
    """Hash a request's parameters, independent of their order."""
    return hashlib.sha256(json.dumps(request.form, sort_keys=True).encode()).hexdigest()


def _replay(key: str, record: IdempotencyRecord, request: Request) -> Response:
    advice = f"Try using a key other than '{key}' if you meant to execute a different request."
    if record.path != request.path:
        raise KeyMisused(
            "Keys for idempotent requests can only be used for the same endpoint they were first used for "
            f"('{record.path}' vs '{request.path}'). {advice}"
        )
    if record.fingerprint != fingerprint(request):
        raise KeyMisused(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"{advice}"
        )
    if record.response is None:
        raise KeyInUse(
            "There is currently another in-progress request using this Idempotent Key "
            "(that probably means you submitted twice, and the other request is still going through): "
            f"{key}. Please try again later."
        )
    headers = {"Idempotent-Replayed": "true", "Original-Request": record.request_id}
    return replace(record.response, headers={**record.response.headers, **headers}, dropped=False)
