"""The right of customers to download what they bought, and the links that they get."""
