"""After a restart the emulator remembers how far each table stream was read, but not the stream: nobody hears again."""

from typing import Any

from ministack.services import lambda_svc


def apply() -> None:
    """Streams start empty after a restart, so reading starts at their beginning; what was missed is in the outbox."""
    plain = lambda_svc._restore_esm_positions

    def restore(store: Any, positions: Any) -> None:
        if store is not lambda_svc._dynamodb_stream_positions:
            plain(store, positions)

    lambda_svc._restore_esm_positions = restore
