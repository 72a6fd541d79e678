"""A whole running shop of the tests' own: started, deployed, with books, and stopped at the end."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from deploy.storefront.publishing import deploy_storefront
from deploy.waiting import wait_until
from local.backlog import list_backlogs, wait_until_delivered
from local.environment import use_environment
from local.sample_data import accounts, importer
from local.sample_data.accounts import LOGINS, PASSWORD
from local.sample_data.catalogue import load_catalogue
from local.system import System
from local.up import deploy
from ops.http_client import ShopClient
from ops.stage import Stage
from tests.systems import own_system

T = TypeVar("T")
FIRST_PORT = 21100
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Shop:
    """The running shop, and clients of it."""

    system: System
    stage: Stage
    staff: ShopClient
    books: tuple[Any, ...]

    def guest(self) -> ShopClient:
        """Return a client that is not signed in."""
        return self.stage.guest()

    def new_customer(self) -> ShopClient:
        """Return the client of a customer who has just signed up."""
        return ShopClient(self.stage.api, self.new_token())

    def new_token(self) -> str:
        """Return the token of a customer who has just signed up."""
        email = f"customer-{os.getpid()}-{next(_numbers)}@bookstore.example"
        self.stage.pool.ensure(email, PASSWORD)
        return self.stage.pool.sign_in(email, PASSWORD)

    def staff_token(self) -> str:
        """Return the token of a member of staff who may do everything."""
        return self.stage.pool.sign_in(LOGINS[0]["email"], LOGINS[0]["password"])

    def edition(self, book_id: str) -> dict[str, Any]:
        """Return the book's first printed edition, as its page shows it."""
        editions = self.guest().get(f"/catalog/books/{book_id}")["editions"]
        return next(edition for edition in editions if edition["format"] in {"paperback", "hardcover"})

    def wait_until(self, check: Callable[[], T | None], what: str, every: float = 0.05) -> T:
        """Wait for a result of `check`, as long as the shop processes events."""
        return wait_until(check, what, progress=lambda: list_backlogs(self.system), stalled_after=180, every=every)

    @property
    def stripe(self) -> str:
        """The address of the Stripe simulator."""
        return self.system.endpoints()["stripe_api_base"]


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    """Start a new shop with a few dozen books."""
    with own_system("journeys", FIRST_PORT) as system:
        system.start()
        deploy(system, lambda _: None)
        with use_environment(system):
            deploy_storefront(system.stage, lambda _: None)
            yield _fill_shop(system)


def _fill_shop(system: System) -> Shop:
    stage = Stage(system.stage)
    accounts.create_accounts(stage)
    staff = stage.sign_in(LOGINS[0]["email"], LOGINS[0]["password"])
    books = tuple(
        book for _, group in itertools.groupby(load_catalogue(), lambda book: book.category) for book in list(group)[:5]
    )
    importer.import_stock(stage, [_add_copies(book) for book in books])
    importer.import_books(stage, books)
    wait_until_delivered(system)
    return Shop(system, stage, staff, books)


def _add_copies(book: Any) -> Any:
    """Give every printed edition enough copies for all journeys."""
    from msgspec import structs

    return structs.replace(book, stock={edition.isbn: 40 for edition in book.editions if edition.is_printed})
