"""Journal the messages that come into a queue and leave it, whoever in MiniStack puts or takes them.

Not what happens to a message in between: after a kill it has been received less often, and is visible again sooner.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import sqs

from local.emulator.durability.encoding import encode, scoped_key
from local.emulator.durability.write_ahead import log

Message = dict[str, Any]

_retention = threading.local()


class Messages(list[Message]):
    """A queue's messages."""

    def __init__(self, queue: str, messages: Iterable[Message] = ()) -> None:
        super().__init__(messages)
        self.queue = queue

    def append(self, message: Message) -> None:
        with log:
            super().append(message)
            log.add(encode(["sent", self.queue, message]))

    def remove(self, message: Message) -> None:
        with log:
            super().remove(message)
            self.note_removed([message])

    def clear(self) -> None:
        with log:
            removed = list(self)
            super().clear()
            self.note_removed(removed)

    def note_removed(self, messages: list[Message]) -> None:
        """Journal that these are gone."""
        if messages:
            log.add(encode(["removed", self.queue, [message["id"] for message in messages]]))


class Queue(dict[str, Any]):
    """A queue; MiniStack removes messages by assigning a list without them."""

    def __init__(self, key: str, queue: dict[str, Any]) -> None:
        super().__init__(queue)
        super().__setitem__("messages", Messages(key, queue["messages"]))

    def __setitem__(self, name: str, value: Any) -> None:
        if name != "messages":
            super().__setitem__(name, value)
            return
        with log:
            before: Messages = self["messages"]
            ids = set(map(id, value))
            missing = [message for message in before if id(message) not in ids]
            # Nobody can have removed what nobody received: it was sent while the other list was being made.
            new = [] if _is_retention() else [message for message in missing if message.get("receipt_handle") is None]
            super().__setitem__("messages", Messages(before.queue, [*value, *new]))
            unread = set(map(id, new))
            before.note_removed([message for message in missing if id(message) not in unread])

    def __deepcopy__(self, memo: object) -> dict[str, Any]:
        """Copy a queue as MiniStack saves it."""
        return {**self, "messages": list(map(dict, self["messages"]))}


class Queues(AccountRegionScopedDict):
    """All queues by account, region and address."""

    __slots__ = ()

    def __setitem__(self, url: str, queue: dict[str, Any]) -> None:
        super().__setitem__(url, _queue(self._scoped(url), queue))

    def set_scoped(self, account: str, region: str, url: str, queue: dict[str, Any]) -> None:
        super().set_scoped(account, region, url, _queue((account, region, url), queue))

    def update(self, other: Any) -> None:
        super().update(other)
        self._data.update({key: _queue(key, queue) for key, queue in self._data.items()})


def apply() -> None:
    """Replace the queues before any is created or restored."""
    sqs._queues = Queues()
    sqs._dlq_sweep = _in_one_unit(sqs._dlq_sweep)
    sqs._expire_retained = _expire_retained


_plain_expire = sqs._expire_retained


def _queue(key: tuple[str, str, str], queue: dict[str, Any]) -> Queue:
    return queue if isinstance(queue, Queue) else Queue(scoped_key(key), queue)


def _in_one_unit(move: Callable[[Any], None]) -> Callable[[Any], None]:
    """Journal a message's move to the dead letters as one unit, so that it is in one of the two queues."""

    def move_in_one_unit(queue: Any) -> None:
        with log:
            move(queue)

    return move_in_one_unit


def _expire_retained(queue: Any) -> None:
    """Let only what is too old leave a queue unread."""
    _retention.on = True
    try:
        _plain_expire(queue)
    finally:
        _retention.on = False


def _is_retention() -> bool:
    return bool(getattr(_retention, "on", False))
