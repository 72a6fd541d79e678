"""What each request and each message costs the shop: processor time, calls, capacity units and bytes."""
