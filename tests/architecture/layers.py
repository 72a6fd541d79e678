"""The files of each service that touch the world outside, and the order in which its domains may import each other."""

# Files that may import boto3.dynamodb, beside every `repository.py`: paths below chalicelib/, without `.py`.
STORAGE: dict[str, set[str]] = {
    "cart": {"prices"},
    "catalog": {"republish"},
    "orders": {"listing", "checkout/placement", "inventory/catalog_replica", "orders/republish"},
}

# Files that call another system: AWS, Stripe, OpenSearch, Redis, Neptune.
GATEWAYS: dict[str, set[str]] = {
    "catalog": {"books/covers"},
    "orders": {"emails/ses_mailer", "payments/secrets", "payments/stripe_gateway"},
}

# Folders and files of a service from top to bottom: each imports only itself and what stands in a line below it.
LAYERS: dict[str, list[tuple[str, ...]]] = {}
