"""Stock levels, the replica of the catalog's editions, and received copies."""
