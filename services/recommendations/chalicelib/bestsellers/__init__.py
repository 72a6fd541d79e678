"""The bestseller lists: sorted sets in Redis, their last snapshots in the table, and how they are read."""
