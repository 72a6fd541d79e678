"""Price a cart and place an order: the idempotency key and the one transaction that reserves everything."""
