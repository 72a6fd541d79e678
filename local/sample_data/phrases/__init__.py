"""The sentences past reviews are made of; each is true of any book of its kind."""
