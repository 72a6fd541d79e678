"""Start MiniStack, patched and durable: `.local/emulator/bin/python -m local.emulator`."""

from ministack.app import main

from local.emulator.durability.install import install
from local.emulator.patches import apply_all

apply_all()
install()
main()
