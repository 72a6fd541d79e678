"""What orders does, one file per thing that happens to an order or beside it."""
