"""Books as the events of three sources leave them, and their items in search's table."""
