"""One batch of the table's stream on its way to a read model."""

from collections.abc import Callable

from bookstore import clock, correlation
from bookstore.errors import Unavailable
from bookstore.messaging.sampling import is_traced
from bookstore.messaging.stream_batches import Record
from bookstore.messaging.trace import Step, Traces
from chalicelib.ports import ReadModelName

Projected = tuple[str, int]  # the subject that was written, and its version
Project = Callable[[Record], Projected]


class StreamBatch:
    """Projects record by record. An engine that is unavailable is waited for once, not once per record."""

    def __init__(self, read_model: ReadModelName, project: Project, traces: Traces) -> None:
        self._read_model = read_model
        self._project = project
        self._traces = traces
        self._received_at = clock.now()
        self._unavailable: Unavailable | None = None
        self._steps: list[Step] = []

    def process(self, record: Record) -> None:
        """Project a record; raise Unavailable when the record has to be retried."""
        if self._unavailable:
            raise self._unavailable
        try:
            step = self._step(record)
            self._steps += [step] if is_traced(step.correlation_id) else []
        except Unavailable as error:
            self._unavailable = error
            raise

    def save_traces(self) -> None:
        """Save what was projected among the traces."""
        self._traces.record(*self._steps)

    def _step(self, record: Record) -> Step:
        with correlation.of(record.item.get("correlation_id", "")):
            subject, version = self._project(record)
            return Step.projected(self._read_model, subject, version, self._received_at)
