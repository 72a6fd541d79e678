"""One revision of the shop: its five services, each a process of its own, on tables made from its own templates."""

import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
from chalice.package import YAMLTemplateSerializer

from bench.work.ledger import Ledger
from deploy.paths import ROOT
from local.ports import HOST
from local.system import System
from tests.gateway import CLIENT_ID, Response, send_request
from tests.lambda_events import SCHEDULED_EVENT, eventbridge_body, sqs_event
from tests.orders.counter import SECRETS
from tests.streams import TableStream, matches

SERVICES = ("catalog", "orders", "cart", "search", "recommendations")
TABLE_PROPERTIES = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode", "StreamSpecification")
RELAY_BATCH = 100
USER_POOL_ARN = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_work"
METHODS = {"GET", "POST", "PUT", "DELETE"}  # HEAD does what GET does
ANSWERS = {
    "eventbridge.PutEvents": "",  # made of the request
    "sqs.SendMessage": '{"MessageId": "m-1"}',
    "sqs.ChangeMessageVisibilityBatch": "{}",
    "sqs.DeleteMessageBatch": "{}",
    "ses.SendEmail": "<R><SendEmailResult><MessageId>m-1</MessageId></SendEmailResult></R>",
    "s3.GetObject": "RIFF    WEBP",  # enough of a picture
    "s3.PutObject": "",
    "s3.HeadObject": "",
    "s3.DeleteObject": "",
    "s3.ListObjectsV2": "<ListBucketResult/>",
    "lambda.Invoke": "",
    "cognito-identity-provider.AdminGetUser": json.dumps(
        {
            "Username": "u",
            "UserStatus": "CONFIRMED",
            "UserAttributes": [
                {"Name": "sub", "Value": "customer-0"},
                {"Name": "email", "Value": "a@bookstore.example"},
            ],
        }
    ),
    "cognito-identity-provider.AdminDeleteUser": "{}",
    "cognito-identity-provider.AdminUserGlobalSignOut": "{}",
    "secrets-manager.GetSecretValue": json.dumps(
        {"SecretString": json.dumps({"secret_key": "sk_test_shop", "webhook_secrets": SECRETS})}
    ),
}


# Their work is Cognito's, and what they need arrives by e-mail.
WITH_A_CODE = {
    "orders POST /sign-ups",
    "orders POST /sign-ups/confirm",
    "orders POST /password-resets",
    "orders POST /password-resets/confirm",
    "orders POST /customers/me/email-changes",
    "orders POST /customers/me/email-changes/confirm",
    "orders PUT /customers/me/password",
}


class CallFailed(Exception):
    """A function of a service raised; a measurement of a failure is of no interest."""


