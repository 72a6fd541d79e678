"""What customers also bought: the purchase graph, the similarities computed from it, and the suggestions."""
