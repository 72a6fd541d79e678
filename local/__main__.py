"""`python -m local COMMAND`: what stands behind `make up` and its friends."""

from local.cli import main

raise SystemExit(main())
