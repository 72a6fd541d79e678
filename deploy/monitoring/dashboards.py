"""Dashboards: one for each part, and one of the shop as a business."""

import json
from collections.abc import Sequence
from typing import Any

from deploy.monitoring.inventory import API, CACHE, FUNCTION, GRAPH, QUEUE, SEARCH, TABLE, Part, Resource

# What is counted when the bus has accepted an event; orders also counts the money.
BUSINESS = (
    "OrderPlaced",
    "OrderPaid",
    "OrderCancelled",
    "OrderShipped",
    "OrderRefunded",
    "BookRated",
    "CustomerDeleted",
)
MONEY = "PaidMinorUnits"
WIDTH, HEIGHT, COLUMNS = 12, 6, 2
# Metrics shown of a resource of each type: namespace, dimension, and the metrics with their statistics.
SHOWN: dict[str, tuple[str, str, dict[str, str]]] = {
    API: ("AWS/ApiGateway", "ApiName", {"Count": "Sum", "4XXError": "Sum", "5XXError": "Sum", "Latency": "p99"}),
    FUNCTION: ("AWS/Lambda", "FunctionName", {"Invocations": "Sum", "Errors": "Sum", "Duration": "p99"}),
    QUEUE: (
        "AWS/SQS",
        "QueueName",
        {"ApproximateAgeOfOldestMessage": "Maximum", "ApproximateNumberOfMessagesVisible": "Maximum"},
    ),
    TABLE: (
        "AWS/DynamoDB",
        "TableName",
        {"ConsumedReadCapacityUnits": "Sum", "ConsumedWriteCapacityUnits": "Sum", "WriteThrottleEvents": "Sum"},
    ),
    SEARCH: ("AWS/ES", "DomainName", {"SearchLatency": "p99", "FreeStorageSpace": "Minimum"}),
    CACHE: ("AWS/ElastiCache", "CacheClusterId", {"DatabaseMemoryUsagePercentage": "Maximum"}),
    GRAPH: ("AWS/Neptune", "DBClusterIdentifier", {"ServerlessDatabaseCapacity": "Maximum"}),
}


def dashboards(parts: Sequence[Part]) -> dict[str, Any]:
    """Return the dashboards as resources, by logical id."""
    found = {f"{part.name.capitalize()}Dashboard": dashboard(part.name, widgets_of(part)) for part in parts}
    return {**found, "BusinessDashboard": dashboard("business", business_widgets())}


def widgets_of(part: Part) -> list[dict[str, Any]]:
    """Return a widget for each metric of each type that the part has, with a line for each resource."""
    return [
        widget(
            f"{part.name}: {metric}", statistic, [metric_of(namespace, metric, dimension, each) for each in resources]
        )
        for kind, (namespace, dimension, metrics) in SHOWN.items()
        if (resources := part.of(kind))
        for metric, statistic in metrics.items()
    ]


def metric_of(namespace: str, metric: str, dimension: str, resource: Resource) -> list[str]:
    """Return one line of a widget; OpenSearch's metrics are those of an account too."""
    account = ["ClientId", "${AWS::AccountId}"] if namespace == "AWS/ES" else []
    return [namespace, metric, dimension, resource.name, *account]


def business_widgets() -> list[dict[str, Any]]:
    """Return what the shop sells, what it loses, and what fails, from the services' own counts."""
    own = ["service", "orders", "stage", "${Stage}"]
    counts = [["Bookstore", name, *own] for name in BUSINESS if name.startswith("Order")]
    problems = ("FlaggedForReview", "RefundOverdue", "JobItemFailed", "RateLimitExceeded")
    return [
        widget("orders", "Sum", counts),
        widget("paid, in minor units", "Sum", [["Bookstore", MONEY, *own]]),
        widget("orders: trouble", "Sum", [["Bookstore", name, *own] for name in problems]),
        widget("reviews", "Sum", [["Bookstore", "BookRated", "service", "catalog", "stage", "${Stage}"]]),
        widget("closed accounts", "Sum", [["Bookstore", "CustomerDeleted", *own]]),
    ]


def widget(title: str, statistic: str, metrics: list[list[str]]) -> dict[str, Any]:
    """Return a graph over time."""
    properties = {"title": title, "stat": statistic, "period": 300, "region": "${AWS::Region}", "metrics": metrics}
    return {"type": "metric", "width": WIDTH, "height": HEIGHT, "properties": properties}


def dashboard(name: str, widgets: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a dashboard with its widgets in rows of two."""
    placed = [{**each, "x": WIDTH * (at % COLUMNS), "y": HEIGHT * (at // COLUMNS)} for at, each in enumerate(widgets)]
    body = json.dumps({"widgets": placed})
    return {
        "Type": "AWS::CloudWatch::Dashboard",
        "Properties": {
            "DashboardName": {"Fn::Sub": f"bookstore-${{Stage}}-{name}"},
            "DashboardBody": {"Fn::Sub": body},
        },
    }
