"""Start MiniStack, repaired and durable: `.local/emulator/bin/python -m deploy.local.emulator`."""

from ministack.app import main

from deploy.local.emulator.durability.install import install
from deploy.local.emulator.patches import apply_all

apply_all()
install()
main()
