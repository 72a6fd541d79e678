"""The shop as its customers meet it, over HTTP and with accounts at Cognito: for seeding, demo and journeys."""
