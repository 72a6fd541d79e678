"""Faults that a test injects into the next requests: errors, dropped connections, delays."""

from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Fault:
    """A fault in the next `times` requests whose method and path start with `method` and `path`.

    kind: `error` responds with `status` without executing the request; `error_after` executes it and responds with
    `status`; `drop` executes it and closes the connection; `delay` waits `seconds` before executing it.
    """

    kind: str
    times: int = 1
    method: str = ""
    path: str = "/v1/"
    status: int = 500
    seconds: float = 1.0

    def matches(self, method: str, path: str) -> bool:
        return method.startswith(self.method) and path.startswith(self.path)


KINDS = ("error", "error_after", "drop", "delay")


@dataclass
class Faults:
    """The faults that are still to happen, oldest first."""

    pending: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, fault: Fault) -> None:
        with self._lock:
            self.pending.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault of this request, if any, and count it as happened once more."""
        with self._lock:
            for fault in self.pending:
                if fault.matches(method, path):
                    self._decrement(fault)
                    return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self.pending.clear()

    def _decrement(self, fault: Fault) -> None:
        fault.times -= 1
        if fault.times <= 0:
            self.pending.remove(fault)
