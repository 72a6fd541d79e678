"""Items with one section per source, each replaced only by a newer version of that source."""

from collections.abc import Mapping
from typing import Any

from bookstore import correlation
from bookstore.dynamodb.changes import Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table


def section_update(pk: str, sk: str, name: str, version: int, data: Mapping[str, Any], **attributes: Any) -> Update:
    """Build the update that replaces section `name` when `version` is newer than the current one.

    Sets `<name>` and `<name>_version`, and counts the item's own `doc_version`, one per change: the version that a
    projection compares. `attributes` are set beside the section (for an index).
    """
    version_name = f"{name}_version"
    return Update(
        pk,
        sk,
        sets={name: data, version_name: version, "correlation_id": correlation.current(), **attributes},
        adds={"doc_version": 1},
        condition=Attr(version_name).not_exists() | Attr(version_name).lt(version),
        refuses_repeats=True,
    )


def apply_section(table: Table, change: Update) -> bool:
    """Apply a section's update; return False when the table has this version or a later one."""
    try:
        table.write(change)
    except ConditionFailed:
        return False
    return True
