"""What at least two services truly need: events, outbox, tables, web responses. It knows no service."""
