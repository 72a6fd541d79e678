"""Sends one webhook, signed as Stripe signs it: HMAC-SHA256 of `timestamp.body` with every valid secret."""

import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

ACCEPTED = range(200, 300)


@dataclass(frozen=True)
class SendResult:
    """The result of one attempt; `status` is None without a response, and `error` has the reason."""

    at: float
    milliseconds: int
    status: int | None = None
    error: str | None = None

    @property
    def is_accepted(self) -> bool:
        """Tell whether the endpoint accepted the event; a redirect does not count."""
        return self.status in ACCEPTED


def send(url: str, body: bytes, secrets: Iterable[str], signed_seconds_ago: int, timeout: float) -> SendResult:
    """Send a webhook with a new signature, as Stripe makes one for each attempt; redirects are not followed."""
    started = time.time()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "Accept": "*/*; q=0.5, application/xml",
        "Cache-Control": "no-cache",
        "Stripe-Signature": signature_header(body, secrets, int(started) - signed_seconds_ago),
    }
    try:
        status, error = _post(url, body, headers, timeout), None
    except (OSError, HTTPException) as failure:
        status, error = None, f"{type(failure).__name__}: {failure}"
    return SendResult(started, round((time.time() - started) * 1000), status, error)


def _post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> int:
    split = urlsplit(url)
    connect = HTTPSConnection if split.scheme == "https" else HTTPConnection
    connection = connect(split.netloc, timeout=timeout)
    try:
        connection.request("POST", split._replace(scheme="", netloc="").geturl() or "/", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def signature_header(body: bytes, secrets: Iterable[str], timestamp: int) -> str:
    """Build the Stripe-Signature header; it has a `v1` for each secret, since both are valid during a rotation."""
    signed_payload = f"{timestamp}.".encode() + body
    digests = [hmac.new(secret.encode(), signed_payload, "sha256").hexdigest() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={digest}" for digest in digests)])
