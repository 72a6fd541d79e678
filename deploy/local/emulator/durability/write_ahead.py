"""The journal of this process: every change is added to it before it is acknowledged."""

from deploy.journal import WriteAheadLog

log = WriteAheadLog()
