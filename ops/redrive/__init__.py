"""Brings what was set aside on its way again: dead letters to the inbox, parked records to whoever reads the stream."""
