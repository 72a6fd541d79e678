"""A view item has one section per source, and only a newer version of that source replaces it."""

from collections.abc import Mapping
from typing import Any

from boto3.dynamodb.conditions import Attr

from bookstore import correlation
from bookstore.dynamodb.changes import Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table


def section_update(pk: str, sk: str, name: str, version: int, data: Mapping[str, Any], **also: Any) -> Update:
    """The write that replaces section `name` when `version` is newer than the one there.

    Sets `<name>` and `<name>_version`, and counts the item's own `doc_version`, one per change: the version a
    view compares. `also` sets plain attributes beside the section (for an index).
    """
    present = f"{name}_version"
    return Update(
        pk,
        sk,
        sets={name: data, present: version, "correlation_id": correlation.current(), **also},
        adds={"doc_version": 1},
        condition=Attr(present).not_exists() | Attr(present).lt(version),
    )


def apply_section(table: Table, change: Update) -> bool:
    """Apply a section's write; False when the table already knows this version or a later one."""
    try:
        table.write(change)
    except ConditionFailed:
        return False
    return True
