"""Reviews, ratings and the purchases that allow a customer to write a review."""
