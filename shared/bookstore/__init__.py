"""What at least two services truly need: events, outbox, tables, web answers. It knows no service."""
