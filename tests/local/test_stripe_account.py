"""Which Stripe a local shop asks, and that real money is never asked for."""

import pytest

from deploy.errors import UserError
from local.stripe_account import SIMULATOR_ACCOUNT, account_from_environment
from local.system import System

SHELL = {
    "STRIPE_SECRET_KEY": "sk_test_1",
    "STRIPE_WEBHOOK_SECRET": "whsec_1",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_1",
}


def test_without_keys_the_simulator_answers():
    assert account_from_environment({"STRIPE_SECRET_KEY": ""}) is SIMULATOR_ACCOUNT


def test_a_test_account_uses_stripe_itself(tmp_path):
    system = System(tmp_path, 23_000, stripe=account_from_environment(SHELL))
    assert system.endpoints()["stripe_api_base"] == "https://api.stripe.com"
    assert {name: value for name, value in system.environment().items() if "STRIPE" in name} == {
        f"BOOKSTORE_{name}": value for name, value in SHELL.items()
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STRIPE_SECRET_KEY", "sk_live_1"),
        ("STRIPE_PUBLISHABLE_KEY", "pk_live_1"),
        ("STRIPE_WEBHOOK_SECRET", ""),
    ],
)
def test_half_an_account_or_a_live_one_is_refused_by_name(name, value):
    with pytest.raises(UserError, match=f"{name} is not a test account's"):
        account_from_environment({**SHELL, name: value})
