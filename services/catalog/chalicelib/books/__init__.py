"""Books, their editions, covers and the lists they appear in."""
