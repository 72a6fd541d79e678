"""Payment intents, refunds, webhooks and reconciliation with Stripe."""