@dataclass
class Service:
    """One service: its process, its table, and the part of its templates that says what reaches it."""

    name: str
    root: Path
    environment: Mapping[str, str]
    engines: Mapping[int, str]
    dynamodb: Any
    ledger: Ledger
    events: list[dict[str, Any]] = field(default_factory=list)  # what it has published

    def __post_init__(self) -> None:
        self.table = f"work-{self.name}-{uuid.uuid4().hex}"
        self._create_table()
        self.stream = TableStream(self.table, self.dynamodb)
        paths = (self.root / "shared", self.root / "services" / self.name)
        environment = {**os.environ, **self.environment, "TABLE": self.table, "POWERTOOLS_SERVICE_NAME": self.name}
        environment["PYTHONPATH"] = os.pathsep.join(map(str, paths))
        environment["RATE_LIMITS"] = self._rate_limits()
        command = [sys.executable, "-m", "bench.work.worker"]
        self._process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.routes = self._send({"engines": self.engines, "answers": ANSWERS})["routes"]

    def call(self, function: str, event: Any, name: str, records: int = 1) -> Any:
        """Call a function and book its cost; return its result, and collect the events that it publishes."""
        answer = self._send({"function": function, "event": event})
        if answer["error"]:
            raise CallFailed(f"{self.name} {function}: {answer['error']}")
        self.ledger.book(f"{self.name} {name}", answer["cost"], records)
        for operation, request in answer["asked"]:
            if operation == "PutEvents":
                self.events += json.loads(request["body"])["Entries"]
        return answer["result"]

    @cached_property
    def stream_functions(self) -> dict[str, list[Any]]:
        """The functions that read the table's stream, by name, each with the patterns of its filters."""
        found: dict[str, list[Any]] = {}
        for resource in self._template("functions.yaml")["Resources"].values():
            for source in resource.get("Properties", {}).get("Events", {}).values():
                if "FilterCriteria" in source["Properties"] and "Stream" in source["Properties"]:
                    (name,) = re.findall(r"\$\{Stage\}-(\w+)", json.dumps(resource["Properties"]["FunctionName"]))
                    filters = source["Properties"]["FilterCriteria"]["Filters"]
                    found[name] = [json.loads(each["Pattern"]) for each in filters]
        return found

    def subscribes_to(self, event: Mapping[str, Any]) -> bool:
        """Check that the service's rule sends the event to its inbox."""
        rules = [each["Properties"] for each in self._resources.values() if each["Type"] == "AWS::Events::Rule"]
        patterns = [rule["EventPattern"] for rule in rules if "EventPattern" in rule]
        return any(event["Source"] in p["source"] and event["DetailType"] in p["detail-type"] for p in patterns)

    def stop(self) -> None:
        """End the process and delete the table."""
        self._process.communicate()
        self.dynamodb.delete_table(TableName=self.table)

    def _send(self, line: Any) -> dict[str, Any]:
        assert self._process.stdin  # noqa: S101 - both are pipes
        assert self._process.stdout  # noqa: S101
        self._process.stdin.write(json.dumps(line, default=datetime.timestamp) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise CallFailed(f"{self.name} has ended with status {self._process.wait()}.")
        return dict(json.loads(answer))

    def _create_table(self) -> None:
        properties = self._resources["Table"]["Properties"]
        settings = {name: properties[name] for name in TABLE_PROPERTIES if name in properties}
        settings["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
        self.dynamodb.create_table(TableName=self.table, **settings)

    def _rate_limits(self) -> str:
        """Return the limits of the local shop, which nobody reaches here."""
        variables = self._template("functions.yaml")["Globals"]["Function"]["Environment"]["Variables"]
        return str(variables["RATE_LIMITS"]["Fn::If"][2]) if "RATE_LIMITS" in variables else "{}"

    @cached_property
    def _resources(self) -> dict[str, Any]:
        return dict(self._template("resources.yaml")["Resources"])

    def _template(self, file: str) -> Any:
        path = self.root / "services" / self.name / file
        return YAMLTemplateSerializer().load_template(path.read_text(), str(path))


class Shop:
    """All five services of one revision, and the bus between them."""

    def __init__(self, root: Path, system: System, stripe: str, *, traced: bool = False) -> None:
        self.ledger, self.stripe_address = Ledger(), stripe
        self.delivered: list[dict[str, Any]] = []  # all events so far
        ports = system.ports
        engines = {
            ports.dynamodb: "dynamodb",
            ports.valkey: "redis",
            ports.gremlin: "gremlin",
            ports.opensearch: "opensearch",
        }
        engines[int(stripe.rpartition(":")[2])] = "stripe"
        url = f"http://{HOST}:{ports.dynamodb}"
        dynamodb = boto3.client("dynamodb", endpoint_url=url, region_name="us-east-1")
        stage, target = f"w{uuid.uuid4().hex[:12]}", uuid.uuid4().hex
        environment = {
            "AWS_ENDPOINT_URL_DYNAMODB": url, "STAGE": stage, "TRACES_OPEN": "true", "TRACED_SHARE": str(int(traced)),
            "USER_POOL_CLIENT_ID": CLIENT_ID, "USER_POOL_ARN": USER_POOL_ARN, "EVENT_BUS": "bus",
            "INBOX_URL": "https://sqs.us-east-1.amazonaws.com/1/inbox",
            "INBOX_DEAD_LETTERS_URL": "https://sqs.us-east-1.amazonaws.com/1/dead",
            "PARKED_URL": "https://sqs.us-east-1.amazonaws.com/1/parked",
            "OPENSEARCH_URL": system.endpoints()["opensearch_url"], "REDIS_URL": system.endpoints()["redis_url"],
            "GREMLIN_URL": system.endpoints()["gremlin_url"], "STRIPE_API_BASE": stripe, "STRIPE_SECRET_ID": "stripe",
            "MAIL_SENDER": "shop@bookstore.example", "COVERS_BUCKET": "covers", "IMPORTS_BUCKET": "imports",
            "FILES_BUCKET": "files", "PUBLIC_URL": "https://shop.example",
            "ENGINE_READ_SECONDS": "60", "RATE_LIMIT_WAIT_SECONDS": "60",
        }  # fmt: skip
        self.services = {name: Service(name, root, environment, engines, dynamodb, self.ledger) for name in SERVICES}
        for name in ("bestsellers", "graph"):
            item = {"pk": f"VIEW#{name}", "sk": "VIEW", "name": name, "serving": target}
            dynamodb.put_item(
                TableName=self.services["recommendations"].table, Item={k: {"S": v} for k, v in item.items()}
            )
        self.invoke("recommendations", "rebuild", {}, "rebuild")

    def request(self, service: str, method: str, resource: str, *, variant: str = "", **what: Any) -> Response:
        """Send a request to a service; `variant` distinguishes requests of one route that cost different work."""
        name = f"{method} {resource}{f' ({variant})' if variant else ''}"
        response = send_request(
            lambda event, _: self.services[service].call("api", event, name), method, resource, **what
        )
        if response.status >= 400:  # noqa: PLR2004 - a refusal is of no interest
            raise CallFailed(f"{service} {name}: {response.status} {response.body}")
        return response

    def invoke(self, service: str, function: str, event: Any, name: str) -> Any:
        """Call a function of a service that is not a route."""
        return self.services[service].call(function, event, name)

    def run_schedule(self, service: str, function: str) -> None:
        """Call a function as its schedule does."""
        self.services[service].call(function, SCHEDULED_EVENT, function)

    def deliver(self) -> None:
        """Let streams and events flow until nothing is left: relays, consumers, projectors."""
        while self._deliver_streams() + self._deliver_events():
            pass

    def _deliver_streams(self) -> int:
        count = 0
        for service in self.services.values():
            for function, patterns in service.stream_functions.items():
                records = [
                    one for one in service.stream.records_for(function) if any(matches(p, one) for p in patterns)
                ]
                for start in range(0, len(records), RELAY_BATCH):
                    batch = records[start : start + RELAY_BATCH]
                    service.call(function, {"Records": batch}, f"{function} (per record)", len(batch))
                count += len(records)
        return count

    def _deliver_events(self) -> int:
        events = [event for service in self.services.values() for event in service.events]
        for service in self.services.values():
            service.events = []
        self.delivered += events
        for event in events:
            body = eventbridge_body(event["Detail"], event["Source"], event["DetailType"])
            for service in self.services.values():
                if service.subscribes_to(event):
                    result = service.call("consume", sqs_event(body), f"consume {event['DetailType']}")
                    if result["batchItemFailures"]:
                        raise CallFailed(f"{service.name} could not handle {event['DetailType']}")
        return len(events)

    def has_route(self, service: str, method: str, resource: str) -> bool:
        """Check that this revision has the route: an older one may not."""
        return [method, resource] in self.services[service].routes

    def unmeasured_routes(self) -> list[str]:
        """Return the routes that were never requested."""
        measured = {name.split(" (")[0] for name in self.ledger.costs}
        routes = [
            f"{name} {method} {path}"
            for name, service in self.services.items()
            for method, path in service.routes
            if method in METHODS
        ]
        return sorted(set(routes) - measured - WITH_A_CODE)

    def stop(self) -> None:
        """End all processes and delete all tables."""
        for service in self.services.values():
            service.stop()
