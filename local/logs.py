"""Print logs: the components' own, or what one service's functions logged (`make logs`)."""

import time

from deploy.errors import UserError
from local.function_logs import list_log_groups, read_log_lines
from local.log_tail import tail
from local.system import System

TAIL_LINES = 15
HISTORY_SECONDS = 3600
POLL_SECONDS = 1.0


def show_logs(system: System, subject: str, *, follow: bool) -> None:
    """Print the end of every component's log, or one component's log, or the log of a service's functions."""
    if not subject:
        for name in system.components:
            show_component(system, name, TAIL_LINES)
    elif subject in system.components:
        show_component(system, subject, 10 * TAIL_LINES)
    else:
        show_service(system, subject, follow=follow)


def show_component(system: System, name: str, lines: int) -> None:
    """Print the end of a component's log; nothing for one that never ran."""
    log = system.components[name].log
    log_lines = tail(log, lines)
    if log_lines:
        print(f"== {name} ({log})", *log_lines, "", sep="\n")


def show_service(system: System, service: str, *, follow: bool) -> None:
    """Print the end of the last hour; then, with `follow`, whatever comes."""
    if not system.components["emulator"].running():
        raise UserError("The local AWS is not running, and the functions' logs are kept there: `make up` starts it.")
    if not list_log_groups(system, service):
        components = ", ".join(system.components)
        raise UserError(
            f"No service called {service} is deployed here, and no part is called so (they are {components})."
        )
    log_lines = read_log_lines(system, service, since=milliseconds() - HISTORY_SECONDS * 1000)
    if not log_lines and not follow:
        print(f"The functions of {service} said nothing in the last hour.")
    for line in log_lines[-100:]:
        print(line)
    if follow:
        follow_logs(system, service, log_lines[-1].at if log_lines else milliseconds())


def follow_logs(system: System, service: str, last: int) -> None:
    """Print new lines until Ctrl-C."""
    while True:
        for line in read_log_lines(system, service, since=last + 1):
            print(line, flush=True)
            last = line.at
        time.sleep(POLL_SECONDS)


def milliseconds() -> int:
    """Return the time as CloudWatch counts it."""
    return int(time.time() * 1000)
