"""Where a stage's shop is, from the parameters its deployment left: the same on AWS and on the emulator."""

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
    "Contended",
    "ReadTimeoutError",
    "ConnectTimeoutError",
}


class FunctionFailed(UserError):
    """A function was called and ended with an error of its own."""


class FunctionBusy(FunctionFailed):
    """A function had no time, was throttled, or found something it needs busy: the same call may succeed later."""


@dataclass(frozen=True)
class Stage:
    """One deployed shop, reached with the AWS credentials of this process."""

    name: str

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What the platform and the engines told: by the last part of the parameter's name."""
        return load_stage_parameters(target.client("ssm"), self.name)

    @property
    def pool(self) -> UserPool:
        """Where its customers have their accounts."""
        endpoint = os.environ.get("AWS_ENDPOINT_URL")
        return UserPool(endpoint, self.parameters["user-pool-id"], self.parameters["user-pool-client-id"])

    @property
    def api(self) -> str:
        """`${api}/catalog/books` answers."""
        return f"{self.parameters['public-url']}/api"

    def visitor(self) -> ShopClient:
        """Somebody who is not signed in."""
        return ShopClient(self.api)

    def signed_in(self, email: str, password: str) -> ShopClient:
        """A customer with an account."""
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
            answer = target.function_invoker().invoke(FunctionName=name, Payload=payload)
            body: bytes = answer["Payload"].read()
        except (ReadTimeoutError, ConnectTimeoutError) as late:
            raise FunctionBusy(f"{name} did not answer in time") from late
        except ClientError as refused:
            if refused.response["Error"]["Code"] in THROTTLED:
                raise FunctionBusy(f"{name} is busy") from refused
            if refused.response["Error"]["Code"] == "ResourceNotFoundException":
                raise UserError(f"There is no function {name}: is its service deployed?") from refused
            raise
        if answer.get("FunctionError"):
            raise to_failure(name, body)
        return body


def to_failure(name: str, body: bytes) -> FunctionFailed:
    """The exception for what a function answered when it failed."""
    try:
        error = json.loads(body)
        kind, message = str(error.get("errorType", "")), str(error.get("errorMessage", ""))
    except (ValueError, AttributeError):
        kind, message = "", body.decode(errors="replace")
    cut_off = kind in TRANSIENT or "Task timed out" in message
    return (FunctionBusy if cut_off else FunctionFailed)(f"{name} failed: {kind}: {message}"[:600])
