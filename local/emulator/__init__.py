"""The emulated AWS: MiniStack in an environment of its own, patched and durable."""
