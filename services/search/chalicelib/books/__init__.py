"""Books as the events of three sources leave them, and their rows in search's table."""
