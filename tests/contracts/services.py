"""Which events a service handles, read in a process of its own: two services have modules of the same names."""

import json
import os
import subprocess
import sys
from functools import cache

from deploy.paths import ROOT
from tests.templates import resources

PRINT_EVENTS = """
import json
from chalicelib.handlers import event_handlers
print(json.dumps(sorted(kind.__name__ for kind in event_handlers())))
"""
SETTINGS = (
    "TABLE",
    "EVENT_BUS",
    "PARKED_URL",
    "COVERS_BUCKET",
    "IMPORTS_BUCKET",
    "FILES_BUCKET",
    "OPENSEARCH_URL",
    "REDIS_URL",
    "GREMLIN_URL",
    "STAGE",
    "STRIPE_API_BASE",
    "STRIPE_SECRET_ID",
    "MAIL_SENDER",
    "PUBLIC_URL",
    "USER_POOL_ARN",
)


@cache
def handled_events(service: str) -> frozenset[str]:
    """Return the names of the events that the service has a handler for."""
    paths = (ROOT / "services" / service, ROOT / "shared")
    environment = {
        **os.environ,
        **dict.fromkeys(SETTINGS, "http://127.0.0.1/nowhere"),
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "AWS_DEFAULT_REGION": "eu-west-1",
    }
    command = [sys.executable, "-c", PRINT_EVENTS]
    process = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return frozenset(json.loads(process.stdout))


def is_routed(service: str, source: str, name: str) -> bool:
    """Check that one of the service's rules sends this event to its inbox."""
    rules = [each["Properties"] for each in resources(service).values() if each["Type"] == "AWS::Events::Rule"]
    return any(
        source in rule["EventPattern"]["source"]
        and name in rule["EventPattern"]["detail-type"]
        and rule["Targets"][0]["Arn"] == {"Fn::GetAtt": ["Inbox", "Arn"]}
        for rule in rules
        if "EventPattern" in rule
    )
