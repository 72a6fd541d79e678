"""Make what MiniStack acknowledged survive a kill of its process (docs/decisions/0017 says how)."""
