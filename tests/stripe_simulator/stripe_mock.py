"""Stripe's own OpenAPI document and its stripe-mock, from the Go module in which Stripe publishes both.

Nothing of it is kept in this repository: `go` fetches it when a test asks, and a test is skipped where there is no Go.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from local.paths import download_cache

VERSION = "v0.203.0"
MODULE = f"github.com/stripe/stripe-mock@{VERSION}"


def _go(*words: str, **environment: str) -> str:
    if shutil.which("go") is None:
        pytest.skip("Stripe publishes its OpenAPI document as a Go module, and there is no Go here")
    ours = {**os.environ, **environment}
    ran = subprocess.run(["go", *words], check=False, capture_output=True, text=True, env=ours, cwd="/")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@cache
def spec() -> dict[str, Any]:
    """The document, its `nullable` written as JSON Schema writes it."""
    folder = Path(json.loads(_go("mod", "download", "-json", MODULE))["Dir"])
    read = json.loads((folder / "embedded" / "openapi" / "spec3.json").read_text(), object_hook=_nullable)
    assert isinstance(read, dict)
    return read


def _nullable(node: dict[str, Any]) -> dict[str, Any]:
    if node.get("nullable") is not True:
        return node
    rest = {name: value for name, value in node.items() if name != "nullable"}
    return {"anyOf": [rest, {"type": "null"}]}


def complaints(schema: dict[str, Any], document: Any) -> list[str]:
    """What is wrong with a document."""
    validator = jsonschema_rs.Draft4Validator({**schema, "components": spec()["components"]})
    return [
        f"{'/'.join(map(str, error.instance_path))}: {error.message[:200]}" for error in validator.iter_errors(document)
    ]


def answer_schema(method: str, path: str, status: int) -> dict[str, Any]:
    """The schema of this operation's answer; `path` is a real one."""
    operation = spec()["paths"][_template(path)][method]
    answer = operation["responses"].get(str(status)) or operation["responses"]["default"]
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema


def _template(path: str) -> str:
    parts = path.split("/")
    fitting = [known for known in spec()["paths"] if _fits(known.split("/"), parts)]
    return min(fitting, key=lambda known: known.count("{"))


def _fits(known: list[str], parts: list[str]) -> bool:
    return len(known) == len(parts) and all(k == p or k.startswith("{") for k, p in zip(known, parts, strict=True))


@contextmanager
def running_stripe_mock() -> Iterator[str]:
    """Its address; it refuses every request that Stripe's document does not allow."""
    folder = download_cache() / f"stripe-mock-{VERSION}"
    _go("install", MODULE, GOBIN=str(folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([folder / "stripe-mock", "-http-port", str(port)], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("stripe-mock does not answer")
