"""The shop's numbers for orders, all in one place."""

from datetime import timedelta

MOST_LINES = 50
MOST_COPIES = 10
MOST_ADDRESSES = 20
MOST_STOCK = 1_000_000
FEW_LEFT = 5
RESERVED = timedelta(minutes=30)

# Stripe's bounds for one charge in GBP. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
SMALLEST_CHARGE = 30
LARGEST_CHARGE = 99_999_999
