"""A small bookstore's steps over GraphQL, by an ordinary client and by the client of Amplify's JavaScript library."""

import json
import subprocess

import pytest

from deploy.npm import environment
from deploy.storefront.building import SOURCE, install
from local.stripe_account import SIMULATOR_ACCOUNT

ISBNS = {"fetch": "9797000000048", "amplify": "9797000000055"}


@pytest.mark.parametrize("client", ["fetch", "amplify"])
def test_a_book_is_listed_added_with_a_picture_and_bought(shop, client):
    install(print)
    seen = run_steps(shop, client)
    assert len(seen["listed"]) == len(seen["next"]) == 2
    assert not {book["id"] for book in seen["listed"]} & {book["id"] for book in seen["next"]}
    assert seen["added"]["cover"].startswith("/covers/")
    order = seen["order"]
    assert (order["status"], order["settled"], order["repeated"]) == ("PENDING_PAYMENT", "PAID", order["number"])
    (mine,) = seen["mine"]
    assert (mine["number"], mine["status"]) == (order["number"], "PAID")
    assert mine["lines"] == [{"title": seen["bought"]["title"], "quantity": 1, "book": {"id": seen["bought"]["id"]}}]


def run_steps(shop, client):
    seen = subprocess.run(
        ["node", "scripts/graphql-steps.mjs"],
        cwd=SOURCE,
        env={
            **environment(),
            "CLIENT": client,
            "SHOP": shop.stage.parameters["public-url"],
            "STRIPE": shop.stripe,
            "STRIPE_KEY": SIMULATOR_ACCOUNT.publishable_key,
            "STAFF_TOKEN": shop.staff.token,
            "CUSTOMER_TOKEN": shop.new_token(),
            "HANDLE": f"graphql-{client}",
            "ISBN": ISBNS[client],
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.returncode == 0, seen.stderr
    return json.loads(seen.stdout)
