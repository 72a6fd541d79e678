"""Load the sample data into a stage: what a shop needs to open first, its history of orders and reviews behind.

What is loaded is noted in the stage itself, in a parameter beside its tables: whoever loses the one loses the other.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from deploy import target
from local.sample_data import accounts, importer
from local.sample_data.books import Book
from local.sample_data.history import generate_customers, generate_history
from ops.stage import Stage

BOOKS, HISTORY = "books", "history"

Step = Callable[[str, int], Callable[[int], None]]
"""Begin a step of so many records, and return what is told how many more are in."""


def loaded_parts(stage: Stage) -> frozenset[str]:
    """Which parts of the sample data the stage has: `books`, `history`."""
    ssm = target.client("ssm")
    try:
        value: str = ssm.get_parameter(Name=_parameter_name(stage))["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        return frozenset()
    return frozenset(json.loads(value))


def record_parts(stage: Stage, parts: frozenset[str]) -> None:
    """Note that the stage has these parts, and no others."""
    target.client("ssm").put_parameter(
        Name=_parameter_name(stage), Value=json.dumps(sorted(parts)), Type="String", Overwrite=True
    )


def _parameter_name(stage: Stage) -> str:
    return f"/bookstore/{stage.name}/sample-data"


def load_books(stage: Stage, books: tuple[Book, ...], step: Step) -> None:
    """Load the demo logins, the books and their copies; what is there already stays as it is."""
    accounts.create_accounts(stage)
    importer.import_stock(stage, books, step("loading stock", len(importer.opening_deliveries(books))))
    importer.import_books(stage, books, step("loading books", len(books)))
    record_parts(stage, loaded_parts(stage) | {BOOKS})


def load_history(stage: Stage, books: tuple[Book, ...], today: date, step: Step) -> None:
    """Import orders and reviews of ninety days, some of them the demo reader's."""
    reader = accounts.create_accounts(stage)["reader"]
    past = importer.assign_to_demo_customer(generate_history(books, today), generate_customers(books), reader)
    importer.import_orders(stage, past.orders, step("importing past orders", len(past.orders)))
    importer.import_reviews(stage, past.reviews, step("importing past reviews", len(past.reviews)))
    record_parts(stage, loaded_parts(stage) | {HISTORY})


def find_empty_tables(outputs: dict[str, dict[str, Any]]) -> list[str]:
    """The services whose table has no item, of those whose stack's outputs these are."""
    dynamodb = target.client("dynamodb")
    tables = {service: told["Table"] for service, told in outputs.items() if "Table" in told}
    return [name for name, table in tables.items() if not dynamodb.scan(TableName=table, Limit=1)["Items"]]
