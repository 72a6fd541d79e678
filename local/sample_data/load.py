"""Loading of the sample data into a stage: first what a shop needs to open, then the history.

A parameter of the stage says what is loaded: it is lost with the stage's tables, and never without them.
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

BOOKS, FILES, HISTORY = "books", "files", "history"

StartStep = Callable[[str, int], Callable[[int], None]]
"""Starts a step of this many records, and returns the function that counts those that are done."""


def read_loaded(stage: Stage) -> frozenset[str]:
    """Read what the stage has of the sample data: `books`, `files`, `history`."""
    ssm = target.client("ssm")
    try:
        value: str = ssm.get_parameter(Name=_parameter_name(stage))["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        return frozenset()
    return frozenset(json.loads(value))


def save_loaded(stage: Stage, sections: frozenset[str]) -> None:
    """Save that the stage has these sections of the sample data, and no others."""
    target.client("ssm").put_parameter(
        Name=_parameter_name(stage), Value=json.dumps(sorted(sections)), Type="String", Overwrite=True
    )


def _parameter_name(stage: Stage) -> str:
    return f"/bookstore/{stage.name}/sample-data"


def load_books(stage: Stage, books: tuple[Book, ...], start_step: StartStep) -> None:
    """Load the demo logins, the books with their files and stock; existing ones only get files."""
    accounts.create_accounts(stage)
    importer.import_stock(stage, books, start_step("loading stock", len(importer.opening_deliveries(books))))
    importer.import_books(stage, books, start_step("loading books", len(books)))
    save_loaded(stage, read_loaded(stage) | {BOOKS, FILES})


def load_history(stage: Stage, books: tuple[Book, ...], today: date, start_step: StartStep) -> None:
    """Import the orders and reviews of ninety days, some of them those of the demo login's customer."""
    customer_id = accounts.create_accounts(stage)["reader"]
    history = importer.assign_to_demo_customer(generate_history(books, today), generate_customers(books), customer_id)
    importer.import_orders(stage, history.orders, start_step("importing past orders", len(history.orders)))
    importer.import_reviews(stage, history.reviews, start_step("importing past reviews", len(history.reviews)))
    save_loaded(stage, read_loaded(stage) | {HISTORY})


def find_empty_tables(outputs: dict[str, dict[str, Any]]) -> list[str]:
    """Return the services whose table has no item; `outputs` are those of their stacks."""
    dynamodb = target.client("dynamodb")
    tables = {service: stack_outputs["Table"] for service, stack_outputs in outputs.items() if "Table" in stack_outputs}
    return [name for name, table in tables.items() if not dynamodb.scan(TableName=table, Limit=1)["Items"]]
