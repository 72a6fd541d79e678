"""Read each mapping's stream in a thread of its own, as AWS reads each shard.

The emulator reads one after the other, so that all consumers of streams wait for each other, and queues for them.
"""

import threading

from ministack.services import lambda_svc

PAUSE = 1.0  # seconds; how long a reader rests when nobody says that something was written

_thread_state = threading.local()


class StreamReader(threading.Thread):
    """Reads for one event source mapping, batch after batch, as long as the mapping exists."""

    def __init__(self, mapping: str) -> None:
        super().__init__(name=f"stream reader {mapping}", daemon=True)
        self.mapping = mapping
        self.called = threading.Event()

    def run(self) -> None:
        """Run the emulator's own reading, which sees no other mapping in this thread."""
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
    """Let each pass of the emulator's loop only wake the stream readers."""
    lambda_svc._iter_all_esms = _mappings_of_this_thread
    lambda_svc._poll_dynamodb_streams = _wake_stream_readers


_all_mappings = lambda_svc._iter_all_esms
_plain = lambda_svc._poll_dynamodb_streams
_stream_readers: dict[str, StreamReader] = {}


def _mappings_of_this_thread() -> object:
    mine = getattr(_thread_state, "mapping", None)
    return (mapping for mapping in _all_mappings() if mine in (None, mapping[2]["UUID"]))


def _mappings() -> set[str]:
    return {esm["UUID"] for *_, esm in _all_mappings() if ":dynamodb:" in esm.get("EventSourceArn", "")}


def _wake_stream_readers() -> bool:
    for mapping in _mappings():
        stream_reader = _stream_readers.get(mapping)
        if stream_reader is None or not stream_reader.is_alive():
            stream_reader = _stream_readers[mapping] = StreamReader(mapping)
            stream_reader.start()
        stream_reader.called.set()
    return False
