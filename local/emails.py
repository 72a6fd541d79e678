"""Print the emails that the local shop has sent, which the emulator stores: `python -m local.emails`."""

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


def list_emails(response: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List the stored emails of every account, the oldest first."""
    emails = [email for messages in response["messages"].values() for email in messages]
    yield from sorted(emails, key=lambda email: email["Timestamp"])


def format_email(email: dict[str, Any]) -> str:
    """Format one email as text; its HTML says the same and is left out."""
    sent = datetime.fromtimestamp(email["Timestamp"], UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    head = f"{LINE}\nTo:      {', '.join(email['To'])}\nSubject: {email['Subject']}\nSent:    {sent}\n"
    return f"{head}\n{email['BodyText'].rstrip()}\n"


def main() -> None:
    """Print all emails, or say that there are none."""
    address = os.environ["AWS_ENDPOINT_URL"] + MESSAGES_PATH
    with urlopen(address, timeout=10) as response:  # noqa: S310 - the emulator's own address
        emails = [format_email(email) for email in list_emails(json.load(response))]
    print(
        "\n".join(emails) or "No e-mails yet: they are sent for codes, and when an order is paid, shipped or refunded."
    )


if __name__ == "__main__":
    sys.exit(run_command(main))
