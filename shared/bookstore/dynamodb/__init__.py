"""A service's own DynamoDB table: items, changes, conditions, conflicts, counters and versioned sections."""
