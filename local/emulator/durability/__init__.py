"""Keep what MiniStack acknowledged when its process is killed; docs/decisions/0017 says how and what is left out."""
