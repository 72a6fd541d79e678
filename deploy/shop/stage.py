"""Where a stage's shop is, from the parameters its deployment left: the same on AWS and on the emulator."""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3

from deploy.shop.accounts import Pool
from deploy.shop.visitor import Visitor
from deploy.stage_parameters import told


@dataclass(frozen=True)
class Stage:
    """One deployed shop, reached with the AWS credentials of this process."""

    name: str

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What the platform and the engines told: by the last part of the parameter's name."""
        return told(boto3.client("ssm"), self.name)

    @cached_property
    def _functions(self) -> Any:
        return boto3.client("lambda")

    @property
    def pool(self) -> Pool:
        """Where its customers have their accounts."""
        endpoint = os.environ.get("AWS_ENDPOINT_URL")
        return Pool(endpoint, self.parameters["user-pool-id"], self.parameters["user-pool-client-id"])

    @property
    def api(self) -> str:
        """`${api}/catalog/books` answers."""
        return f"{self.parameters['public-url']}/api"

    def visitor(self) -> Visitor:
        """Somebody who is not signed in."""
        return Visitor(self.api)

    def signed_in(self, email: str, password: str) -> Visitor:
        """A customer with an account."""
        return Visitor(self.api, self.pool.sign_in(email, password))

    def invoke(self, service: str, function: str, payload: bytes) -> bytes:
        """Call one of a service's functions that has no route; RuntimeError when it failed."""
        name = f"bookstore-{service}-{self.name}-{function}"
        answer: dict[str, Any] = self._functions.invoke(FunctionName=name, Payload=payload)
        body: bytes = answer["Payload"].read()
        if answer.get("FunctionError"):
            raise RuntimeError(f"{name} failed: {body.decode()[:500]}")
        return body
