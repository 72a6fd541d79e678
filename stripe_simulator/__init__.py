"""A Stripe that runs on one machine, so that buying can be tried and tested without an account or a network."""
