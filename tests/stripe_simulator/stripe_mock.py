"""Stripe's own OpenAPI document and its stripe-mock, from the Go module in which Stripe publishes both.

Neither is part of this repository: `go` downloads them for a test, which is skipped where there is no Go.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from deploy.waiting import wait_until
from local.paths import download_cache

VERSION = "v0.203.0"
MODULE = f"github.com/stripe/stripe-mock@{VERSION}"


def _run_go(*arguments: str, **environment: str) -> str:
    if shutil.which("go") is None:
        pytest.skip("Stripe publishes its OpenAPI document as a Go module, and there is no Go here")
    variables = {**os.environ, **environment}
    result = subprocess.run(["go", *arguments], check=False, capture_output=True, text=True, env=variables, cwd="/")
    assert result.returncode == 0, result.stderr
    return result.stdout


@cache
def load_spec() -> dict[str, Any]:
    """Load the document and replace its `nullable` by JSON Schema's form."""
    folder = Path(json.loads(_run_go("mod", "download", "-json", MODULE))["Dir"])
    spec = json.loads((folder / "embedded" / "openapi" / "spec3.json").read_text(), object_hook=_replace_nullable)
    assert isinstance(spec, dict)
    return spec


def _replace_nullable(node: dict[str, Any]) -> dict[str, Any]:
    if node.get("nullable") is not True:
        return node
    rest = {name: value for name, value in node.items() if name != "nullable"}
    return {"anyOf": [rest, {"type": "null"}]}


def schema_errors(schema: dict[str, Any], document: Any) -> list[str]:
    """List the violations of a schema in a document."""
    validator = jsonschema_rs.Draft4Validator({**schema, "components": load_spec()["components"]})
    return [
        f"{'/'.join(map(str, error.instance_path))}: {error.message[:200]}" for error in validator.iter_errors(document)
    ]


def response_schema(method: str, path: str, status: int) -> dict[str, Any]:
    """Return the schema of an operation's response; `path` is a request's path, not a template."""
    operation = load_spec()["paths"][_find_template(path)][method]
    response = operation["responses"].get(str(status)) or operation["responses"]["default"]
    schema: dict[str, Any] = response["content"]["application/json"]["schema"]
    return schema


def _find_template(path: str) -> str:
    segments = path.split("/")
    templates = [template for template in load_spec()["paths"] if _matches(template.split("/"), segments)]
    return min(templates, key=lambda template: template.count("{"))


def _matches(template: list[str], segments: list[str]) -> bool:
    return len(template) == len(segments) and all(
        expected == segment or expected.startswith("{") for expected, segment in zip(template, segments, strict=True)
    )


@contextmanager
def running_stripe_mock() -> Iterator[str]:
    """Run stripe-mock and yield its address; it refuses every request that Stripe's document does not allow."""
    folder = download_cache() / f"stripe-mock-{VERSION}"
    _run_go("install", MODULE, GOBIN=str(folder))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([folder / "stripe-mock", "-http-port", str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: _accepts(port), "a connection to stripe-mock")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
