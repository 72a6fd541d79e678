"""Source APIs and merged APIs as the stacks of services would declare them."""

import json
import time
import uuid
from typing import Any

from deploy.waiting import wait_until
from local.emulator.clients import client
from local.system import System
from tests.local.appsync.graphql_api import answering, http
from tests.local.small_aws import stack_status

JAVASCRIPT = {"Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "appsync.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
MAY_MERGE = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "appsync:SourceGraphQL", "Resource": "*"}],
}


def get(resource: str, attribute: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [resource, attribute]}


def resource(kind: str, after: str | None = None, **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Properties": properties} | ({"DependsOn": after} if after else {})


def appsync(kind: str, after: str | None = None, **properties: Any) -> dict[str, Any]:
    return resource(f"AWS::AppSync::{kind}", after, **properties)


def merged_api(policies: list[Any] | None = None, **properties: Any) -> dict[str, Any]:
    """The platform's API, into which the services' are merged."""
    allowed = [{"PolicyName": "sources", "PolicyDocument": MAY_MERGE}] if policies is None else policies
    api = {"Name": "merged", "AuthenticationType": "API_KEY", "ApiType": "MERGED", **properties}
    return {
        "Role": resource("AWS::IAM::Role", AssumeRolePolicyDocument=TRUST, Policies=allowed),
        "Api": appsync("GraphQLApi", MergedApiExecutionRoleArn=get("Role", "Arn"), **api),
        "Key": appsync("ApiKey", ApiId=get("Api", "ApiId"), Expires=int(time.time()) + 3600),
    }


def source_api(schema: str, merged: str, /, **resolvers: str) -> dict[str, Any]:
    """A service's API with resolvers by `Type__field`, each a JavaScript expression, and its association."""
    api_id = get("Api", "ApiId")
    made = {
        "Api": appsync("GraphQLApi", Name="source", AuthenticationType="API_KEY"),
        "Schema": appsync("GraphQLSchema", ApiId=api_id, Definition=schema),
        "None": appsync("DataSource", ApiId=api_id, Name="none", Type="NONE"),
        "Merge": appsync(
            "SourceApiAssociation",
            "Schema",
            MergedApiIdentifier=merged,
            SourceApiIdentifier=api_id,
            SourceApiAssociationConfig={"MergeType": "AUTO_MERGE"},
        ),
    }
    for name, expression in resolvers.items():
        kind, field = name.split("__")
        of = {"ApiId": api_id, "TypeName": kind, "FieldName": field, "DataSourceName": get("None", "Name")}
        made[f"{kind}{field.title()}"] = appsync(
            "Resolver", "Schema", **of, Runtime=JAVASCRIPT, Code=answering(expression)
        )
    return made


def deploy(system: System, name: str, resources: dict[str, Any], *outputs: tuple[str, str]) -> dict[str, str]:
    """Create or update a stack with these outputs, named by resource and attribute."""
    values = {f"{of}{attribute}": {"Value": get(of, attribute)} for of, attribute in outputs}
    return deploy_template(system, name, {"Resources": resources, "Outputs": values})


def deploy_template(system: System, name: str, template: dict[str, Any]) -> dict[str, str]:
    """Create or update a stack; its outputs, or an error with the reason of the first failure."""
    cloudformation = client(system, "cloudformation")
    exists = stack_status(system, name) is not None
    method = cloudformation.update_stack if exists else cloudformation.create_stack
    method(StackName=name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM"])
    wait_until(lambda: not str(stack_status(system, name)).endswith("IN_PROGRESS"), f"the stack {name}")
    if stack_status(system, name) not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise DeploymentError(failure(system, name))
    found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}


class DeploymentError(Exception):
    """The reason why a stack was rolled back."""


def failure(system: System, name: str) -> str:
    events = client(system, "cloudformation").describe_stack_events(StackName=name)["StackEvents"]
    reasons = [event.get("ResourceStatusReason", "") for event in events if "FAILED" in event["ResourceStatus"]]
    return reasons[-1] if reasons else "unknown"


def delete(system: System, name: str) -> None:
    client(system, "cloudformation").delete_stack(StackName=name)
    wait_until(lambda: stack_status(system, name) in (None, "DELETE_COMPLETE"), f"the removal of {name}")


class Merged:
    """A merged API of a test's own, and requests to it."""

    def __init__(self, system: System, **options: Any) -> None:
        self.system, self.name = system, f"merged-{uuid.uuid4().hex}"
        outputs = (("Api", "ApiId"), ("Api", "Arn"), ("Key", "ApiKey"))
        found = deploy(system, self.name, merged_api(**options), *outputs)
        self.api_id, self.arn, self.key = found["ApiApiId"], found["ApiArn"], found["KeyApiKey"]

    def request(self, query: str) -> dict[str, Any]:
        url = f"http://127.0.0.1:{self.system.ports.emulator}/v1/apis/{self.api_id}/graphql"
        answer: dict[str, Any] = http.post(url, json={"query": query}, headers={"x-api-key": self.key}).json()
        return answer
