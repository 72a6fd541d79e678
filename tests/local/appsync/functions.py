"""Lambda functions of the tests."""

import io
import uuid
import zipfile

from local.emulator.clients import client
from local.system import System
from tests.local.appsync.graphql_api import make_role

BY_NAME = """
def handler(event, _):
    print("called")
    return CASES[event["case"]](event) if isinstance(event, dict) else [CASES[one["case"]](one) for one in event]

def crash(event):
    raise RuntimeError("the payment provider is down")

CASES = {
    "echo": lambda event: event,
    "crash": crash,
    "number": lambda _: 7,
    "text": lambda _: "well",
    "nothing": lambda _: None,
    "context": lambda event: event["info"]["fieldName"],
}
"""
BATCH = """
def handler(event, _):
    if event[0].get("short"):
        return []
    if event[0].get("crash"):
        raise RuntimeError("down")
    results = [{"data": f"{one['id']}/{len(event)}"} for one in event]
    unlucky = {"errorMessage": "unlucky", "errorType": "Unlucky"}
    return [unlucky if one["id"] == "13" else result for one, result in zip(event, results)]
"""
DIRECT = "handler = lambda event, _: f\"{event['info']['fieldName']} {event['arguments']['id']}\""


def make_function(system: System, code: str) -> str:
    """The ARN of a function in Python."""
    packed, name = io.BytesIO(), uuid.uuid4().hex
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", code)
    role = make_role(system, ("logs:*", "*"), trusts="lambda")
    arn: str = client(system, "lambda").create_function(
        FunctionName=name,
        Runtime="python3.11",
        Handler="index.handler",
        Role=role,
        Code={"ZipFile": packed.getvalue()},
    )["FunctionArn"]
    return arn
