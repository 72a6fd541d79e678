"""Save unread stream records with the tables: a restart would lose them, while DynamoDB keeps a stream for a day."""

from typing import Any

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import dynamodb, lambda_svc

UNREAD = "unread_stream_records"


def apply() -> None:
    """Save unread records, and start reading at their beginning; some are read twice."""
    dynamodb.get_state = _state_with_unread_records
    dynamodb.load_persisted_state = _restore
    lambda_svc._restore_esm_positions = _restore_positions


_tables = dynamodb.get_state
_restore_tables = dynamodb.load_persisted_state
_restore_plain = lambda_svc._restore_esm_positions


def _state_with_unread_records() -> dict[str, Any]:
    return {**_tables(), UNREAD: unread_records()}


def _restore(data: dict[str, Any]) -> None:
    dynamodb._stream_records.update(data.get(UNREAD, {}))
    _restore_tables(data)


def _restore_positions(store: Any, positions: Any) -> None:
    if store is not lambda_svc._dynamodb_stream_positions:
        _restore_plain(store, positions)


def unread_records() -> AccountRegionScopedDict:
    """Return for each table what its slowest consumer has not read; nothing for a table without consumers."""
    unread = AccountRegionScopedDict()
    for (account, region, table), records in dynamodb._stream_records.all_items():
        trimmed = dynamodb._stream_trimmed.get_scoped(account, region, table, 0)
        read = min(_read(account, region, table), default=trimmed + len(records))
        unread.set_scoped(account, region, table, records[max(read - trimmed, 0) :])
    return unread


def _read(account: str, region: str, table: str) -> list[int]:
    stream = dynamodb._tables.get_scoped(account, region, table, {}).get("LatestStreamArn")
    consumers = [esm["UUID"] for *_, esm in lambda_svc._iter_all_esms() if esm.get("EventSourceArn") == stream]
    return [lambda_svc._dynamodb_stream_positions.get_scoped(account, region, consumer, 0) for consumer in consumers]
