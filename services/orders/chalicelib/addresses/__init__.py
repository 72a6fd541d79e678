"""Postal addresses, and how each country writes them."""
