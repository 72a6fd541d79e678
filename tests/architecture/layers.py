"""The files of each service that touch the world outside, and the order in which its domains may import each other."""

# Files that may import the conditions of DynamoDB, beside `repository.py` and `*_repository.py`; below chalicelib/,
# without `.py`.
STORAGE: dict[str, set[str]] = {
    "cart": {"prices"},
    "catalog": {"books/relist", "books/stored", "republish"},
    "orders": {
        "checkout/placement",
        "due_items",
        "inventory/catalog_replica",
        "listing",
        "orders/order_search",
        "orders/republish",
        "payments/checkpoints",
    },
    "recommendations": {"bestsellers/snapshots", "ledger/customers"},
}

# Files that call another system: AWS, Stripe, OpenSearch, Redis, Neptune.
GATEWAYS: dict[str, set[str]] = {
    "catalog": {"books/covers", "files/bucket", "imports/files", "imports/runner"},
    "orders": {
        "credentials/message_sender",
        "credentials/user_pool",
        "emails/ses_mailer",
        "payments/secrets",
        "payments/card_gateway",
        "payments/stripe_errors",
        "payments/stripe_gateway",
    },
    "recommendations": {
        "also_bought/graph",
        "also_bought/gremlin_connection",
        "also_bought/traversals",
        "bestsellers/redis_answers",
        "bestsellers/windows",
        "bestsellers/leaderboard",
        "bestsellers/redis_client",
        "bestsellers/redis_connection",
    },
    "search": {"index/admin", "index/connection", "index/stream_batch", "query/client"},
}

# Folders and files of a service from top to bottom: each imports only itself and what stands in a line below it.
# `ports` is in no layer: it names the models' types, and use cases of every domain import its Protocols.
LAYERS: dict[str, list[tuple[str, ...]]] = {
    "cart": [
        ("handlers", "routes"),
        ("edit", "record_events"),
        ("prices", "repository", "responses"),
        ("cart",),
        ("own_table",),
        ("settings",),
    ],
    "catalog": [
        ("handlers", "routes"),
        ("republish",),
        ("imports",),
        ("downloads",),
        ("files",),
        ("books",),
        ("reviews",),
        ("blueprint",),
        ("own_table",),
        ("field_types", "permissions", "settings"),
    ],
    "orders": [
        ("handlers", "routes"),
        ("checkout",),
        ("fulfilment",),
        ("payments",),
        ("customers", "history"),
        ("credentials",),
        ("emails", "notes"),
        ("orders",),
        ("inventory",),
        ("pricing",),
        ("coupons",),
        ("due_items",),
        ("addresses",),
        ("blueprint", "listing"),
        ("own_table",),
        ("settings", "field_types", "permissions"),
        ("errors", "limits"),
    ],
    "recommendations": [
        ("handlers", "routes"),
        ("drift", "self_heal", "stream_batch"),
        ("rebuild",),
        ("also_bought", "bestsellers"),
        ("ledger",),
        ("books",),
        ("read_model_repository",),
        ("caches", "own_table"),
        ("settings",),
    ],
    "search": [
        ("handlers", "routes"),
        ("query",),
        ("index",),
        ("books",),
        ("own_table",),
        ("settings",),
    ],
}
