"""The route by which owners read what staff have changed in a service, and the pages of one thing's history."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta, Struct

from bookstore.audit import AuditEntry, AuditFilter, AuditPage, AuditTrail, Kind
from bookstore.errors import BadRequest
from bookstore.field_types import Checked, Moment, whole
from bookstore.staff import READ_AUDIT, Staff
from bookstore.web.api import Api
from bookstore.web.paging import Cursor, Limit, Page


class HistoryQuery(Struct, frozen=True):
    """Which page of a history."""

    limit: Limit = 24
    cursor: Cursor | None = None


class AuditQuery(Checked, frozen=True, kw_only=True):
    """Which changes: by `who` made them (the id of a member of staff, or an AWS identity), `what` (the operation), the
    kind of thing, and when."""

    who: Annotated[str, Meta(pattern=whole(r"[\x21-\x7e]{1,300}"))] | None = None
    what: Annotated[str, Meta(pattern=whole("[a-z_]{1,60}"))] | None = None
    kind: Kind | None = None
    since: Moment | None = None
    until: Moment | None = None
    limit: Limit = 24
    cursor: Cursor | None = None


def add_audit_routes(api: Api, audit_trail: Callable[[], AuditTrail]) -> None:
    """Add `/admin/audit`."""

    @api.get("/admin/audit", raises=(BadRequest,))
    def list_changes(query: AuditQuery, staff: Annotated[Staff, READ_AUDIT]) -> Page[AuditEntry]:
        """List what staff and operators changed, the newest first.

        A page may have fewer than `limit`, even none, and a next one.
        """
        selection = AuditFilter(who=query.who, what=query.what, kind=query.kind, since=query.since, until=query.until)
        return to_audit_response(audit_trail().search(selection, limit=query.limit, cursor=query.cursor))


def to_audit_response(page: AuditPage) -> Page[AuditEntry]:
    """Convert a page of entries."""
    return Page(page.items, page.next)
