"""A code that was sent by e-mail: six digits, stored as a hash, good for ten minutes and five attempts."""

import hashlib
import hmac
import secrets
from typing import Literal

from msgspec import Struct

Purpose = Literal["sign_up", "reset", "email"]
DIGITS = 6
COOLDOWN = 60  # seconds between two codes for one purpose and subject
LIFETIME = 600  # seconds; ASVS 5.0, 6.5.5
MAX_ATTEMPTS = 5
SALT_BYTES = 16
NO_SALT = "00" * SALT_BYTES


class CodeRequest(Struct, frozen=True, kw_only=True):
    """The latest request for a code. `subject` is the address, or the customer who changes the address.

    `salt` and `code_hash` are empty until the code is sent, and stay so where none is: then no code is the right one.
    """

    purpose: Purpose
    subject: str
    email: str
    request_id: str
    requested_at: int
    salt: str = ""
    code_hash: str = ""


def make_code() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def hash_code(code: str, salt: str) -> str:
    """Return what a code is stored as; trying all codes against it takes longer than the code lives."""
    hashed = hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, maxmem=2**26, dklen=32)
    return hashed.hex()


def is_right(request: CodeRequest, code: str) -> bool:
    """Compare a code; it takes the same time where none was sent."""
    return hmac.compare_digest(hash_code(code, request.salt or NO_SALT), request.code_hash)
