"""A customer's profile, saved addresses, and the closing of an account."""
