"""What tests and people may do here that nobody can do at Stripe."""
