"""Keeps every Stripe object by kind and id; a document is replaced, never changed in place: events share it."""

import msgspec

from stripe_simulator.journal import WriteAheadLog
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import missing

KINDS = (
    "payment_intent",
    "payment_method",
    "charge",
    "refund",
    "dispute",
    "balance_transaction",
    "event",
    "test_method",
)


class Store:
    """All that happened, in order; whoever reads and then writes holds `lock` in between.

    What is changed while it is held is journaled as a whole, before anybody else can see it.
    """

    def __init__(self) -> None:
        self.lock = WriteAheadLog()
        self.documents: dict[str, dict[str, Document]] = {kind: {} for kind in KINDS}

    def put(self, kind: str, document: Document) -> Document:
        with self.lock:
            self.documents[kind][document["id"]] = document
            self.note("document", kind, document)
            return document

    def change(self, kind: str, document: Document, **fields: object) -> Document:
        return self.put(kind, {**document, **fields})

    def find(self, kind: str, identifier: str) -> Document | None:
        return self.documents[kind].get(identifier)

    def get(self, kind: str, identifier: str, param: str | None = None, status: int = 404) -> Document:
        """The document, or Stripe's refusal naming the parameter that mentioned it."""
        document = self.find(kind, identifier)
        if document is None:
            raise missing(kind, identifier, param, status)
        return document

    def newest_first(self, kind: str) -> list[Document]:
        with self.lock:
            return list(reversed(self.documents[kind].values()))

    def note(self, *change: object) -> None:
        """Journal a change, also of what is kept beside the documents; `state.apply` reads it."""
        if self.lock.journal:
            self.lock.add(msgspec.json.encode(change).decode())

    def clear(self) -> None:
        with self.lock:
            self.documents = {kind: {} for kind in KINDS}
