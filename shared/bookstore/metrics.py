"""Counts that alarms watch: written into the log in CloudWatch's embedded metric format, which needs no permission."""

import os

from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "Bookstore"


def count(what: str) -> None:
    """One more of these, for this service and stage."""
    whose = {"service": os.environ["POWERTOOLS_SERVICE_NAME"], "stage": os.environ["STAGE"]}
    with single_metric(what, MetricUnit.Count, 1, namespace=NAMESPACE, default_dimensions=whose):
        pass
