"""A local AWS of the tests' own: started once, with a platform in two stages, and stopped again."""

from collections.abc import Iterator

import pytest

from tests.deploy.live.aws import LocalAws, side_by_side
from tests.systems import own_system


@pytest.fixture(scope="session")
def aws() -> Iterator[LocalAws]:
    """Empty but for the platform of two stages."""
    with own_system("deploy-tests", 21300) as system:
        system.start(["emulator"])
        local = LocalAws(system)
        side_by_side(local.lay_platform, ["staging", "second"])
        yield local


@pytest.fixture(scope="session")
def staging(aws: LocalAws) -> str:
    """The catalog in the stage `staging`, deployed by one command; answers what the command said."""
    return aws.make("deploy", "catalog", "staging")
