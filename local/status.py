"""Report each component's health, and what is in flight through the shop (`make status`)."""

from dataclasses import dataclass

from local import background_import
from local.backlog import Backlog, count_in_flight, list_backlogs
from local.component import Component
from local.log_tail import most_informative_line, tail
from local.process import used_megabytes
from local.system import SHOP, System


@dataclass(frozen=True)
class ComponentStatus:
    """One component as it is now; `why` is empty when it is healthy."""

    name: str
    healthy: bool
    megabytes: int | None
    address: str
    why: str = ""


def list_statuses(system: System) -> list[ComponentStatus]:
    """Read the shop's components always, the tests' own only while they run."""
    return [
        read_status(component) for name, component in system.components.items() if name in SHOP or component.running()
    ]


def read_status(component: Component) -> ComponentStatus:
    """Ask the component itself, not its record alone."""
    address = f"127.0.0.1:{component.listens_on()[0]}"
    record = component.running()
    if record and component.is_healthy():
        return ComponentStatus(component.name, True, used_megabytes(record.pid), address)
    if record:
        why = f"running and not answering; log: {most_informative_line(tail(component.log, 40))}"
        return ComponentStatus(component.name, False, used_megabytes(record.pid), address, why)
    return ComponentStatus(component.name, False, None, address, explain_not_running(component))


def explain_not_running(component: Component) -> str:
    """Tell a stopped component from one that died: an orderly stop deletes the record."""
    if not component.record.exists():
        return "not started"
    return f"it ended by itself; its log says: {most_informative_line(tail(component.log, 40))} ({component.log})"


def format_status(system: System) -> list[str]:
    """Format the whole report as lines."""
    statuses = list_statuses(system)
    lines = [format_line(condition) for condition in statuses]
    lines.append(f"{'all together':12} {sum(condition.megabytes or 0 for condition in statuses):>17} MB")
    emulator = next(condition for condition in statuses if condition.name == "emulator")
    background = background_import.describe_import(system.home)
    lines += [background] if background else []
    return [*lines, "", *format_backlogs(list_backlogs(system))] if emulator.healthy else lines


def format_line(condition: ComponentStatus) -> str:
    """Format one component as one line."""
    memory = f"{condition.megabytes} MB" if condition.megabytes is not None else ""
    state = "healthy" if condition.healthy else "down" if condition.megabytes is None else "unwell"
    return f"{condition.name:12} {state:8} {memory:>11}  {condition.address}  {condition.why}".rstrip()


def format_backlogs(backlogs: list[Backlog]) -> list[str]:
    """Format the counts of each service, then one sentence."""
    if not backlogs:
        return ["Nothing is deployed yet: `make up` deploys it."]
    heading = f"{'':16}{'outbox':>8}{'inbox':>8}{'dead':>8}{'parked':>8}"
    rows = [f"{b.service:16}{b.outbox:>8,}{b.inbox:>8,}{b.dead:>8,}{b.parked:>8,}" for b in backlogs]
    return [heading, *rows, "", describe_backlogs(backlogs)]


def describe_delivery(backlogs: list[Backlog]) -> str:
    """Tell whether everything that was written has been delivered."""
    moving = count_in_flight(backlogs)
    return f"{moving:,} events and changes are still on their way." if moving else "Every event has arrived."


def describe_backlogs(backlogs: list[Backlog]) -> str:
    """Summarise the counts in a sentence."""
    arrived = describe_delivery(backlogs)
    failed = sum(backlog.dead + backlog.parked for backlog in backlogs)
    return (
        f"{arrived} {failed:,} messages were parked after failures; see docs/runbooks/dead-letters.md."
        if failed
        else arrived
    )
