"""How Stripe speaks: forms, keys, errors, lists, idempotency, and the routes."""
