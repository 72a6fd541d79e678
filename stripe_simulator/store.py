"""Every Stripe object by kind and id; a document is replaced, never changed in place, because events share it."""

import msgspec

from stripe_simulator.journal import WriteAheadLog
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import not_found

KINDS = (
    "payment_intent",
    "payment_method",
    "charge",
    "refund",
    "dispute",
    "balance_transaction",
    "event",
    "test_method",
    "customer",
    "detached_method",
)


class Store:
    """The objects in the order of their creation; hold `lock` between reading and writing.

    All changes made while it is held become one line of the journal, before another thread can read them.
    """

    def __init__(self) -> None:
        self.lock = WriteAheadLog()
        self.documents: dict[str, dict[str, Document]] = {kind: {} for kind in KINDS}

    def put(self, kind: str, document: Document) -> Document:
        with self.lock:
            self.documents[kind][document["id"]] = document
            self.journal_change("document", kind, document)
            return document

    def change(self, kind: str, document: Document, **fields: object) -> Document:
        return self.put(kind, {**document, **fields})

    def find(self, kind: str, identifier: str) -> Document | None:
        return self.documents[kind].get(identifier)

    def get(self, kind: str, identifier: str, param: str | None = None, status: int = 404) -> Document:
        """Return a document; raise Stripe's error, with the parameter that named it, if there is none."""
        document = self.find(kind, identifier)
        if document is None:
            raise not_found(kind, identifier, param, status)
        return document

    def newest_first(self, kind: str) -> list[Document]:
        with self.lock:
            return list(reversed(self.documents[kind].values()))

    def journal_change(self, *change: object) -> None:
        """Append a change, of a document or of anything else that is saved, to the journal for `snapshots.replay`."""
        if self.lock.journal:
            self.lock.add(msgspec.json.encode(change).decode())

    def clear(self) -> None:
        with self.lock:
            self.documents = {kind: {} for kind in KINDS}
