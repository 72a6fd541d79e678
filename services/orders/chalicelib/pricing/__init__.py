"""What an order costs: totals, discount, tax, postage."""
