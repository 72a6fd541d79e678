"""Every measurement of a running shop works, in its tiny form."""

import pytest

from tests.bench.commands import AT_THE_SHOP, run_tiny


@pytest.mark.parametrize("target", AT_THE_SHOP)
def test_it_runs_and_prints_figures(shop, target):
    printed = run_tiny(target, STAGE=shop.system.stage, **shop.system.environment())
    assert any(character.isdigit() for character in printed)
