"""Counts that alarms watch: written into the log in CloudWatch's embedded metric format, which needs no permission."""

import os

from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "Bookstore"


def count(metric: str, occurrences: int = 1) -> None:
    """Count occurrences for this service and stage."""
    dimensions = {"service": os.environ["POWERTOOLS_SERVICE_NAME"], "stage": os.environ["STAGE"]}
    with single_metric(metric, MetricUnit.Count, occurrences, namespace=NAMESPACE, default_dimensions=dimensions):
        pass
