"""All readers of table streams wait for each other, and queues for them: the emulator calls one after the other.

On AWS every shard of a stream is read on its own.
"""

import threading

from ministack.services import lambda_svc

PAUSE = 1.0  # seconds; how long a reader rests when nobody says that something was written

_thread_state = threading.local()


class Reader(threading.Thread):
    """Reads for one event source mapping, batch after batch, as long as the mapping exists."""

    def __init__(self, mapping: str) -> None:
        super().__init__(name=f"stream reader {mapping}", daemon=True)
        self.mapping = mapping
        self.called = threading.Event()

    def run(self) -> None:
        """The emulator's own reading, which sees no other mapping in this thread."""
        _thread_state.mapping = self.mapping
        while self.mapping in _mappings():
            try:
                while _plain():
                    pass
            except Exception:
                lambda_svc.logger.exception("a stream could not be read")
            self.called.wait(PAUSE)
            self.called.clear()


def apply() -> None:
    """Each pass of the emulator's loop only calls the readers."""
    lambda_svc._iter_all_esms = _mappings_of_this_thread
    lambda_svc._poll_dynamodb_streams = _wake_readers


_all_mappings = lambda_svc._iter_all_esms
_plain = lambda_svc._poll_dynamodb_streams
_readers: dict[str, Reader] = {}


def _mappings_of_this_thread() -> object:
    mine = getattr(_thread_state, "mapping", None)
    return (found for found in _all_mappings() if mine in (None, found[2]["UUID"]))


def _mappings() -> set[str]:
    return {esm["UUID"] for *_, esm in _all_mappings() if ":dynamodb:" in esm.get("EventSourceArn", "")}


def _wake_readers() -> bool:
    for mapping in _mappings():
        reader = _readers.get(mapping)
        if reader is None or not reader.is_alive():
            reader = _readers[mapping] = Reader(mapping)
            reader.start()
        reader.called.set()
    return False
