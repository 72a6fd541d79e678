"""The alarms of one part: its objectives by burn rate, and one message for each kind of trouble.

An objective is 99.9 % of requests answered without a fault of ours in 28 days. Its alarm compares a long window with a
short one: 14.4 times the allowed rate over an hour spends 2 % of the four weeks' budget, 6 times over six hours 5 %.
Source: Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts".
"""

from collections.abc import Iterable, Mapping
from typing import Any

from deploy.monitoring.inventory import API, CACHE, FUNCTION, GRAPH, QUEUE, SEARCH, TABLE, Part

ALLOWED_FAULTS = 0.001
WINDOWS = {"Fast": (14.4, 300, 3600), "Slow": (6, 1800, 21600)}  # burn rate, seconds of the short and the long window
SLOW_ANSWER = 3000  # milliseconds that one request in a hundred may take
LATE_RECORD = 60_000  # milliseconds that a change may wait in a stream
LATE_MESSAGE = 900  # seconds that an event may wait in a queue
DEAD_LETTERS = ("DeadLetters", "Parked")  # how the names of queues end that a person has to empty
READ_STREAMS = ("Relay", "Project", "CheckFile")  # how the names of functions start that follow a table's stream

Resources = dict[str, Any]
Dimensions = Mapping[str, str]
TOPIC = {"Ref": "AlarmTopic"}


def alarms_of(part: Part) -> Resources:
    """Return the alarms and composite alarms of a part, by logical id."""
    title = part.name.capitalize()
    groups = {
        f"{title}Functions": function_alarms(part),
        f"{title}Tables": table_alarms(part),
        f"{title}Queues": queue_alarms(part),
        f"{title}Engines": engine_alarms(part),
        f"{title}Latency": latency_alarms(part),
    }
    found = availability_alarms(part)
    for name, members in groups.items():
        if members:
            found |= members | {f"{name}Alarm": composite(name, " OR ".join(map(in_alarm, members)), members)}
    return found


def availability_alarms(part: Part) -> Resources:
    """Return the alarms of the objective of a part that has an API: each needs both of its windows."""
    if not part.of(API):
        return {}
    title, dimensions = part.name.capitalize(), {"ApiName": part.of(API)[0].name}
    members, rules = {}, []
    for speed, (burn_rate, *windows) in WINDOWS.items():
        names = []
        for seconds in windows:
            name = f"{title}Faults{speed}{seconds}"
            threshold = burn_rate * ALLOWED_FAULTS
            members[name] = alarm("AWS/ApiGateway", "5XXError", dimensions, "Average", threshold, seconds=seconds)
            names.append(name)
        rules.append("(" + " AND ".join(map(in_alarm, names)) + ")")
    return members | {f"{title}AvailabilityAlarm": composite(f"{title}Availability", " OR ".join(rules), members)}


def latency_alarms(part: Part) -> Resources:
    """Return an alarm for answers that are slow for a quarter of an hour."""
    return {
        f"{part.name.capitalize()}Slow{api.logical}": alarm(
            "AWS/ApiGateway", "Latency", {"ApiName": api.name}, "p99", SLOW_ANSWER, seconds=300, periods=3
        )
        for api in part.of(API)
    }


def function_alarms(part: Part) -> Resources:
    """Return alarms for functions that are throttled or fail for a quarter of an hour, or are behind their stream."""
    found = {}
    for function in part.of(FUNCTION):
        name, dimensions = f"{part.name.capitalize()}{function.logical}", {"FunctionName": function.name}
        found[f"{name}Throttled"] = alarm("AWS/Lambda", "Throttles", dimensions, "Sum", 0, seconds=300, periods=3)
        found[f"{name}Failing"] = alarm("AWS/Lambda", "Errors", dimensions, "Sum", 0, seconds=300, periods=3)
        if function.logical.startswith(READ_STREAMS):
            found[f"{name}Behind"] = alarm(
                "AWS/Lambda", "IteratorAge", dimensions, "Maximum", LATE_RECORD, seconds=60, periods=5
            )
    return found


