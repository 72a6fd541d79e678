"""`python -m deploy.local COMMAND`: what stands behind `make up` and its friends."""

from deploy.local.cli import main

raise SystemExit(main())
