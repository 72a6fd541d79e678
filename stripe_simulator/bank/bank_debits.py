"""Bacs Direct Debit test accounts: their payments stay `processing` until a control settles them."""

from dataclasses import dataclass

from stripe_simulator.protocol.errors import InvalidParameter

SORT_CODE = "108800"


@dataclass(frozen=True)
class BankAccount:
    """A test account; `failure` is the failure code with which its debits settle by default, None for success."""

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


def find_by_number(sort_code: str, number: str) -> BankAccount:
    """Return the test account with this number; raise InvalidParameter for any other, so no real one is stored."""
    account = _BY_NUMBER.get(number)
    if sort_code.replace("-", "") != SORT_CODE or account is None:
        raise InvalidParameter(
            "The account number provided is not one of Stripe's test accounts for sort code 108800.",
            param="bacs_debit[account_number]",
            code="account_number_invalid",
        )
    return account
