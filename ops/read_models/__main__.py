"""`python -m ops.read_models rebuild graph | drift [--repair] | republish catalog [--start CURSOR]`, for one stage."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from deploy import target
from deploy.command import run_command
from deploy.errors import UserError
from ops.read_models.views import OWNERS, TELLERS, drift, rebuild, republish


def main() -> int:
    """Exit code 1 when a view differs and was not mended, or something is in the way."""
    wanted = parser().parse_args()

    def invoke(service: str, function: str, given: dict[str, Any]) -> dict[str, Any]:
        return invoked(f"bookstore-{service}-{wanted.stage}-{function}", given)

    if wanted.what == "rebuild":
        print(rebuild(wanted.view, invoke))
    elif wanted.what == "republish":
        for line in republish(wanted.service, invoke, json.loads(wanted.start or "null")):
            print(line, flush=True)
    else:
        reports = drift(invoke, repair=wanted.repair)
        print(*reports, sep="\n")
        return int(any(each.differing and not each.repaired for each in reports))
    return 0


def parser() -> ArgumentParser:
    """One subcommand per line of `make help`."""
    top = ArgumentParser(prog="python -m ops.read_models", description=__doc__)
    top.add_argument("--stage", default="local")
    commands = top.add_subparsers(dest="what", required=True)
    commands.add_parser("rebuild").add_argument("view", nargs="?", default="", help=", ".join(OWNERS))
    commands.add_parser("drift").add_argument("--repair", action="store_true")
    telling = commands.add_parser("republish")
    telling.add_argument("service", nargs="?", default="", help=", ".join(TELLERS))
    telling.add_argument("--start", default="", help="where an earlier run stopped")
    return top


def invoked(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """What the function answers; Trouble when it failed or is not there."""
    functions = target.function_invoker()
    try:
        said = functions.invoke(FunctionName=name, Payload=json.dumps(given).encode())
    except functions.exceptions.ResourceNotFoundException as missing:
        raise UserError(f"There is no function {name}: is its service deployed?") from missing
    body = said["Payload"].read()
    if said.get("FunctionError"):
        raise UserError(f"{name} failed: {body.decode()[:500]}")
    answer: dict[str, Any] = json.loads(body)
    return answer


if __name__ == "__main__":
    sys.exit(run_command(main))
