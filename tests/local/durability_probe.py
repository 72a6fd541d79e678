"""Run by the emulator's own Python with a STATE_DIR: prints as JSON how durability works inside MiniStack."""

import asyncio
import copy
import json
import pathlib
import sys
import threading
import time

from ministack import app
from ministack.core import persistence
from ministack.services import cloudformation, cloudwatch, cloudwatch_logs, dynamodb, lambda_svc, sqs

from local.emulator.durability import exclusions, services
from local.emulator.durability.encoding import encode
from local.emulator.durability.install import install
from local.emulator.durability.write_ahead import log
from local.emulator.patches import apply_all
from stripe_simulator import journal

STATE = pathlib.Path(persistence.STATE_DIR)


def stores():
    """Of each service whose stores are encoded where they are: what MiniStack saves, and what we do."""
    modules = {
        "dynamodb": dynamodb,
        "cloudwatch_logs": cloudwatch_logs,
        "cloudformation": cloudformation,
        "cloudwatch": cloudwatch,
        "lambda": lambda_svc,
    }
    return {
        name: [sorted(modules[name].get_state()), sorted(services.read_stores(name))] for name in exclusions.UNCOPIED
    }


def operations():
    """Every operation of the JSON services here that may change an entry, of some examples."""
    operations = {
        "dynamodb": ["PutItem", "TransactWriteItems", "Query", "CreateTable", "UpdateTimeToLive"],
        "sqs": ["SendMessage", "DeleteMessageBatch", "PurgeQueue", "CreateQueue", "SetQueueAttributes"],
        "cognito-idp": ["InitiateAuth", "AdminCreateUser", "DescribeUserPool", "ListUsers"],
        "appsync": ["GraphQL", "EvaluateCode", "Get", "Put"],
    }
    return {
        name: [called for called in names if services.may_change(name, called)] for name, names in operations.items()
    }


def operation_names():
    form = b"Version=2010-05-15&Action=CreateStack&StackName=shop"
    return [
        services.operation("POST", "/", {"x-amz-target": "AmazonSSM.PutParameter"}, b"", {}),
        services.operation("POST", "/", {}, form, {}),
        services.operation("POST", "/service/CloudWatch/operation/PutMetricAlarm", {}, b"", {}),
        services.operation("POST", "/2015-03-31/functions/f/invocations", {}, b"", {}),
        services.operation("POST", "/v1/apis/a/graphql", {}, b"", {}),
        services.operation("POST", "/graphql", {}, b"", {}),
        services.operation("POST", "/v1/dataplane-evaluatecode", {}, b"", {}),
        services.operation("POST", "/v1/apis/a/apikeys", {}, b"", {}),
        services.operation("GET", "/2015-03-31/functions/f", {}, b"", {}),
        services.operation("PUT", "/2015-03-31/functions/f/code", {}, b"", {}),
    ]


def message_sent_while_another_is_removed():
    queue = new_queue("busy")
    queue["messages"].append(message("old", receipt_handle="r"))
    remaining = [found for found in queue["messages"] if found["id"] != "old"]
    queue["messages"].append(message("new"))
    queue["messages"] = remaining
    return [found["id"] for found in queue["messages"]]


def messages_after_their_time():
    queue = new_queue("patient")
    queue["messages"].append(message("too old", sent_at=0))
    queue["messages"].append(message("recent"))
    sqs._expire_retained(queue)
    return [found["id"] for found in queue["messages"]]


def copied_queue():
    queue = new_queue("copied")
    queue["messages"].append(message("one"))
    return type(copy.deepcopy(sqs._queues)._data[sqs._queues._scoped(queue["url"])]).__name__


def new_queue(name):
    url = sqs._act_create_queue({"QueueName": name}, "")["QueueUrl"]
    return sqs._queues[url]


def message(name, **fields):
    return {"id": name, "body": name, "sent_at": time.time(), "receipt_handle": None, **fields}


def expired_items():
    """What is left, in memory and by the journal, of one that expired and one that was written anew meanwhile."""
    dynamodb._create_table(
        {
            "TableName": "short",
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
        }
    )
    table = dynamodb._tables["short"]
    for key in ("expired", "renewed"):
        dynamodb._set_item(table, key, "__no_sort__", {"pk": {"S": key}})
    asyncio.run(reap(table))
    lines = [json.loads(line) for _, file in journal.files(STATE / "journal") for line in journal.lines(file)]
    deleted = [operation[2] for line in lines for operation in line if operation[0] == "delete"]
    return {"left": sorted(table["items"]), "deleted": deleted}


async def reap(table):
    app._MAIN_LOOP = asyncio.get_running_loop()
    reaper = threading.Thread(name="dynamodb-ttl-reaper", target=remove_both, args=(table,))
    reaper.start()
    reaper.join()
    dynamodb._set_item(table, "renewed", "__no_sort__", {"pk": {"S": "renewed"}, "again": {"BOOL": True}})
    await asyncio.sleep(0)


def remove_both(table):
    for key in ("expired", "renewed"):
        dynamodb._remove_item(table, key, "__no_sort__")


def large_bytes():
    """Code and layers are files beside the state, and come back as they were."""
    content = bytes(range(256)) * 100
    encoded = encode({"zip": content, "small": b"1"})
    decoded = json.loads(encoded, object_hook=persistence._json_object_hook)
    return {"length": len(encoded), "same": decoded == {"zip": content, "small": b"1"}}


apply_all()
install()
facts = {
    "stores": stores(),
    "operations": operations(),
    "operation_names": operation_names(),
    "sent_meanwhile": message_sent_while_another_is_removed(),
    "retention": messages_after_their_time(),
    "copied_queue": copied_queue(),
    "expired": expired_items(),
    "large_bytes": large_bytes(),
    "journal": bool(log.journal),
}
sys.stdout.write(json.dumps(facts))
