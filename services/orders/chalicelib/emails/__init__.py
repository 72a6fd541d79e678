"""The e-mails that a customer receives about an order, each sent once."""
