"""The books' cards, as the catalog announces them."""
