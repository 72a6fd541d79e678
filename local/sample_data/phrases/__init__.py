"""The sentences of generated reviews; each is true of any book of its kind."""
