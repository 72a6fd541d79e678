"""The limits of orders, all in one place."""

from datetime import timedelta

MAX_LINES = 50
MAX_COPIES_PER_LINE = 10
MAX_ADDRESSES = 20
MAX_STOCK = 1_000_000
LOW_STOCK = 5
MAX_REFUNDS = 50  # of chosen copies, in one order: its item holds them all; what is left can still be refunded at once
MAX_ATTEMPTS_AT_REST = 10  # to refund all that is left: a bank may refuse
MAX_PAYMENT_ENTRIES = 50  # in an order's history: customers try card after card, and Stripe has all of it
RESERVATION_TIME = timedelta(minutes=30)

# Stripe's bounds for one charge in GBP. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
MIN_CHARGE = 30
MAX_CHARGE = 99_999_999
