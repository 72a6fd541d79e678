"""A customer's way through the shop, with times: `make demo` shows one, `make bench` measures many."""
