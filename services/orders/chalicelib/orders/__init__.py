"""The order: its states, refunds, settlement, events and its storage."""
