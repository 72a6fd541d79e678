"""The name that other tests use for `tests.stripe_server` until they are renamed."""

from tests.stripe_server import run_stripe_simulator

running_simulator = run_stripe_simulator
