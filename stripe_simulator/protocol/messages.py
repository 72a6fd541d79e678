"""HTTP requests and responses, without the socket they come from."""

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
    """A request; `headers` have lower-case names, `arguments` are the values captured from the path."""

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
        """Return the field `request` of the events that this request leads to."""
        return {"id": self.id, "idempotency_key": self.idempotency_key}


NO_REQUEST: Document = {"id": None, "idempotency_key": None}
"""The field `request` of events that the bank or the customer caused without a request to the API."""


@dataclass(frozen=True)
class Response:
    """A response; `replayable` ones are stored under their idempotency key, `dropped` ones are never sent."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    replayable: bool = True
    dropped: bool = False


def encode_json(document: object) -> bytes:
    """Encode JSON as Stripe does: indented by two spaces, UTF-8, fields in their own order."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def json_response(document: object, status: int = 200) -> Response:
    """Build a response with a JSON body."""
    return Response(status, encode_json(document))
