"""Breaks the next requests on demand: answers 500, forgets to answer, or takes its time."""

from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Fault:
    """What happens to the next `times` requests whose method and path begin like this.

    kind: `error` answers `status` and does nothing; `error_after` does the work and answers `status` all the same;
    `drop` does the work and closes the connection; `delay` waits `seconds` and then does the work.
    """

    kind: str
    times: int = 1
    method: str = ""
    path: str = "/v1/"
    status: int = 500
    seconds: float = 1.0

    def meets(self, method: str, path: str) -> bool:
        return method.startswith(self.method) and path.startswith(self.path)


KINDS = ("error", "error_after", "drop", "delay")


@dataclass
class Faults:
    """The faults still to come, oldest first."""

    coming: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, fault: Fault) -> None:
        with self._lock:
            self.coming.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, which then has one time less to happen."""
        with self._lock:
            for fault in self.coming:
                if fault.meets(method, path):
                    self._spend(fault)
                    return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self.coming.clear()

    def _spend(self, fault: Fault) -> None:
        fault.times -= 1
        if fault.times <= 0:
            self.coming.remove(fault)
