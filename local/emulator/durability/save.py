"""Save at an orderly stop as MiniStack does, without a copy of everything, and as a whole or not at all."""

from collections.abc import Callable
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.core.responses import AccountRegionScopedDict
from ministack.services import dynamodb

from local.emulator.durability import checkpoint, startup, stream_positions, transaction_tokens
from local.emulator.durability.encoding import encode, large_bytes, mentioned_files
from local.emulator.durability.services import read_stores
from local.emulator.durability.write_ahead import log
from local.emulator.patches.stream_retention import UNREAD, unread_records


def apply() -> None:
    """Replace MiniStack's own saving."""
    app.save_all = save_all


def save_all(services: dict[str, Callable[[], Any]]) -> None:
    """Save every service; what threads still change meanwhile is in the journal that begins with this."""
    startup.stop_merging()
    with checkpoint.hold_state_lock(startup.STATE):
        checkpoint.finish(startup.STATE)
        with log:
            through = log.journal.rotate() if log.journal else 0
            files = {service: encoded for service in services if (encoded := _encode_service(service))}
        checkpoint.replace(startup.STATE, files, through)
    if len(files) == len(services):
        large_bytes.forget_all_but({name for content in files.values() for name in mentioned_files(content)})


def _encode_service(service: str) -> str | None:
    try:
        stores = _dynamodb_stores() if service == "dynamodb" else read_stores(service)
    except Exception:
        persistence.logger.exception("the state of %s cannot be saved", service)
        return None
    if stores is None:
        return None
    version = persistence._state_format_version(service)
    return encode({"__ministack_format__": version, "payload": stores})


def _dynamodb_stores() -> dict[str, Any]:
    """Return the stores with the records that consumers have not read, without what can be computed again."""
    stores = read_stores("dynamodb") or {}
    tables = AccountRegionScopedDict()
    for (account, region, name), table in dynamodb._tables.all_items():
        saved = {name: value for name, value in table.items() if name != dynamodb._INDEX_MEMBERS}
        tables.set_scoped(account, region, name, saved)
    return {
        **stores,
        "tables": tables,
        UNREAD: unread_records(),
        stream_positions.POSITIONS: stream_positions.positions_by_mapping(),
        transaction_tokens.TOKENS: transaction_tokens.tokens_by_key(),
    }
