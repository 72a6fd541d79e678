"""Stripe's objects: payment intents and methods, charges, refunds, disputes, events, the balance."""
