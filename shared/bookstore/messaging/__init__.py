"""Events between services: the envelope, the outbox, its relay, the inbox, republishing and tracing."""
