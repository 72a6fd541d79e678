"""Bacs Direct Debit test accounts: payments that stay `processing` until somebody settles them."""

from dataclasses import dataclass

from stripe_simulator.protocol.errors import InvalidParameter

SORT_CODE = "108800"


@dataclass(frozen=True)
class BankAccount:
    """`failure` is why the debit comes back when it settles by the account's own habit; None: it succeeds."""

    token: str
    number: str
    failure: str | None = None
    dispute: str | None = None


ACCOUNTS = (
    BankAccount("pm_bacsDebit_success", "00012345"),
    BankAccount("pm_bacsDebit_successDelayed", "90012345"),
    BankAccount("pm_bacsDebit_debitNotAuthorized", "33333335", "debit_not_authorized"),
    BankAccount("pm_bacsDebit_insufficientFunds", "22222227", "insufficient_funds"),
    BankAccount("pm_bacsDebit_insufficientFundsDelayed", "92222227", "insufficient_funds"),
    BankAccount("pm_bacsDebit_dispute", "55555559", dispute="bank_cannot_process"),
)
BY_TOKEN = {account.token: account for account in ACCOUNTS}
_BY_NUMBER = {account.number: account for account in ACCOUNTS}


def account_with_number(sort_code: str, number: str) -> BankAccount:
    """The test account; a real one is refused, so nobody's account ends up here."""
    account = _BY_NUMBER.get(number)
    if sort_code.replace("-", "") != SORT_CODE or account is None:
        raise InvalidParameter(
            "The account number provided is not one of Stripe's test accounts for sort code 108800.",
            param="bacs_debit[account_number]",
            code="account_number_invalid",
        )
    return account
