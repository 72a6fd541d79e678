"""Send what an OpenAPI document allows, and what it does not, to the app that it describes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from deploy.paths import ROOT
from tests.gateway import CUSTOMER, STAFF
from tests.gateway_server import GatewayServer

Values = Mapping[str, Sequence[str]]
Claims = Mapping[str, Any]
CALLERS: dict[str, Claims] = {"guest": {}, "reader": CUSTOMER, "staff": STAFF}
SEED = 16
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
)
FEW = 3


def find_failures(
    service: str, app: Any, caller: str, examples: int | None, **values: Sequence[str]
) -> tuple[list[str], set[tuple[str, str, int]]]:
    """Return what the app answered against its document, one line each, and every method, path and status it answered.

    `values` are ids that the test has stored, for the parameters of these names. In the short form staff alone, who
    may call every route, meet each bound of every field, and others a few requests of any kind.
    """
    document = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    claims = CALLERS[caller]
    server = GatewayServer(app, {**document, "servers": [{"url": "/"}]}, claims)
    config = configure(claims, values, examples or FEW, meet_bounds=caller == "staff" or examples is not None)
    schema = schemathesis.openapi.from_wsgi("/openapi.json", server, config=config)
    failures = dict.fromkeys(line for event in from_schema(schema).execute() for line in describe(event))
    return list(failures), server.answered


def configure(claims: Claims, values: Values, examples: int, *, meet_bounds: bool) -> SchemathesisConfig:
    """Return the same run every time."""
    known = {f"path.{name}": (name, 0.7) for name in values}
    own = {"header.X-Expected-Customer": ("customer", 0.95)} if claims else {}
    dictionaries = {**values, **({"customer": [claims["sub"]]} if claims else {})}
    return SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "workers": 1,
            "continue-on-failure": True,
            "headers": {"Authorization": "a token"} if claims else {},
            "dictionaries": {name: {"values": list(each)} for name, each in dictionaries.items()},
            "parameters": {
                name: {"dictionary": dictionary, "probability": probability}
                for name, (dictionary, probability) in (known | own).items()
            },
            "generation": {
                "max-examples": examples,
                "deterministic": True,
                "no-shrink": True,
                "database": "none",
                "with-security-parameters": False,
            },
            "phases": {
                "examples": {"enabled": False},
                "stateful": {"enabled": False},
                "coverage": {"enabled": meet_bounds},
            },
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
        }
    )


def describe(event: events.EngineEvent) -> Iterator[str]:
    """Yield one line for each failure, with the request."""
    if isinstance(event, events.NonFatalError | events.FatalError):
        yield str(getattr(event, "value", None) or getattr(event, "exception", event))
    if not isinstance(event, events.ScenarioFinished):
        return
    for case_id, checks in event.recorder.checks.items():
        case = event.recorder.cases[case_id].value
        for check in checks:
            if check.failure_info:
                failure = check.failure_info.failure
                yield f"{case.method} {case.formatted_path}: {failure.title}: {failure.message}"[:600]
