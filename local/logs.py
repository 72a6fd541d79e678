"""`make logs`: the parts' own logs, or what one service's functions said."""

import time

from deploy.errors import UserError
from local.function_logs import list_log_groups, read_log_lines
from local.log_tail import tail
from local.system import System

TAIL_LINES = 15
LOOK_BACK_SECONDS = 3600
POLL_SECONDS = 1.0


def show_logs(system: System, subject: str, *, follow: bool) -> None:
    """Nothing named: the end of every part's log. A part: its own. A service: its functions, following if asked."""
    if not subject:
        for name in system.parts:
            show_component(system, name, TAIL_LINES)
    elif subject in system.parts:
        show_component(system, subject, 10 * TAIL_LINES)
    else:
        show_service(system, subject, follow=follow)


def show_component(system: System, name: str, lines: int) -> None:
    """Nothing for a part that never ran."""
    log = system.parts[name].log
    said = tail(log, lines)
    if said:
        print(f"== {name} ({log})", *said, "", sep="\n")


def show_service(system: System, service: str, *, follow: bool) -> None:
    """The last hour's end; then, if asked, whatever comes."""
    if not system.parts["emulator"].running():
        raise UserError("The local AWS is not running, and the functions' logs are kept there: `make up` starts it.")
    if not list_log_groups(system, service):
        parts = ", ".join(system.parts)
        raise UserError(f"No service called {service} is deployed here, and no part is called so (they are {parts}).")
    said = read_log_lines(system, service, since=milliseconds() - LOOK_BACK_SECONDS * 1000)
    if not said and not follow:
        print(f"The functions of {service} said nothing in the last hour.")
    for line in said[-100:]:
        print(line)
    if follow:
        follow_logs(system, service, said[-1].at if said else milliseconds())


def follow_logs(system: System, service: str, last: int) -> None:
    """Until Ctrl-C."""
    while True:
        for line in read_log_lines(system, service, since=last + 1):
            print(line, flush=True)
            last = line.at
        time.sleep(POLL_SECONDS)


def milliseconds() -> int:
    """Now, as CloudWatch counts."""
    return int(time.time() * 1000)
