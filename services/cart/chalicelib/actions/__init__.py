"""What the cart does, one file per thing it does it to."""
