"""One emulated AWS for all tests of AppSync, with a user pool."""

import pytest

from tests.local.appsync.users import make_pool
from tests.local.free_ports import free_base
from tests.local.small_aws import emulator_in


@pytest.fixture(scope="package")
def aws(tmp_path_factory):
    with emulator_in(tmp_path_factory.mktemp("appsync") / "home", free_base()) as system:
        yield system


@pytest.fixture(scope="package")
def pool(aws):
    return make_pool(aws)
