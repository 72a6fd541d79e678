"""What books, ratings and reviews are, and what rules they keep: values and plain functions, without AWS or Chalice."""
