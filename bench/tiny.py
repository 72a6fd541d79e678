"""The tiny form of every measurement, which `make test` runs so that no command stops working unnoticed."""

from argparse import ArgumentParser

HELP = "do a little of everything in seconds, as a test of the command: its figures mean nothing"


def add_tiny_option(parser: ArgumentParser) -> None:
    """Add --tiny."""
    parser.add_argument("--tiny", action="store_true", help=HELP)
