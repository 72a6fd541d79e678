"""How the shop is told: events signed, sent, and sent again."""
