"""The ledger: what each order and rating counts for a book, and which books a customer owns."""
