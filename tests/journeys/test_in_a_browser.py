"""The storefront's own journeys in a real browser, on the whole running shop; axe checks every page."""

import json
import subprocess

import pytest

from deploy.npm import environment
from deploy.storefront.building import SOURCE, install
from local.backlog import count_in_flight, list_backlogs
from local.graphql_explorer.build import build_explorer
from tests.lambda_events import SCHEDULED_EVENT

STOPPED_ENGINES = ("opensearch", "valkey")


@pytest.fixture(scope="module", autouse=True)
def _all_events_processed(shop):
    """Wait until every service has the books of the new shop, and build what the shop of the tests lacks."""
    install(print)
    build_explorer(print)
    wait_for_events(shop)


def test_people_buy_books_in_a_browser(shop):
    run("npm", "run", "e2e", SHOP=shop.stage.parameters["public-url"])


def test_the_pages_keep_to_their_budget(shop):
    run("npm", "run", "size")


def test_without_search_and_lists_books_are_sold_and_the_views_learn_of_it_later(shop):
    shop.stage.invoke("recommendations", "keep_lists", json.dumps(SCHEDULED_EVENT).encode())  # as the clock soon does
    shop.system.stop(STOPPED_ENGINES)
    try:
        run("npx", "playwright", "test", "--project=engines-down", SHOP=shop.stage.parameters["public-url"])
    finally:
        shop.system.start(STOPPED_ENGINES)
    wait_for_events(shop)
    assert not any(flow.dead or flow.parked for flow in list_backlogs(shop.system))


def wait_for_events(shop) -> None:
    shop.wait_until(lambda: count_in_flight(list_backlogs(shop.system)) == 0, "the arrival of every event", every=0.5)


def run(*command: str, **variables: str) -> None:
    process = subprocess.run(command, cwd=SOURCE, env={**environment(), **variables}, check=False)
    assert process.returncode == 0, f"see above: {' '.join(command)}"
