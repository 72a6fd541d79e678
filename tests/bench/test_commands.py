"""Every measurement that starts its own engines works, in its tiny form."""

import pytest

from tests.bench.commands import AT_THE_SHOP, RECIPES, WITH_OWN_ENGINES, run_tiny


def test_every_measurement_has_a_tiny_form():
    assert [name for name, recipe in RECIPES if "$(TINY)" not in recipe] == []


def test_there_are_measurements_of_both_kinds():
    assert {"bench-orders", "eval-search"} <= set(WITH_OWN_ENGINES)
    assert {"bench", "bench-load", "bench-graphql", "bench-engines"} == set(AT_THE_SHOP)


@pytest.mark.parametrize("target", WITH_OWN_ENGINES)
def test_it_runs_and_prints_figures(target):
    assert any(character.isdigit() for character in run_tiny(target))
