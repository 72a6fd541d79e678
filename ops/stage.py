"""Find a stage's shop through the parameters that its deployment left: the same on AWS and on the emulator."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from deploy import target
from deploy.errors import UserError
from deploy.stage_parameters import load_stage_parameters
from ops.http_client import ShopClient
from ops.user_pool import UserPool

THROTTLED = {"TooManyRequestsException", "ServiceException", "ThrottlingException", "ResourceNotReadyException"}
TRANSIENT = {
    "Sandbox.Timedout",
    "Runtime.ExitError",
    "Unavailable",
    "CounterContended",
    "ReadTimeoutError",
    "ConnectTimeoutError",
}


class FunctionFailed(UserError):
    """A function was invoked and ended with an error of its own."""


class FunctionBusy(FunctionFailed):
    """A function timed out, was throttled, or found a resource busy: the same call may succeed later."""


@dataclass(frozen=True)
class Stage:
    """A deployed shop, reached with the AWS credentials of this process."""

    name: str

    @cached_property
    def parameters(self) -> dict[str, str]:
        """Return the stage's parameters by the last segment of their names."""
        return load_stage_parameters(target.client("ssm"), self.name)

    @property
    def pool(self) -> UserPool:
        """Return the user pool of the shop's customers."""
        endpoint = os.environ.get("AWS_ENDPOINT_URL")
        return UserPool(endpoint, self.parameters["user-pool-id"], self.parameters["user-pool-client-id"])

    @cached_property
    def operator(self) -> str:
        """Return the AWS identity of this process, for the audit of what it changes."""
        return str(target.client("sts").get_caller_identity()["Arn"])

    @property
    def api(self) -> str:
        """Return the address of which `${api}/catalog/books` is a route."""
        return f"{self.parameters['public-url']}/api"

    def guest(self) -> ShopClient:
        """Return a client that is not signed in."""
        return ShopClient(self.api)

    def sign_in(self, email: str, password: str) -> ShopClient:
        """Sign a customer in and return the customer's client."""
        return ShopClient(self.api, self.pool.sign_in(email, password))

    def call(self, service: str, function: str, request: dict[str, Any]) -> dict[str, Any]:
        """Invoke a function with JSON and decode its JSON response; raise as `invoke` does."""
        response: dict[str, Any] = json.loads(self.invoke(service, function, json.dumps(request).encode()))
        return response

    def invoke(self, service: str, function: str, payload: bytes) -> bytes:
        """Invoke one of a service's functions that has no route, and return its response.

        Raises FunctionBusy when the same call may succeed later, FunctionFailed for any other error of the function,
        and UserError when there is no such function.
        """
        name = f"bookstore-{service}-{self.name}-{function}"
        try:
            response = target.function_invoker().invoke(FunctionName=name, Payload=payload)
            body: bytes = response["Payload"].read()
        except (ReadTimeoutError, ConnectTimeoutError) as late:
            raise FunctionBusy(f"{name} did not answer in time") from late
        except ClientError as refused:
            if refused.response["Error"]["Code"] in THROTTLED:
                raise FunctionBusy(f"{name} is busy") from refused
            if refused.response["Error"]["Code"] == "ResourceNotFoundException":
                raise UserError(f"There is no function {name}: is its service deployed?") from refused
            raise
        if response.get("FunctionError"):
            raise to_failure(name, body)
        return body


def to_failure(name: str, body: bytes) -> FunctionFailed:
    """Build the exception for the response of a function that failed."""
    try:
        error = json.loads(body)
        kind, message = str(error.get("errorType", "")), str(error.get("errorMessage", ""))
    except (ValueError, AttributeError):
        kind, message = "", body.decode(errors="replace")
    is_transient = kind in TRANSIENT or "Task timed out" in message
    return (FunctionBusy if is_transient else FunctionFailed)(f"{name} failed: {kind}: {message}"[:600])
