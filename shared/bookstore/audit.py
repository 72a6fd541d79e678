"""The audit trail: who of the staff changed what, when, and what it was before; written with the change itself.

The web layer says who acts (`acting`), and a repository adds `audit_puts(...)` to the transaction of each change, as it
adds the event. Nothing is written where no staff act: customers, Stripe and the clock have histories of their own.
Entries have no expiry. They name people by ids alone, and never hold secrets, addresses or e-mails: whoever calls names
the fields.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from ulid import ULID

from bookstore import clock, correlation
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.item_lists import Cursor, ItemList
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.field_types import whole
from bookstore.staff import Role, Staff

UNKNOWN_OPERATOR = "operator"  # who has not said more
LIST = "AUDIT"  # the value of the index's partition
MAX_VALUE = 4_000  # characters of JSON; a longer value is cut, and its field named in `shortened`
READ_AT_ONCE, MOST_READ = 100, 500  # entries that one request looks at, to find those that its filter selects
Fields = Mapping[str, Any]
Kind = Literal["book", "review", "order", "edition", "coupon", "import"]


class FieldChange(Struct, frozen=True):
    """One field before and after; `before` is null for something new."""

    before: Any = None
    after: Any = None


class AuditEntry(Struct, frozen=True, kw_only=True):
    """One change. `who` is the id of a member of staff, with the roles of the time, or the AWS identity of an operator,
    with none. `what` is the operation, `changes` has the changed fields alone; those in `shortened` are too long to be
    kept whole, and are the beginning of their JSON."""

    entry_id: str
    at: datetime
    who: str
    roles: tuple[Role, ...]
    what: str
    kind: Kind
    subject: str
    changes: dict[str, FieldChange]
    shortened: tuple[str, ...] = ()
    correlation_id: str = ""


Operator = Annotated[
    str, Meta(pattern=whole(r"[\x21-\x7e]{0,300}"), description="The AWS identity of who invokes this.")
]


@dataclass(frozen=True)
class Actor:
    """Who acts for the shop, and by which operation."""

    who: str
    roles: tuple[Role, ...]
    what: str


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """Write entries for what is changed within: by this actor, or by nobody whose changes are audited."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def staff_actor(member: Staff, what: str) -> Actor:
    """Return the actor for a member of staff."""
    return Actor(member.id, member.sorted_roles, what)


def operator_actor(identity: str, what: str) -> Actor:
    """Return the actor for an operator, who invokes a function with rights of AWS.

    Lambda does not tell a function who invoked it: the command names its own identity, and CloudTrail has the proof.
    """
    return Actor(identity or UNKNOWN_OPERATOR, (), what)


def audit_puts(kind: Kind, subject: str, before: Fields | None, after: Fields, *, index: "AuditIndex") -> list[Put]:
    """Build the writes that audit a change: one more of its transaction; none where no staff act or nothing changes."""
    actor = _actor.get()
    changes = changed_fields(before or {}, after)
    if actor is None or not changes:
        return []
    bounded = {name: _bounded(change) for name, change in changes.items()}
    entry = AuditEntry(
        entry_id=str(ULID()),
        at=clock.now(),
        who=actor.who,
        roles=actor.roles,
        what=actor.what,
        kind=kind,
        subject=subject,
        changes=bounded,
        shortened=tuple(sorted(name for name in changes if bounded[name] != changes[name])),
        correlation_id=correlation.current(),
    )
    return [Put(_to_item(entry, index))]


def changed_fields(before: Fields, after: Fields) -> dict[str, FieldChange]:
    """Return the fields that differ; a field that is missing is null."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    names = [*new, *(name for name in old if name not in new)]
    return {name: FieldChange(old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}


def _bounded(change: FieldChange) -> FieldChange:
    return FieldChange(_bounded_value(change.before), _bounded_value(change.after))


def _bounded_value(value: Any) -> Any:
    text = msgspec.json.encode(value).decode()
    return value if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}…"


@dataclass(frozen=True)
class AuditIndex:
    """The index of a service's table that lists its entries by time."""

    name: str
    sort: str


def _to_item(entry: AuditEntry, index: AuditIndex) -> Item:
    key = f"{clock.text(entry.at)}#{entry.entry_id}"
    return {
        "pk": _partition(entry.kind, entry.subject),
        "sk": key,
        "list": LIST,
        index.sort: key,
        "entry": msgspec.json.encode(entry).decode(),  # text: numbers and nulls come back as they were
    }


def _partition(kind: Kind, subject: str) -> str:
    return f"AUDIT#{kind}#{subject}"


class AuditFilter(Struct, frozen=True, kw_only=True):
    """Which entries: by who made the change, the operation, the kind of what was changed, and from when until when
    (not included)."""

    who: str | None = None
    what: str | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None

    def selects(self, entry: AuditEntry) -> bool:
        """Return whether an entry is one of them; the time is selected by the index."""
        expected = ((self.who, entry.who), (self.what, entry.what), (self.kind, entry.kind))
        return all(value is None or value == actual for value, actual in expected)


@dataclass(frozen=True)
class AuditPage:
    """One page, the newest entries first, and the cursor of the next page, if there may be one."""

    items: list[AuditEntry]
    next: Cursor | None


class AuditTrail:
    """The entries in the service's own table."""

    def __init__(self, table: Table, index: AuditIndex) -> None:
        self._table, self._index = table, index

    def history(self, kind: Kind, subject: str, *, limit: int, cursor: Cursor | None) -> AuditPage:
        """Return a page of the changes of one thing, the newest first."""
        entries = ItemList(value=_partition(kind, subject), newest_first=True)
        page = self._table.list_page(entries, limit=limit, cursor=cursor)
        return AuditPage([_to_entry(item) for item in page.items], page.next)

    def search(self, request: AuditFilter, *, limit: int, cursor: Cursor | None) -> AuditPage:
        """Return a page of all changes that the filter selects, the newest first.

        It looks at 500 entries at most: a page may have fewer than `limit`, even none, and a next one.
        """
        entries = self._entries(request)
        found: list[AuditEntry] = []
        for _ in range(MOST_READ // READ_AT_ONCE):
            page = self._table.list_page(entries, limit=READ_AT_ONCE, cursor=cursor)
            for number, (key, entry) in enumerate(self._load(page.items), start=1):
                found += [entry] if request.selects(entry) else []
                if len(found) == limit:
                    more = number < len(page.items) or page.next
                    return AuditPage(found, entries.encode_cursor(self._table.name, key) if more else None)
            cursor = page.next
            if cursor is None:
                break
        return AuditPage(found, cursor)

    def _entries(self, request: AuditFilter) -> ItemList:
        return ItemList(
            index=self._index.name,
            partition="list",
            value=LIST,
            sort=self._index.sort,
            newest_first=True,
            since=clock.text(request.since) if request.since else "",
            until=clock.text(request.until) if request.until else "",
        )

    def _load(self, keys: list[Item]) -> list[tuple[Item, AuditEntry]]:
        """Return the entries with these keys, in their order; the index may hold keys alone."""
        order = [(key["pk"], key["sk"]) for key in keys]
        items = {(item["pk"], item["sk"]): item for item in self._table.get_many(order)}
        return [(key, _to_entry(items[key["pk"], key["sk"]])) for key in keys]


def _to_entry(item: Item) -> AuditEntry:
    return msgspec.json.decode(item["entry"], type=AuditEntry)
