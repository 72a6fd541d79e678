"""The sample data of a new shop: a catalogue of real books, and a generated history of orders and reviews."""
