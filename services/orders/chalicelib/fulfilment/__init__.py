"""Ship, deliver, cancel and expire orders."""