def table_alarms(part: Part) -> Resources:
    """Return alarms for tables that refuse reads or writes for want of capacity."""
    return {
        f"{part.name.capitalize()}{table.logical}{metric}": alarm(
            "AWS/DynamoDB", metric, {"TableName": table.name}, "Sum", 0, seconds=60, periods=3
        )
        for table in part.of(TABLE)
        for metric in ("ReadThrottleEvents", "WriteThrottleEvents")
    }


def queue_alarms(part: Part) -> Resources:
    """Return alarms for events that wait, and for what nobody handles: a dead letter waits for a person."""
    found = {}
    for queue in part.of(QUEUE):
        name, dimensions = f"{part.name.capitalize()}{queue.logical}", {"QueueName": queue.name}
        if queue.logical.endswith(DEAD_LETTERS):
            found[name] = alarm("AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions, "Maximum", 0, seconds=60)
        else:
            metric = "ApproximateAgeOfOldestMessage"
            found[name] = alarm("AWS/SQS", metric, dimensions, "Maximum", LATE_MESSAGE, seconds=60, periods=3)
    return found


def engine_alarms(part: Part) -> Resources:
    """Return alarms for engines before they refuse work. Sources: the engines' own recommended alarms."""
    found = {}
    for domain in part.of(SEARCH):
        dimensions = {"DomainName": domain.name, "ClientId": {"Ref": "AWS::AccountId"}}
        found["SearchRed"] = alarm("AWS/ES", "ClusterStatus.red", dimensions, "Maximum", 0, seconds=60)
        found["SearchWritesBlocked"] = alarm(
            "AWS/ES", "ClusterIndexWritesBlocked", dimensions, "Maximum", 0, seconds=60
        )
        found["SearchMemory"] = alarm("AWS/ES", "JVMMemoryPressure", dimensions, "Maximum", 95, seconds=60, periods=3)
    for cache in part.of(CACHE):
        dimensions = {"CacheClusterId": cache.name}
        found["CacheMemory"] = alarm(
            "AWS/ElastiCache", "DatabaseMemoryUsagePercentage", dimensions, "Average", 80, seconds=300, periods=3
        )
        found["CacheProcessor"] = alarm(
            "AWS/ElastiCache", "EngineCPUUtilization", dimensions, "Average", 90, seconds=300, periods=3
        )
    for cluster in part.of(GRAPH):
        dimensions = {"DBClusterIdentifier": cluster.name}
        found["GraphQueue"] = alarm(
            "AWS/Neptune", "MainRequestQueuePendingRequests", dimensions, "Average", 50, seconds=300, periods=3
        )
        found["GraphCapacity"] = alarm(
            "AWS/Neptune", "NCUUtilization", dimensions, "Average", 90, seconds=300, periods=3
        )
    return found


def alarm(
    namespace: str,
    metric: str,
    dimensions: Mapping[str, Any],
    statistic: str,
    threshold: float,
    *,
    seconds: int,
    periods: int = 1,
) -> Resources:
    """Return an alarm that tells nobody by itself: the composite alarm above it does."""
    kind = "ExtendedStatistic" if statistic.startswith("p") else "Statistic"
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "Namespace": namespace,
            "MetricName": metric,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            kind: statistic,
            "Threshold": threshold,
            "ComparisonOperator": "GreaterThanThreshold",
            "Period": seconds,
            "EvaluationPeriods": periods,
            "TreatMissingData": "notBreaching",
        },
    }


def composite(name: str, rule: str, members: Iterable[str]) -> Resources:
    """Return the alarm that sends one message, however many of its members are in alarm."""
    return {
        "Type": "AWS::CloudWatch::CompositeAlarm",
        "Properties": {
            "AlarmName": {"Fn::Sub": f"bookstore-${{Stage}}-{name}"},
            "AlarmDescription": f"{name}; see docs/runbooks/objectives.md",
            "AlarmRule": {"Fn::Sub": [rule, {member: {"Ref": member} for member in members}]},
            "AlarmActions": [TOPIC],
            "OKActions": [TOPIC],
        },
    }


def in_alarm(name: str) -> str:
    """Return the part of a rule that is true while the alarm is."""
    return f'ALARM("${{{name}}}")'
