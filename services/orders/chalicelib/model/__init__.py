"""What an order is and which rules it keeps: values and plain functions, without AWS, Stripe or Chalice."""
