"""Which passwords the shop refuses: short ones, common ones, and what is known of the customer or the shop.

The rules are those of OWASP ASVS 5.0 (6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11): eight characters or more, any characters,
none of the common ones. Nothing demands capitals or digits.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from bookstore.errors import Invalid

MIN_LENGTH = 8
MIN_WORD = 3
COMMON = Path(__file__).with_name("common_passwords.txt")
SHOP_WORDS = ("catchword", "bookstore", "bookshop")
REPEATED = re.compile(r"(.{1,4}?)\1+")
BETWEEN = re.compile(r"[\W\d_]+")


def check_password(password: str, *, email: str, name: str = "", field: str = "password") -> None:
    """Raise Invalid, with a sentence for the customer, when the password is one that the shop refuses."""
    refusal = find_refusal(password, email=email, name=name)
    if refusal:
        rule, message = refusal
        raise Invalid(message, field=field, rule=rule)


def find_refusal(password: str, *, email: str, name: str) -> tuple[str, str] | None:
    """Return the rule that the password breaks and what to say of it."""
    if len(password) < MIN_LENGTH:
        return f"at least {MIN_LENGTH} characters", f"Use at least {MIN_LENGTH} characters."
    if password != password.strip() or not password.isprintable():
        return "no space at either end", "A password can’t begin or end with a space."
    folded = password.casefold()
    if is_common(folded):
        return "not common", "This password is on lists that thieves try first. Choose another one."
    if is_personal(folded, [email.partition("@")[0], email, name, *name.split(), *SHOP_WORDS]):
        return "nothing known", "Don’t use your name, your email address or the shop’s name as your password."
    return None


def is_common(folded: str) -> bool:
    """Check for a common password, with or without digits and signs around it, and for one that repeats a part."""
    stem = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    return folded in common_passwords() or stem in common_passwords() or REPEATED.fullmatch(folded) is not None


def is_personal(folded: str, words: Iterable[str]) -> bool:
    """Check that the letters of the password are one of these words; digits and signs in between hide nothing."""
    spelled = BETWEEN.sub("", folded)
    return len(spelled) >= MIN_WORD and spelled in {BETWEEN.sub("", word.casefold()) for word in words}


@cache
def common_passwords() -> frozenset[str]:
    """Read the list, once per process."""
    return frozenset(line for line in COMMON.read_text("utf-8").splitlines() if not line.startswith("#"))
