"""`make status`: each part, healthy or why not; and what is still on its way through the shop."""

from dataclasses import dataclass

from local import background_import
from local.backlog import Backlog, count_in_flight, list_backlogs
from local.component import Component
from local.log_tail import most_informative_line, tail
from local.process import used_megabytes
from local.system import SHOP, System


@dataclass(frozen=True)
class ComponentStatus:
    """One part as it is now; `why` is empty when all is well."""

    name: str
    healthy: bool
    megabytes: int | None
    address: str
    why: str = ""


def list_statuses(system: System) -> list[ComponentStatus]:
    """The shop's parts always, the tests' own only while they run."""
    return [read_status(part) for name, part in system.parts.items() if name in SHOP or part.running()]


def read_status(part: Component) -> ComponentStatus:
    """Asked of the part itself, not of its record alone."""
    address = f"127.0.0.1:{part.listens_on()[0]}"
    record = part.running()
    if record and part.is_healthy():
        return ComponentStatus(part.name, True, used_megabytes(record.pid), address)
    if record:
        why = f"running and not answering; log: {most_informative_line(tail(part.log, 40))}"
        return ComponentStatus(part.name, False, used_megabytes(record.pid), address, why)
    return ComponentStatus(part.name, False, None, address, explain_not_running(part))


def explain_not_running(part: Component) -> str:
    """An orderly stop removes the record; one that is still there belongs to a part that died by itself."""
    if not part.record.exists():
        return "not started"
    return f"it ended by itself; its log says: {most_informative_line(tail(part.log, 40))} ({part.log})"


def format_status(system: System) -> list[str]:
    """The lines a person reads."""
    found = list_statuses(system)
    lines = [format_line(condition) for condition in found]
    lines.append(f"{'all together':12} {sum(condition.megabytes or 0 for condition in found):>17} MB")
    emulator = next(condition for condition in found if condition.name == "emulator")
    behind = background_import.describe_import(system.home)
    lines += [behind] if behind else []
    return [*lines, "", *format_backlogs(list_backlogs(system))] if emulator.healthy else lines


def format_line(condition: ComponentStatus) -> str:
    """One part, one line."""
    memory = f"{condition.megabytes} MB" if condition.megabytes is not None else ""
    state = "healthy" if condition.healthy else "down" if condition.megabytes is None else "unwell"
    return f"{condition.name:12} {state:8} {memory:>11}  {condition.address}  {condition.why}".rstrip()


def format_backlogs(found: list[Backlog]) -> list[str]:
    """Numbers per service, then one sentence."""
    if not found:
        return ["Nothing is deployed yet: `make up` deploys it."]
    heading = f"{'':16}{'outbox':>8}{'inbox':>8}{'dead':>8}{'parked':>8}"
    rows = [f"{f.service:16}{f.outbox:>8,}{f.inbox:>8,}{f.dead:>8,}{f.parked:>8,}" for f in found]
    return [heading, *rows, "", describe_backlogs(found)]


def describe_delivery(found: list[Backlog]) -> str:
    """Whether what was written is everywhere."""
    moving = count_in_flight(found)
    return f"{moving:,} events and changes are still on their way." if moving else "Every event has arrived."


def describe_backlogs(found: list[Backlog]) -> str:
    """What a person should make of the numbers."""
    arrived = describe_delivery(found)
    aside = sum(flow.dead + flow.parked for flow in found)
    return f"{arrived} {aside:,} were set aside and want a look: `make logs SERVICE=…`." if aside else arrived
