"""What a function needs before its first request, in processor time: importing its service, and DynamoDB's client.

All functions of a service load the same `app`. `-X importtime` would book what botocore imports under whoever imports
it first, and counts the time of other processes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

TIMES, TINY_TIMES = 7, 1
PROBE = """
import json, sys, time
import app
imported = time.process_time()
from bookstore.dynamodb.table import client
client("dynamodb")
print(json.dumps({"ms": time.process_time() * 1000, "client": (time.process_time() - imported) * 1000,
                  "modules": len(sys.modules)}))
"""


def measure_cold_starts(
    roots: Mapping[str, Path], services: tuple[str, ...], times: int
) -> dict[str, dict[str, dict[str, float]]]:
    """Start each service so often, the revisions in turn; return medians by revision and service.

    `ms` is the processor time of the whole process, Python included; `client` that of the client in it.
    """
    found: dict[str, dict[str, list[dict[str, Any]]]] = {name: {each: [] for each in services} for name in roots}
    for _ in range(times + 1):  # the first one compiles
        for service in services:
            for name, root in roots.items():
                found[name][service].append(_start(root, service))
    return {
        name: {service: _medians(runs[1:]) for service, runs in by_service.items()}
        for name, by_service in found.items()
    }


def print_cold_starts(rows: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    """Print one line for each service, and the ratio to the other revision if there is one."""
    print(f"\n{'a cold start, processor ms':76}{'ms':>8}{'client':>8}{'modules':>9}{'before':>8}{'ratio':>7}")
    now, *others = rows.values()
    for service, row in now.items():
        before = others[0][service]["ms"] if others else None
        against = f"{before:8.0f}{row['ms'] / before:7.2f}" if before else ""
        print(f"{service:76}{row['ms']:8.0f}{row['client']:8.0f}{row['modules']:9.0f}{against}")


def _start(root: Path, service: str) -> dict[str, Any]:
    path = os.pathsep.join(str(root / each) for each in ("shared", f"services/{service}"))
    environment = {**os.environ, "PYTHONPATH": path, "AWS_DEFAULT_REGION": "us-east-1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _medians(runs: list[dict[str, Any]]) -> dict[str, float]:
    return {name: median(run[name] for run in runs) for name in runs[0]}
