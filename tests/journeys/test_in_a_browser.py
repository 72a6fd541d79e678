"""The storefront's own journeys, in a real browser, on the whole running shop: clicking, typing, paying, axe."""

import json
import subprocess

import pytest

from deploy.storefront.building import SOURCE, environment, install
from local.backlog import count_in_flight, list_backlogs
from tests.shapes import TICK

WITH_A_VIEW_AWAY = ("opensearch", "valkey")


@pytest.fixture(scope="module", autouse=True)
def ready(shop):
    """A new shop's books are known everywhere before somebody looks for them."""
    install(print)
    all_has_arrived(shop)


def test_people_buy_books_in_a_browser(shop):
    succeed("npm", "run", "e2e", SHOP=shop.stage.parameters["public-url"])


def test_the_pages_keep_to_their_budget(shop):
    succeed("npm", "run", "size")


def test_without_search_and_lists_books_are_sold_and_the_views_learn_of_it_later(shop):
    shop.stage.invoke("recommendations", "keep_lists", json.dumps(TICK).encode())  # as the clock soon does
    shop.system.stop(WITH_A_VIEW_AWAY)
    try:
        succeed("npx", "playwright", "test", "--project=engines-down", SHOP=shop.stage.parameters["public-url"])
    finally:
        shop.system.start(WITH_A_VIEW_AWAY)
    all_has_arrived(shop)
    assert not any(flow.dead or flow.parked for flow in list_backlogs(shop.system))


def all_has_arrived(shop) -> None:
    shop.wait_until(lambda: count_in_flight(list_backlogs(shop.system)) == 0, "the arrival of every event", every=0.5)


def succeed(*command: str, **also: str) -> None:
    done = subprocess.run(command, cwd=SOURCE, env={**environment(), **also}, check=False)
    assert done.returncode == 0, f"see above: {' '.join(command)}"
