"""Send every staff operation of one service as every kind of caller, and print the statuses: run as a process of its
own, since two services have modules of the same names. What else the requests carry breaks every rule, so that a
caller who is let in is told about that, and no table is needed.

`python -m tests.contracts.access_probe SERVICE` reads the callers' claims from stdin, by name.
"""

import json
import re
import sys
from typing import Any

from deploy.paths import ROOT
from tests.contracts.operations import list_staff_operations
from tests.gateway import send_request

WRONG_QUERY = {"limit": "none", "correlation_id": "?"}


def main(service: str) -> None:
    """Print `{operation: {caller: [status, code]}}`."""
    sys.path[:0] = [str(ROOT / "services" / service), str(ROOT / "shared")]
    from app import app

    callers = json.load(sys.stdin)
    operations = [operation for operation in list_staff_operations() if operation.service == service]
    results = {
        str(operation): {name: send(app, operation.method, operation.path, claims) for name, claims in callers.items()}
        for operation in operations
    }
    sys.stdout.write(json.dumps(results))


def send(app: Any, method: str, path: str, claims: Any) -> tuple[int, str]:
    """Return the status and the error's code, which is empty for a success."""
    values = dict.fromkeys(re.findall(r"\{(\w+)\}", path), "no such#thing")
    response = send_request(app, method, path, path=values, query=WRONG_QUERY, body=[], claims=claims)
    return response.status, "" if response.status < 400 else response.code


if __name__ == "__main__":
    main(sys.argv[1])
