"""Search: one document per book, the index over them, and the questions of customers."""
