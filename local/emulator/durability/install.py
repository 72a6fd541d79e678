"""Make MiniStack durable."""

from local.emulator.durability import (
    items,
    queues,
    save,
    services,
    stacks,
    startup,
    stream_positions,
    transaction_tokens,
)


def install() -> None:
    """Recover the saved state and journal every change from now on; call it before MiniStack starts to serve."""
    startup.apply()
    items.apply()
    transaction_tokens.apply()
    queues.apply()
    stream_positions.apply()
    services.apply()
    stacks.apply()
    save.apply()
