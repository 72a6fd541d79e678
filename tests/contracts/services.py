"""What each service says it does about events, asked in a process of its own: two services have like-named modules."""

import json
import os
import subprocess
import sys
from functools import cache

from deploy.paths import ROOT
from tests.templates import resources

PRINT_EVENTS = """
import json
try:
    from chalicelib import handlers
except ImportError:
    from chalicelib import events as handlers
names = getattr(handlers, "event_handlers", None) or handlers.reactions
print(json.dumps(sorted(kind.__name__ for kind in names())))
"""
SETTINGS = ("TABLE", "EVENT_BUS", "PARKED_URL", "COVERS_BUCKET", "OPENSEARCH_URL", "REDIS_URL", "GREMLIN_URL", "STAGE",
            "STRIPE_API_BASE", "STRIPE_SECRET_ID", "MAIL_SENDER", "PUBLIC_URL")  # fmt: skip


@cache
def reactions(service: str) -> frozenset[str]:
    """The events a service has a reaction to."""
    folder = ROOT / "services" / service
    path = os.pathsep.join(str(p) for p in (folder, ROOT / "shared"))
    environment = {**os.environ, **dict.fromkeys(SETTINGS, "http://127.0.0.1/nowhere"), "PYTHONPATH": path,
                   "AWS_DEFAULT_REGION": "eu-west-1"}  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", PRINT_EVENTS], env=environment, check=True, capture_output=True, text=True
    )
    return frozenset(json.loads(said.stdout))


def routes(service: str, source: str, name: str) -> bool:
    """Whether one of the service's rules sends this event to its inbox."""
    rules = [r["Properties"] for r in resources(service).values() if r["Type"] == "AWS::Events::Rule"]
    return any(
        source in rule["EventPattern"]["source"]
        and name in rule["EventPattern"]["detail-type"]
        and rule["Targets"][0]["Arn"] == {"Fn::GetAtt": ["Inbox", "Arn"]}
        for rule in rules
        if "EventPattern" in rule
    )
