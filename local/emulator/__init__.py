"""The emulated AWS: MiniStack in an environment of its own, with small repairs, and durable."""
