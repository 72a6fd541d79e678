"""Webhooks: events are signed, sent, and sent again until they are accepted."""
