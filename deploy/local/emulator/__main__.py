"""Start MiniStack with our repairs: `.local/emulator/bin/python -m deploy.local.emulator`."""

from ministack.app import main

from deploy.local.emulator.patches import apply_all

apply_all()
main()
