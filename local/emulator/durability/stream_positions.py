"""Journal how far each mapping has read its table's stream, by the sequence number of the last record it has read."""

from typing import Any

from ministack.core.responses import AccountRegionScopedDict, request_scope
from ministack.services import dynamodb, lambda_svc

from local.emulator.durability.encoding import encode
from local.emulator.durability.write_ahead import log

POSITIONS = "stream_positions"  # in dynamodb.json

_restored: dict[str, str] = {}


class Positions(AccountRegionScopedDict):
    """MiniStack's positions: indices of a list that begins anew with every start."""

    __slots__ = ()

    def __setitem__(self, mapping: str, position: int) -> None:
        if self.get(mapping) == position:
            return  # a batch that failed is read again
        super().__setitem__(mapping, position)
        log.add(encode(["read", mapping, _sequence_number(mapping, position)]))


def apply() -> None:
    """Let every consumer go on where it was."""
    lambda_svc._dynamodb_stream_positions = Positions()
    lambda_svc._restore_esm_positions = _restore


_plain_restore = lambda_svc._restore_esm_positions


def _restore(store: Any, positions: Any) -> None:
    """Restore the positions; MiniStack calls this after the tables and before anything is read."""
    if not isinstance(store, Positions):
        _plain_restore(store, positions)
        return
    for account, region, esm in list(lambda_svc._iter_all_esms()):
        read = _restored.get(esm["UUID"])
        if read is not None:
            with request_scope(account, region):
                store[esm["UUID"]] = _position(esm["UUID"], read)


def hold_positions(positions: dict[str, str]) -> None:
    """Hold what was saved until the mappings are restored as well."""
    _restored.update(positions)


def positions_by_mapping() -> dict[str, str]:
    """Return what `hold_positions` takes."""
    positions = {}
    for (account, region, mapping), position in lambda_svc._dynamodb_stream_positions.all_items():
        with request_scope(account, region):
            positions[mapping] = _sequence_number(mapping, position)
    return positions


def _table(mapping: str) -> str:
    esm = lambda_svc._esms.get(mapping) or {}
    return str(esm.get("EventSourceArn", "")).partition(":table/")[2].partition("/")[0]


def _sequence_number(mapping: str, position: int) -> str:
    """Return that of the last record before this position; empty when the stream begins there."""
    table = _table(mapping)
    index = position - dynamodb._stream_trimmed.get(table, 0) - 1
    records = dynamodb._stream_records.get(table) or []
    return str(records[index]["dynamodb"]["SequenceNumber"]) if 0 <= index < len(records) else ""


def _position(mapping: str, read: str) -> int:
    """Return the index behind that record, or the beginning: every consumer has read what is no longer stored."""
    numbers = [record["dynamodb"]["SequenceNumber"] for record in dynamodb._stream_records.get(_table(mapping)) or []]
    return numbers.index(read) + 1 if read in numbers else 0
