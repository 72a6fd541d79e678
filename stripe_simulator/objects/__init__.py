"""What Stripe keeps: payment intents, methods, charges, refunds, disputes, events, the balance."""
