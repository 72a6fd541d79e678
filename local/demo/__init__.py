"""One reader's way through the shop, timed: what `make demo` shows and `make bench` measures."""
