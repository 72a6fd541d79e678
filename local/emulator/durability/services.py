"""Journal the state of every other service: after a request that may have changed it, the entries that differ.

An entry is one value of one of a service's stores: a function, a user pool, a parameter, a stack.
"""

import re
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.core.responses import AccountRegionScopedDict, AccountScopedDict

from local.emulator.durability.encoding import encode, scoped_key
from local.emulator.durability.exclusions import UNCOPIED, not_journaled, omitted_names
from local.emulator.durability.write_ahead import log

Handler = Callable[..., Awaitable[Any]]
Stores = dict[str, Any]

READS = re.compile(r"(Get|List|Describe|Head|Query|Scan|Search|Lookup|Filter|Batch(Get|Describe)|Validate|Simulate)")
DATA = {  # operations that change no entry, or only what has lines of its own
    "appsync": "GraphQL|EvaluateCode",
    "dynamodb": r"(Put|Update|Delete)Item|(BatchWrite|TransactWrite|TransactGet)Items?|.*(Statement|Transaction)",
    "sqs": r"(Send|Receive|Delete)Message(Batch)?|ChangeMessageVisibility(Batch)?|PurgeQueue",
    "events": "PutEvents",
    "lambda": "Invoke",
    "logs": "PutLogEvents|CreateLogStream",
    "monitoring": "PutMetricData",
}
NAMES_BY_PATH = {  # operations of REST interfaces, by the end of their path
    "/invocations": "Invoke",
    "/graphql": "GraphQL",
    "/dataplane-evaluatecode": "EvaluateCode",
}
ALSO = {"lambda": ("cloudwatch_logs",)}  # what a service's requests change elsewhere


class EntryJournal:
    """The entries of all services as they were journaled last, each by the hash of its JSON."""

    def __init__(self) -> None:
        self.stack_operations = 0  # that are running: they change any service
        self._journaled: dict[str, dict[tuple[str, str | None], int]] = {}

    def journal(self, services: list[str]) -> None:
        """Write what differs in these services as one line."""
        with log:
            for service in loaded_services() if self.stack_operations else services:
                self._journal(service)

    def _journal(self, service: str) -> None:
        stores = read_stores(service)
        if stores is None:
            return
        previous, current = self._journaled.get(service), {}
        for store, key, value in entries(service, stores):
            encoded = encode(value)
            current[store, key] = hash(encoded)
            if not previous or previous.get((store, key)) != current[store, key]:
                version = persistence._state_format_version(service)
                log.add(f"{encode(['entry', service, version, store, key])[:-1]},{encoded}]")
        if previous is None:  # the saved state may have what was dropped before this
            log.add(encode(["only", service, list(current)]))
        for store, key in (previous or {}).keys() - current.keys():
            log.add(encode(["dropped", service, store, key]))
        self._journaled[service] = current


entry_journal = EntryJournal()


def apply() -> None:
    """Wrap every service's request handler."""
    for name, plain in app.SERVICE_HANDLERS.items():
        app.SERVICE_HANDLERS[name] = _journal_changes(name, plain)


def loaded_services() -> list[str]:
    """List the services that hold anything, by the names of their files."""
    return list(app._build_persistence_save_dict())


def read_stores(service: str) -> Stores | None:
    """Return a service's stores by name, to be encoded at once; None when it holds nothing."""
    if service in UNCOPIED:
        module = sys.modules[f"ministack.services.{app._state_map[service]}"]
        return {name: getattr(module, f"_{name}") for name in UNCOPIED[service]}
    get_state = app._build_persistence_save_dict().get(service)
    stores: Stores | None = get_state() if get_state else None
    return stores


def entries(service: str, stores: Stores) -> Iterator[tuple[str, str | None, Any]]:
    """Yield each entry as store, key and value; the key is None where a store is a single value."""
    for store, values in stores.items():
        if store in not_journaled(service):
            continue
        names = omitted_names(service, store)
        if isinstance(values, AccountScopedDict | AccountRegionScopedDict):
            for key, value in list(values._data.items()):
                yield store, scoped_key(key), omit_fields(value, names)
        else:
            yield store, None, values


def omit_fields(value: Any, names: frozenset[str]) -> Any:
    """Return the value without its bulk, which has lines of its own."""
    return {name: content for name, content in value.items() if name not in names} if names else value


def _journal_changes(name: str, plain: Handler) -> Handler:
    config = app.SERVICE_REGISTRY[name]
    own = [config.get("state_key", config["module"]), *config.get("sub_modules", ())]
    services = [*own, *ALSO.get(name, ())]

    async def handle(method: str, path: str, headers: Any, body: bytes, query: dict[str, Any]) -> Any:
        response = await plain(method, path, headers, body, query)
        if may_change(name, operation(method, path, headers, body, query)):
            entry_journal.journal(services)
        return response

    return handle


def may_change(name: str, called: str) -> bool:
    """Tell whether an operation may change an entry."""
    return not READS.match(called) and not re.fullmatch(DATA.get(name, "-"), called)


def operation(method: str, path: str, headers: Any, body: bytes, query: dict[str, Any]) -> str:
    """Return the operation's name; for REST interfaces at least whether it reads or writes."""
    if target := headers.get("x-amz-target"):
        return str(target).rpartition(".")[2]
    if actions := query.get("Action"):
        return str(actions[0])
    if current := re.search(rb"(?:^|&)Action=(\w+)", body[:4096]):
        return current[1].decode()
    if "/operation/" in path:
        return path.rpartition("/")[2]
    for end, name in NAMES_BY_PATH.items():
        if path.endswith(end):
            return name
    return "Get" if method in ("GET", "HEAD", "OPTIONS") else "Put"
