"""How the emulator treats a queue's batch while a function works on it; part of the emulator's probe."""

import json

from ministack.core import iam_actions
from ministack.services import lambda_svc, sqs

READER = "arn:aws:lambda:us-east-1:000000000000:function:reader"
DONE = {"body": {"batchItemFailures": []}}


def facts():
    """Each on a queue of its own, whose messages are visible again at once."""
    plain = lambda_svc._execute_function_dispatch, lambda_svc._acquire_execution_slot
    found = {
        "batch_rights": [right_for(name) for name in ("DeleteMessageBatch", "ChangeMessageVisibilityBatch")],
        "never_started": left_after(Queue("broken"), {"Runtime": "python3.11", "Handler": "app.app"}),
        "outlived": batch_that_outlives_its_visibility(),
        "received_often": batch_that_was_received_often_enough(),
        "throttled": batch_that_was_throttled(),
    }
    lambda_svc._execute_function_dispatch, lambda_svc._acquire_execution_slot = plain
    return found


def right_for(request):
    """What a role has to allow."""
    return iam_actions.extract_iam_action("sqs", "POST", "/", {"x-amz-target": f"AmazonSQS.{request}"}, b"{}", {})


class Queue:
    """With one message; set aside after so many receives."""

    def __init__(self, name, receives=1_000):
        self.dead = sqs._get_q(sqs._act_create_queue({"QueueName": f"{name}-dead"}, "")["QueueUrl"])
        policy = {"deadLetterTargetArn": self.dead["attributes"]["QueueArn"], "maxReceiveCount": str(receives)}
        attributes = {"VisibilityTimeout": "0", "RedrivePolicy": json.dumps(policy)}
        self.url = sqs._act_create_queue({"QueueName": name, "Attributes": attributes}, "")["QueueUrl"]
        sqs._act_send_message({"QueueUrl": self.url, "MessageBody": "hello"}, self.url)

    def receive(self):
        """As the emulator does it for a function."""
        return sqs._receive_messages_for_esm(self.url, 10)


def left_after(queue, config):
    """What an invocation leaves: the receives of each message in the queue, and how many were set aside."""
    esm = {"UUID": queue.url, "FunctionName": "reader", "FunctionResponseTypes": ["ReportBatchItemFailures"]}
    config = {"FunctionName": "reader", "FunctionArn": READER, "Timeout": 3, **config}
    function = {"config": config, "code_zip": b"not a zip file"}
    lambda_svc._run_sqs_batch(esm, function, {"Records": []}, queue.receive(), queue.url, "queue")
    return {
        "receives": [message["receive_count"] for message in sqs._get_q(queue.url)["messages"]],
        "set_aside": len(queue.dead["messages"]),
    }


def batch_that_outlives_its_visibility():
    """How many messages are delivered meanwhile, too."""
    queue, seen = Queue("slow"), []
    lambda_svc._execute_function_dispatch = lambda *_: seen.extend(queue.receive()) or DONE
    return {**left_after(queue, {}), "delivered_meanwhile": len(seen)}


def batch_that_was_received_often_enough():
    """Others ask for messages while it is worked on."""
    queue = Queue("often", receives=1)
    lambda_svc._execute_function_dispatch = lambda *_: {**DONE, "seen": queue.receive()}
    return left_after(queue, {})


def batch_that_was_throttled():
    """No function has seen it."""
    lambda_svc._acquire_execution_slot = lambda *_: (None, "function")
    return left_after(Queue("throttled"), {})
