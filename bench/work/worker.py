"""`python -m bench.work.worker`: one service of one revision, in a process of its own; told by JSON lines what to do.

The first line is the setting: the engines' ports, the answers of AWS services that do not run here, and when the
service's own code is loaded. Each further line is `{"function": …, "event": …}`; the answer has what it cost.
"""

import importlib
import json
import os
import sys
from contextlib import redirect_stdout
from typing import Any, TextIO

from bench.work.metering import Meters


class Context:
    """Lambda's context, of a function that has a minute."""

    aws_request_id = "request-1"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        """Return a minute."""
        return 60_000


def main() -> None:
    """Serve until the input ends; what the service prints goes nowhere, since its output is the protocol."""
    output, setting = os.fdopen(os.dup(sys.stdout.fileno()), "w"), json.loads(sys.stdin.readline())
    with open(os.devnull, "w") as discarded, redirect_stdout(discarded):
        meters = Meters({int(port): name for port, name in setting["engines"].items()})
        meters.answers = {name: answer.encode() for name, answer in setting["answers"].items()}
        meters.install()
        app, handlers = importlib.import_module("app").app, importlib.import_module("chalicelib.handlers")
        names = {name: getattr(handlers, attribute) for attribute, name in _functions(app, handlers).items()}
        _write(output, {"routes": [[method, path] for path, methods in app.routes.items() for method in methods]})
        for line in sys.stdin:
            request = json.loads(line)
            function = app if request["function"] == "api" else names[request["function"]]
            _write(output, _run(function, request["event"], meters))


def _functions(app: Any, handlers: Any) -> dict[str, str]:
    names = {id(function): name for name, function in app.handler_map.items()}
    return {name: names[id(value)] for name, value in vars(handlers).items() if id(value) in names}


def _run(function: Any, event: Any, meters: Meters) -> dict[str, Any]:
    meters.start()
    try:
        result, error = function(event, Context()), None
    except Exception as failure:
        result, error = None, f"{type(failure).__name__}: {failure}"
    cost = meters.read()
    return {"result": result, "error": error, "cost": cost, "asked": meters.requests}


def _write(output: TextIO, answer: dict[str, Any]) -> None:
    output.write(json.dumps(answer) + "\n")
    output.flush()


if __name__ == "__main__":
    main()
