"""Who may do what: every operation of the documents, as every role, as a customer, as nobody, and with wrong tokens."""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from bookstore.staff import OWNER, ROLES
from deploy.paths import ROOT
from tests.contracts.operations import list_operations, list_staff_operations, read_document
from tests.contracts.services import SETTINGS
from tests.gateway import CLIENT_ID, CUSTOMER
from tests.templates import SERVICES

MEMBER = {"sub": "staff-1", "email": "staff@bookstore.example"}
OUTSIDERS: dict[str, tuple[Any, int, str]] = {  # claims, and what they are told
    "nobody": (None, 401, "not_signed_in"),
    "a customer": (CUSTOMER, 403, "not_allowed"),
    "a group that is no role": ({**MEMBER, "cognito:groups": "[admin owners Owner]"}, 403, "not_allowed"),
    "an access token": ({**MEMBER, "cognito:groups": "[owner]", "token_use": "access"}, 401, "not_signed_in"),
    "another client's token": ({**MEMBER, "cognito:groups": "[owner]", "aud": "another"}, 401, "not_signed_in"),
    "a token without an account": ({"cognito:groups": "[owner]", "sub": ""}, 401, "not_signed_in"),
}
STAFF = {role: {**MEMBER, "cognito:groups": f"[{role}]"} for role in ROLES}
OPERATIONS = [pytest.param(operation, id=str(operation)) for operation in list_staff_operations()]


@cache
def responses(service: str) -> dict[str, dict[str, tuple[int, str]]]:
    """Return how the service answered each caller, by operation."""
    callers = {name: claims for name, (claims, *_) in OUTSIDERS.items()} | STAFF
    paths = (ROOT / "services" / service, ROOT / "shared", ROOT)
    placeholders = dict.fromkeys(SETTINGS, "http://127.0.0.1/nowhere")
    places = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "AWS_DEFAULT_REGION": "eu-west-1"}
    process = subprocess.run(
        [sys.executable, "-m", "tests.contracts.access_probe", service],
        env={**os.environ, **placeholders, **places, "USER_POOL_CLIENT_ID": CLIENT_ID},
        input=json.dumps(callers),
        check=True,
        capture_output=True,
        text=True,
    )
    answers: dict[str, dict[str, tuple[int, str]]] = json.loads(process.stdout.splitlines()[-1])
    return answers


@pytest.mark.parametrize("caller", OUTSIDERS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_nobody_but_staff_is_let_in(operation, caller):
    _, status, code = OUTSIDERS[caller]
    assert tuple(responses(operation.service)[str(operation)][caller]) == (status, code)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_role_is_let_in_exactly_where_the_document_names_it(operation, role):
    """Who may not is told so before anything else; who may is told what is wrong with the request."""
    status, code = responses(operation.service)[str(operation)][role]
    if role in operation.staff:
        assert (status in {200, 400, 404, 422}, code in {"", "bad_request", "not_found", "invalid"}) == (True, True)
    else:
        assert (status, code) == (403, "not_allowed")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_owner_may_do_everything(operation):
    assert OWNER in operation.staff
    assert operation.permission


@pytest.mark.parametrize("service", SERVICES)
def test_no_operation_takes_customers_and_staff(service):
    """A staff route carries the scheme `staff` alone, one alternative for each role."""
    schemes = [
        operation["security"]
        for methods in read_document(service)["paths"].values()
        for operation in methods.values()
        if operation.get("x-permission")
    ]
    assert schemes
    assert {name for alternatives in schemes for each in alternatives for name in each} == {"staff"}


@pytest.mark.parametrize("operation", [pytest.param(each, id=str(each)) for each in list_operations()])
def test_what_begins_with_admin_is_for_staff(operation):
    assert bool(operation.staff) or not operation.path.startswith("/admin/")
