"""`python -m local.emails` prints the letters that the local shop has sent: the emulator keeps them for us to read."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

from deploy.command import run_command

MESSAGES_PATH = "/_ministack/ses/messages"
LINE = "─" * 72


def list_emails(kept: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the emulator keeps, of every account, the oldest first."""
    found = [letter for of_one_account in kept["messages"].values() for letter in of_one_account]
    yield from sorted(found, key=lambda letter: letter["Timestamp"])


def format_email(letter: dict[str, Any]) -> str:
    """One letter as a person reads it; its HTML says the same and is left out."""
    sent = datetime.fromtimestamp(letter["Timestamp"], UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    head = f"{LINE}\nTo:      {', '.join(letter['To'])}\nSubject: {letter['Subject']}\nSent:    {sent}\n"
    return f"{head}\n{letter['BodyText'].rstrip()}\n"


def main() -> None:
    """Says so when there are none."""
    address = os.environ["AWS_ENDPOINT_URL"] + MESSAGES_PATH
    with urlopen(address, timeout=10) as answer:  # noqa: S310 - the emulator's own address
        found = [format_email(letter) for letter in list_emails(json.load(answer))]
    print("\n".join(found) or "No letters yet: they are written when an order is paid, shipped or refunded.")


if __name__ == "__main__":
    sys.exit(run_command(main))
