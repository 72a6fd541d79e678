"""Explain an exception that nobody foresaw, by the part of the system that has ended where there is one."""

from deploy.command import explain_unexpected, keep
from deploy.errors import UserError
from local.system import System


def explain(problem: BaseException, system: System) -> str:
    """What happened, what to do next, and where the details are."""
    log = system.home / "logs" / "command.log"
    try:
        system.require_running()
    except UserError as ended:
        keep(problem, log)
        return str(ended)
    return explain_unexpected(problem, log)
