"""One batch of the stream on its way to a view."""

from collections.abc import Callable

from bookstore import clock, correlation
from bookstore.errors import Unavailable
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.trace import Step, Traces
from chalicelib.read_models import ReadModelName

Written = tuple[str, int]  # what was written about, and its version
Write = Callable[[Record], Written]


class Batch:
    """Writes record by record. An engine that is away is waited for once, not once per record."""

    def __init__(self, view: ReadModelName, write: Write, traces: Traces) -> None:
        self._view = view
        self._write = write
        self._traces = traces
        self._came = clock.now()
        self._away: Unavailable | None = None
        self._steps: list[Step] = []

    def handle(self, record: Record) -> None:
        """Unavailable when the record has to come again."""
        if self._away:
            raise self._away
        try:
            self._steps.append(self._step(record))
        except Unavailable as away:
            self._away = away
            raise

    def note(self) -> None:
        """Keep what was written among the traces."""
        self._traces.record(*self._steps)

    def _step(self, record: Record) -> Step:
        with correlation.of(record.item.get("correlation_id", "")):
            subject, version = self._write(record)
            return Step.projected(self._view, subject, version, self._came)
