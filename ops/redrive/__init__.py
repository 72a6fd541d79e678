"""Redrive failed messages: dead letters to the inbox, parked records to the stream's consumers."""
