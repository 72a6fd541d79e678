"""Everything that carries the shop to a machine: AWS, the emulated AWS, and this one."""
