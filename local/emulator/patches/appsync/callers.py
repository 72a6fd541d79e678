"""Verify who calls: the emulator believes every bearer token, and takes keys that have expired.

Source: AppSync developer guide, "Configuring authorization and authentication". A token of OpenID Connect is refused,
since its issuer cannot be asked here.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id
from ministack.core.router import extract_access_key_id
from ministack.services import appsync, cognito

Json = dict[str, Any]
Authorize = Callable[[str, str], bool]  # may the caller's policies call this top-level field? type and field name

API_KEY, USER_POOLS, IAM, LAMBDA = "API_KEY", "AMAZON_COGNITO_USER_POOLS", "AWS_IAM", "AWS_LAMBDA"
SIGNATURE = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Caller:
    """By which of the API's modes a request is authorized, and who sent it."""

    mode: str
    identity: Json | None = None
    authorize: Authorize | None = None  # for IAM only


def identify(api_id: str, headers: Json, authorize: Authorize | None = None, **request: Any) -> Caller | None:
    """Return the caller; None when no mode of the API accepts the request.

    A signature comes before a token, and a token before a key. `authorize` is the policy check of a verified signature,
    `request` what a Lambda authorizer is to know of the operation.
    """
    api, sent = appsync._apis[api_id], {name.lower(): value for name, value in headers.items()}
    authorization = str(sent.get("authorization") or "")
    if authorization.startswith(SIGNATURE):
        return _identify_principal(api_id, api, sent, authorize)
    if authorization:
        return _identify_user(api, authorization) or _invoke_authorizer(api_id, api, sent, request)
    return _identify_key(api_id, api, sent.get("x-api-key", ""))


def _identify_key(api_id: str, api: Json, key: str) -> Caller | None:
    record = (appsync._api_keys.get(api_id) or {}).get(key)
    valid = API_KEY in appsync._auth_modes(api) and record and int(record["expires"]) > time.time()
    return Caller(API_KEY) if valid else None


def _identify_principal(api_id: str, api: Json, headers: Json, authorize: Authorize | None) -> Caller | None:
    if not appsync._request_is_authenticated(api_id, {"authenticationType": IAM}, headers):
        return None
    if IAM not in appsync._auth_modes(api):
        return None
    account = get_account_id()
    credential = iam_evaluator.resolve_credential(extract_access_key_id(headers, {}), account)
    arn = getattr(credential, "principal_arn", None)
    return Caller(IAM, {"accountId": account, "userArn": arn, "sourceIp": ["127.0.0.1"]}, authorize)


def _identify_user(api: Json, authorization: str) -> Caller | None:
    token = re.sub("^bearer ", "", authorization, flags=re.IGNORECASE)
    if not cognito._signature_valid(token):
        return None
    identity = appsync._cognito_identity(api, {"authorization": token})
    accepted = identity and any(_accepts(pool, identity["claims"]) for pool in _configurations(api, "userPoolConfig"))
    return Caller(USER_POOLS, identity) if accepted else None


def _accepts(pool: Json, claims: Json) -> bool:
    """Tell whether claims with a valid signature are this pool's, for a client of the API, and have not expired."""
    client = str(claims.get("aud") or claims.get("client_id") or "")
    return bool(
        str(claims.get("iss", "")).endswith(f"/{pool['userPoolId']}")
        and claims.get("token_use") in ("id", "access")
        and float(claims.get("exp", 0)) > time.time()
        and re.fullmatch(pool.get("appIdClientRegex") or ".*", client)
    )


def _invoke_authorizer(api_id: str, api: Json, headers: Json, request: Json) -> Caller | None:
    for configuration in _configurations(api, "lambdaAuthorizerConfig"):
        try:
            return Caller(LAMBDA, appsync._invoke_lambda_authorizer(api_id, configuration, headers, **request))
        except appsync._AuthorizerRejected:
            continue
    return None


def _configurations(api: Json, name: str) -> list[Json]:
    providers = [api, *(api.get("additionalAuthenticationProviders") or [])]
    return [provider[name] for provider in providers if provider.get(name)]
