"""The simulator's own API under /_simulator: everything that a test can do here and not at Stripe."""
