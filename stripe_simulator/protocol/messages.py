"""One request as it arrived and one answer as it leaves, without a word about sockets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from stripe_simulator.ids import new_request_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.forms import Form
from stripe_simulator.protocol.parameters import Parameters


@dataclass(frozen=True)
class Request:
    """`headers` are keyed in lower case; `arguments` are what the path's pattern captured."""

    method: str
    path: str
    form: Form
    headers: Mapping[str, str]
    arguments: tuple[str, ...] = ()
    id: str = field(default_factory=new_request_id)

    @cached_property
    def parameters(self) -> Parameters:
        return Parameters(self.form)

    @property
    def idempotency_key(self) -> str | None:
        return self.headers.get("idempotency-key") or None

    @property
    def cause(self) -> Document:
        """What an event says of the request that led to it."""
        return {"id": self.id, "idempotency_key": self.idempotency_key}


NOBODY: Document = {"id": None, "idempotency_key": None}
"""The cause of what the bank or the reader did without a request to the API."""


@dataclass(frozen=True)
class Answer:
    """`dropped` means: the work was done, and the connection closes without a word about it."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    remembered: bool = True
    dropped: bool = False


def pretty(document: object) -> bytes:
    """JSON as Stripe writes it: two spaces deep, UTF-8, fields in their own order."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def answer_with(document: object, status: int = 200) -> Answer:
    """The answer that holds this document."""
    return Answer(status, pretty(document))
