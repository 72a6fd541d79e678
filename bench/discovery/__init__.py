"""How fast the views answer and how long they take to make: on the shop's own books, or on 271,379 of real readers."""
