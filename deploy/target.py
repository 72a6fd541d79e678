"""Where a deployment goes: AWS, or an emulator when AWS_ENDPOINT_URL points to this machine."""

import ipaddress
import os
from functools import cache
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import boto3
import botocore.session
from botocore.config import Config
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials

from deploy.errors import UserError

# An emulator on a busy machine answers late; a request that is repeated meanwhile only makes it slower.
EMULATOR_CONFIG = Config(connect_timeout=60, read_timeout=910, retries={"total_max_attempts": 3})
# A function lives for fifteen minutes at most, and its work must not begin a second time while it goes on.
INVOKER_CONFIG = Config(connect_timeout=60, read_timeout=910, retries={"total_max_attempts": 1})

client_lock = Lock()  # boto3 may make its clients in one thread only; the clients themselves may be shared


def is_emulated() -> bool:
    """Tell whether AWS_ENDPOINT_URL names a loopback address."""
    return is_loopback(urlsplit(os.environ.get("AWS_ENDPOINT_URL", "")).hostname)


def is_loopback(host: str | None) -> bool:
    """Tell whether a host is this machine's; a name that only looks like it is not."""
    if host is None or host == "localhost":
        return host is not None
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def emulator_port() -> int:
    """Return the port at which the emulator listens."""
    return urlsplit(os.environ["AWS_ENDPOINT_URL"]).port or 80


def api_address(api_id: str) -> str:
    """Return an emulator's address of a REST API; every service names its stage `api`."""
    return f"{os.environ['AWS_ENDPOINT_URL']}/_aws/execute-api/{api_id}/api"


def poll_seconds() -> float:
    """Return how often to ask whether something is done: AWS limits requests, an emulator does not."""
    return 0.05 if is_emulated() else 3.0


def client(service: str) -> Any:
    """Return a client of an AWS service, created on first use and shared."""
    require_region()
    with client_lock:
        return create_client(service, os.environ.get("AWS_ENDPOINT_URL"), EMULATOR_CONFIG if is_emulated() else None)


@cache
def create_client(service: str, endpoint: str | None, config: Config | None) -> Any:
    """Create a client; call `client` or `function_invoker` instead: they check the region and hold the lock."""
    return session(os.environ.get("DEPLOYER_ROLE_ARN")).client(service, endpoint_url=endpoint, config=config)


@cache
def session(role: str | None) -> boto3.Session:
    """Return a session with the credentials of this process, or with those of a role that it takes over: a pipeline
    deploys by the role that the stage's account has for it. They are renewed before they expire."""
    own = botocore.session.get_session()
    if role:
        fetcher = AssumeRoleCredentialFetcher(own.create_client, own.get_credentials(), role)
        taken = botocore.session.get_session()
        taken._credentials = DeferredRefreshableCredentials(fetcher.fetch_credentials, "assume-role")
        return boto3.Session(botocore_session=taken)
    return boto3.Session(botocore_session=own)


def function_invoker() -> Any:
    """Return a Lambda client that waits as long as a function may live and asks once."""
    require_region()
    with client_lock:
        return create_client("lambda", os.environ.get("AWS_ENDPOINT_URL"), INVOKER_CONFIG)


def require_region() -> None:
    """Raise UserError when no region is set; boto3 would report it later and less clearly."""
    if not (os.environ.get("AWS_DEFAULT_REGION") or os.environ.get("AWS_REGION")):
        raise UserError("Set AWS_DEFAULT_REGION to the region to deploy to, for example eu-west-1.")
