"""Cursors that no list has made."""

import base64
import json
from typing import Any


def spoil(cursor: str) -> list[str]:
    """Return what a client may send instead of this cursor: cut, changed, made up, of another shape."""
    middle = len(cursor) // 2
    other = "A" if cursor[middle] != "A" else "B"
    made_up = [
        {},
        {"list": "ALL"},
        {"list": "ALL", "pk": "BOOK#emma"},
        {"list": "ALL", "pk": "BOOK#emma", "sk": "LIST#ALL", "name_key": 10**40},
        {"pk": "CUSTOMER#reader-1", "sk": 10**40},
        {"pk": "CUSTOMER#reader-1"},
        [],
        [None],
        ["BOOK#emma", "LIST#ALL", "emma"],
        [10**40],
        10**40,
        "cursor",
        None,
    ]
    return [
        "",
        " ",
        "x",
        "null",
        "0",
        "9" * 40,
        "A" * 100_000,
        "é",
        "\U0001f4da",
        "\x00",
        cursor[:-1],
        cursor[:middle],
        cursor[1:],
        cursor[:middle] + other + cursor[middle + 1 :],
        cursor[:middle] + "!" + cursor[middle:],
        cursor.swapcase(),
        f"{cursor}A",
        f"{cursor}=",
        f"{cursor}\n",
        f" {cursor}",
        cursor * 2,
        *map(_encode, made_up),
    ]


def _encode(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
