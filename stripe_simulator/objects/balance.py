"""The account's balance and its transactions."""

from stripe_simulator.ids import new_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import Request
from stripe_simulator.simulator import Simulator

FEE_PER_THOUSAND, FEE_FIXED = 15, 20
"""1.5% + 20p: Stripe's fee for a British card."""
DISPUTE_FEE = 2000
"""£20: Stripe's fee for a dispute in the United Kingdom, which is kept even when the dispute is won."""


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return the balance; the cheapest request, so clients use it to check a key."""
    sums: dict[str, int] = {"gbp": 0}
    for transaction in simulator.store.newest_first("balance_transaction"):
        sums[transaction["currency"]] = sums.get(transaction["currency"], 0) + transaction["net"]
    return {
        "object": "balance",
        "available": [_amount(currency, amount) for currency, amount in sums.items()],
        "livemode": False,
        "pending": [_amount(currency, 0) for currency in sums],
    }


def retrieve_transaction(simulator: Simulator, request: Request) -> Document:
    """Return the balance transaction of one charge or refund."""
    return simulator.store.get("balance_transaction", request.arguments[0])


def record_charge(simulator: Simulator, charge: Document) -> Document:
    """Add a charge's amount less Stripe's fee to the balance."""
    amount = charge["amount"]
    fee = min(amount, (amount * FEE_PER_THOUSAND + 500) // 1000 + FEE_FIXED)
    return _record(simulator, charge, "charge", amount, fee=fee)


def record_refund(simulator: Simulator, refund: Document) -> Document:
    """Take a refund's amount from the balance; the charge's fee is not returned, as at Stripe."""
    return _record(simulator, refund, "refund", -refund["amount"])


def record_refund_failure(simulator: Simulator, refund: Document) -> Document:
    """Return the amount of a failed refund to the balance."""
    return _record(simulator, refund, "refund_failure", refund["amount"])


def record_withdrawal(simulator: Simulator, dispute: Document) -> Document:
    """Take a disputed amount and the fee from the balance."""
    return _record(simulator, dispute, "adjustment", -dispute["amount"], fee=DISPUTE_FEE, category="dispute")


def record_reinstatement(simulator: Simulator, dispute: Document) -> Document:
    """Return the amount of a dispute that was won to the balance."""
    return _record(simulator, dispute, "adjustment", dispute["amount"], category="dispute_reversal")


def _amount(currency: str, amount: int) -> Document:
    return {"amount": amount, "currency": currency, "source_types": {"card": amount}}


def _record(
    simulator: Simulator, source: Document, kind: str, amount: int, *, fee: int = 0, category: str | None = None
) -> Document:
    now = simulator.clock.now()
    details = {"amount": fee, "application": None, "currency": source["currency"], "type": "stripe_fee"}
    transaction = {
        "id": new_id("txn_3"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": now,
        "balance_type": "payments",
        "created": now,
        "currency": source["currency"],
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [{**details, "description": "Stripe processing fees"}] if fee else [],
        "net": amount - fee,
        "reporting_category": category or kind,
        "source": source["id"],
        "status": "available",
        "type": kind,
    }
    return simulator.store.put("balance_transaction", transaction)
