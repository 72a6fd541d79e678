"""The e-mails about an account: codes, and notices of what was changed. None says more than its reader may know."""

from html import escape

from chalicelib.credentials.code import LIFETIME
from chalicelib.emails.email import SHOP, Email

NOT_YOU = "If it wasn’t you, you can ignore this email: nothing changes."


def compose_code(code: str, opening: str) -> Email:
    """Compose the e-mail that carries a code."""
    valid = f"The code is valid for {LIFETIME // 60} minutes. {SHOP} will never ask you for it by phone or email."
    return _compose("code", f"{code} is your {SHOP} code", [opening, f"{code}", valid, NOT_YOU])


def compose_account_exists(url: str) -> Email:
    """Compose what the owner of an account gets when somebody signs up with the address."""
    return _compose(
        "account-exists",
        f"You already have a {SHOP} account",
        [
            "Somebody, perhaps you, asked for a new account with this email address. You already have one.",
            f"Sign in: {url}/sign-in",
            f"Forgotten your password? Choose a new one: {url}/new-password",
            NOT_YOU,
        ],
    )


def compose_email_taken(url: str) -> Email:
    """Compose what the owner of an account gets when another account is to have the same address."""
    return _compose(
        "email-taken",
        f"This email address already has a {SHOP} account",
        [
            "Somebody, perhaps you, asked to use this email address for another account. It already has one.",
            f"Sign in: {url}/sign-in",
            NOT_YOU,
        ],
    )


def compose_password_changed(url: str) -> Email:
    """Compose the notice of a new password."""
    return _compose(
        "password-changed",
        f"Your {SHOP} password has been changed",
        [
            "The password of your account has been changed, and all devices have been signed out.",
            f"If it wasn’t you, choose a new password now: {url}/new-password",
        ],
    )


def compose_email_requested(new_email: str, url: str) -> Email:
    """Compose what the present address gets when a change was asked for."""
    return _compose(
        "email-requested",
        f"Somebody asked to change the email of your {SHOP} account",
        [
            f"We’ve been asked to change your account’s email address to {new_email}. "
            "It changes once the code we sent there has been entered; until then we keep writing to you here.",
            f"If it wasn’t you, choose a new password now: {url}/new-password",
        ],
    )


def compose_email_changed(new_email: str, url: str) -> Email:
    """Compose the last e-mail to the address that was the account's."""
    return _compose(
        "email-changed",
        f"The email of your {SHOP} account has been changed",
        [
            f"Your account’s email address is now {new_email}. This is our last email about it to this address.",
            f"If it wasn’t you, write to us: {url}/contact",
        ],
    )


def _compose(name: str, subject: str, paragraphs: list[str]) -> Email:
    parts = [*paragraphs, f"Kind regards, {SHOP}"]
    html = "".join(f"<p>{escape(part)}</p>" for part in parts)
    return Email(name=name, subject=subject, text="\n\n".join(parts) + "\n", html=html)
