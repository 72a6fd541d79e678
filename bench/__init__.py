"""Measurements on this machine; the Makefile's bench and eval commands print them."""
