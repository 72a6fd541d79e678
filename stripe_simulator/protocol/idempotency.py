"""Stripe's rules for idempotency keys: the same request again gets the first answer again, for a day."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from stripe_simulator.clock import Clock
from stripe_simulator.protocol.errors import InvalidParameter, KeyInUse, KeyMisused
from stripe_simulator.protocol.messages import Answer, Request
from stripe_simulator.store import Store

KEPT_FOR = 24 * 3600
LONGEST_KEY = 255


@dataclass(frozen=True)
class Record:
    """`answer` is None while the first request is still being carried out."""

    path: str
    fingerprint: str
    request_id: str
    created: int
    answer: Answer | None = None


@dataclass
class Keys:
    """Remembers answers, a 500 and a declined card included; a refused parameter or a conflict is never remembered."""

    clock: Clock
    store: Store
    records: dict[str, Record] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def once(self, request: Request, work: Callable[[Callable[[Answer], None]], Answer]) -> Answer:
        """Do the work unless it was done; `work` raises for what began nothing.

        It is handed what remembers its answer, to be called while it holds the store, so that both are kept together.
        """
        key = request.idempotency_key
        if key is None or request.method != "POST":
            return work(lambda _: None)
        answered = self._begin(key, request)
        if answered:
            return answered
        try:
            return work(lambda answer: self._end(key, answer if answer.remembered else None))
        except BaseException:
            self._end(key, None)
            raise

    def clear(self) -> None:
        with self._lock:
            self.records.clear()

    def prune(self) -> None:
        oldest = self.clock.now() - KEPT_FOR
        with self._lock:
            self.records = {key: record for key, record in self.records.items() if record.created > oldest}

    def _begin(self, key: str, request: Request) -> Answer | None:
        if len(key) > LONGEST_KEY:
            raise InvalidParameter(f"Idempotency keys can be at most {LONGEST_KEY} characters long.")
        now = self.clock.now()
        with self._lock:
            record = self.records.get(key)
            if record is None or record.created <= now - KEPT_FOR:
                self.records[key] = Record(request.path, fingerprint(request), request.id, now)
                return None
        return _repeated(key, record, request)

    def _end(self, key: str, answer: Answer | None) -> None:
        with self._lock:
            record = self.records.pop(key, None)
            if record and answer:
                self.records[key] = replace(record, answer=answer)
                self.store.note("key", key, self.records[key])


def fingerprint(request: Request) -> str:
    """Equal for equal parameters, in whatever order they were sent."""
    return hashlib.sha256(json.dumps(request.form, sort_keys=True).encode()).hexdigest()


def _repeated(key: str, record: Record, request: Request) -> Answer:
    another = f"Try using a key other than '{key}' if you meant to execute a different request."
    if record.path != request.path:
        raise KeyMisused(
            "Keys for idempotent requests can only be used for the same endpoint they were first used for "
            f"('{record.path}' vs '{request.path}'). {another}"
        )
    if record.fingerprint != fingerprint(request):
        raise KeyMisused(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"{another}"
        )
    if record.answer is None:
        raise KeyInUse(
            "There is currently another in-progress request using this Idempotent Key "
            "(that probably means you submitted twice, and the other request is still going through): "
            f"{key}. Please try again later."
        )
    again = {"Idempotent-Replayed": "true", "Original-Request": record.request_id}
    return replace(record.answer, headers={**record.answer.headers, **again}, dropped=False)
