"""The notes that staff write about orders, for each other."""
