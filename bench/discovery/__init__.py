"""Response times, rebuild times and sizes of the read models, with the shop's own books or 271,379 real ones."""
