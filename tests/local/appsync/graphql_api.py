"""A GraphQL API of a test's own, with its roles, data sources and resolvers."""

import json
import time
import uuid
from typing import Any

import httpx
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from local.emulator.clients import client
from local.system import System

http = httpx.Client(timeout=120)  # seconds, for a busy machine

JAVASCRIPT = {"name": "APPSYNC_JS", "runtimeVersion": "1.0.0"}
PASS_ON = "export const request = (ctx) => JSON.parse(ctx.args.request);\n"
REPORT = "export const response = (ctx) => JSON.stringify({ result: ctx.result ?? null, error: ctx.error ?? null });"


def answering(expression: str) -> str:
    """The code of a resolver that needs no data source."""
    return f"export const request = () => ({{}});\nexport const response = (ctx) => {expression};"


class Api:
    """An API whose resolvers a test defines; requests carry its key unless they bring another credential."""

    def __init__(self, system: System, schema: str, mode: str = "API_KEY", **options: Any) -> None:
        self.system, self.appsync = system, client(system, "appsync")
        created = self.appsync.create_graphql_api(name=uuid.uuid4().hex, authenticationType=mode, **options)
        self.api_id, self.arn = created["graphqlApi"]["apiId"], created["graphqlApi"]["arn"]
        self.key = self.make_key(time.time() + 3600)
        if schema:
            self.define(schema)
        self.appsync.create_data_source(apiId=self.api_id, name="none", type="NONE")

    def define(self, schema: str) -> None:
        self.appsync.start_schema_creation(apiId=self.api_id, definition=schema.encode())

    def make_key(self, expires: float) -> str:
        key: str = self.appsync.create_api_key(apiId=self.api_id, expires=int(expires))["apiKey"]["id"]
        return key

    def add_source(self, name: str, kind: str, role: str | None = None, **config: Any) -> None:
        service_role = {"serviceRoleArn": role} if role else {}
        self.appsync.create_data_source(apiId=self.api_id, name=name, type=kind, **service_role, **config)

    def add_resolver(self, field: str, code: str, source: str = "none", **options: Any) -> None:
        kind, name = field.split(".")
        of = {"apiId": self.api_id, "typeName": kind, "fieldName": name}
        by = {} if options.get("kind") == "PIPELINE" else {"dataSourceName": source}
        self.appsync.create_resolver(**of, **by, runtime=JAVASCRIPT, code=code, **options)

    def request(self, query: str, variables: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """The status and the answer."""
        return self.post({"query": query, "variables": variables}, **headers)

    def post(self, body: dict[str, Any], **headers: str) -> tuple[int, dict[str, Any]]:
        answer = http.post(self.url, json=body, headers=headers or {"x-api-key": self.key})
        return answer.status_code, answer.json()

    def data(self, query: str, variables: Any = None, **headers: str) -> Any:
        status, answer = self.request(query, variables, **headers)
        assert status == 200, answer
        assert "errors" not in answer, answer
        return answer["data"]

    def errors(self, query: str, variables: Any = None, **headers: str) -> list[tuple[str, str]]:
        """What was refused: type and message."""
        _, answer = self.request(query, variables, **headers)
        return [(error.get("errorType"), error["message"]) for error in answer.get("errors", [])]

    def sign(self, query: str, access_key: str, secret: str, variables: Any = None) -> tuple[int, dict[str, Any]]:
        """The answer to a request that is signed for IAM."""
        body = json.dumps({"query": query, "variables": variables})
        request = AWSRequest("POST", self.url, {"content-type": "application/json"}, body)
        SigV4Auth(Credentials(access_key, secret), "appsync", "us-east-1").add_auth(request)
        answer = http.post(self.url, content=body, headers=dict(request.headers))
        return answer.status_code, answer.json()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.system.ports.emulator}/v1/apis/{self.api_id}/graphql"


def make_role(system: System, *statements: tuple[Any, Any], trusts: str = "appsync") -> str:
    """A role that this service may assume, and that allows actions on resources."""
    iam, name = client(system, "iam"), uuid.uuid4().hex
    trusted = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": f"{trusts}.amazonaws.com"}}
    allowed = [{"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in statements]
    arn: str = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trusted))["Role"]["Arn"]
    if allowed:
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy(*allowed))
    return arn


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
