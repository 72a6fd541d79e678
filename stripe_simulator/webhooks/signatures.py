"""Signs webhooks as Stripe does: HMAC-SHA256 of `timestamp.body`, once for every secret that is valid."""

import hmac
from collections.abc import Iterable


def signature_header(body: bytes, secrets: Iterable[str], timestamp: int) -> str:
    """While a secret is being rotated both are valid, and the header carries a `v1` for each."""
    signed = f"{timestamp}.".encode() + body
    digests = [hmac.new(secret.encode(), signed, "sha256").hexdigest() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={digest}" for digest in digests)])
