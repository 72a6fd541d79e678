"""Posts one webhook and reports what came back."""

import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

ACCEPTED = range(200, 300)


@dataclass(frozen=True)
class Sent:
    """`status` is None when nobody answered; `error` then says why."""

    at: float
    milliseconds: int
    status: int | None = None
    error: str | None = None

    @property
    def accepted(self) -> bool:
        """The shop has it; a redirect is not that."""
        return self.status in ACCEPTED


def send(url: str, body: bytes, secrets: Iterable[str], signed_seconds_ago: int, timeout: float) -> Sent:
    """Signed afresh at each attempt, as at Stripe; a redirect is a refusal."""
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
    return Sent(started, round((time.time() - started) * 1000), status, error)


def _post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> int:
    parts = urlsplit(url)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = connect(parts.netloc, timeout=timeout)
    try:
        connection.request("POST", parts._replace(scheme="", netloc="").geturl() or "/", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def signature_header(body: bytes, secrets: Iterable[str], timestamp: int) -> str:
    """While a secret is being rotated both are valid, and the header carries a `v1` for each."""
    signed = f"{timestamp}.".encode() + body
    digests = [hmac.new(secret.encode(), signed, "sha256").hexdigest() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={digest}" for digest in digests)])
