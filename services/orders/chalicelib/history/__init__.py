"""Orders and stock imported from another system."""
