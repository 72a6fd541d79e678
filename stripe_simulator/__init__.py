"""A simulator of Stripe's payment API that runs on one machine, without an account or a network."""
