"""The account's balance and the movements that make it."""

from stripe_simulator.ids import new_id
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import Request
from stripe_simulator.simulator import Simulator

FEE_PER_THOUSAND, FEE_FIXED = 15, 20
"""1.5% + 20p: what Stripe takes of a British card."""


def retrieve(simulator: Simulator, request: Request) -> Document:
    """The cheapest question there is, which makes it the one to check a key with."""
    sums: dict[str, int] = {"gbp": 0}
    for movement in simulator.store.newest_first("balance_transaction"):
        sums[movement["currency"]] = sums.get(movement["currency"], 0) + movement["net"]
    return {
        "object": "balance",
        "available": [_amount(currency, amount) for currency, amount in sums.items()],
        "livemode": False,
        "pending": [_amount(currency, 0) for currency in sums],
    }


def retrieve_movement(simulator: Simulator, request: Request) -> Document:
    """What one charge or refund did to the balance."""
    return simulator.store.get("balance_transaction", request.arguments[0])


def charged(simulator: Simulator, charge: Document) -> Document:
    """Money in, less Stripe's fee."""
    amount = charge["amount"]
    fee = min(amount, (amount * FEE_PER_THOUSAND + 500) // 1000 + FEE_FIXED)
    return _move(simulator, charge, "charge", amount, fee)


def refunded(simulator: Simulator, refund: Document) -> Document:
    """The fee of the charge stays paid, as at Stripe."""
    return _move(simulator, refund, "refund", -refund["amount"], 0)


def _amount(currency: str, amount: int) -> Document:
    return {"amount": amount, "currency": currency, "source_types": {"card": amount}}


def _move(simulator: Simulator, source: Document, kind: str, amount: int, fee: int) -> Document:
    now = simulator.clock.now()
    details = {"amount": fee, "application": None, "currency": source["currency"], "type": "stripe_fee"}
    movement = {
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
        "reporting_category": kind,
        "source": source["id"],
        "status": "available",
        "type": kind,
    }
    return simulator.store.put("balance_transaction", movement)
