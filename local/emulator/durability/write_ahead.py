"""The journal of this process: every change is added to it before it is acknowledged."""

from stripe_simulator.journal import WriteAheadLog

log = WriteAheadLog()
