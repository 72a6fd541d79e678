"""Run by the emulator's own Python, with `plain` or `patched`: prints as JSON how the emulator behaves inside."""

import asyncio
import json
import pathlib
import sys
import tempfile
import threading
import time
import zipfile

from ministack.core import iam_evaluator, lambda_runtime
from ministack.services import apigateway_v1 as gateway
from ministack.services import cloudwatch_logs, cognito, dynamodb, eventbridge, lambda_svc, s3
from ministack.services.cloudformation import provisioners

from local.emulator.patches import apply_all, queue_concurrency
from tests.local import accounts_probe, queue_probe

REST_API = "AWS::ApiGateway::RestApi"
TIMEOUT = 300 if sys.argv[1] == "patched" else 0.5  # unpatched, the two never meet


def document(*paths):
    return {"swagger": "2.0", "info": {"title": "shop", "version": "1"}, "paths": {path: {"get": {}} for path in paths}}


def paths_of(api_id):
    return sorted(resource["path"] for resource in gateway._resources[api_id].values())


def send_request(method, path, body, query):
    return asyncio.run(gateway.handle_request(method, path, {}, json.dumps(body).encode(), query))


def paths_after_import_and_put():
    _, _, created = send_request("POST", "/restapis", document("/books"), {"mode": ["import"]})
    api_id = json.loads(created)["id"]
    imported = paths_of(api_id)
    send_request("PUT", f"/restapis/{api_id}", document("/orders"), {"mode": ["overwrite"]})
    return [imported, paths_of(api_id)]


def change_of_id_by_an_update():
    handler = provisioners._RESOURCE_HANDLERS[REST_API]
    old, new = {"Name": "shop", "Body": document("/books")}, {"Name": "shop", "Body": document("/orders")}
    before, _ = handler["create"]("Api", old, "stack")
    after, _ = handler["update"](before, old, new, "stack", "Api")
    return {"same_id": before == after, "paths": paths_of(after)}


def refusal_of_an_imported_api():
    answers = {"THROTTLED": {"statusCode": 429, "responseTemplates": {"application/json": "slow down"}}}
    api_id = gateway._import_rest_api({**document("/books"), "x-amazon-apigateway-gateway-responses": answers})
    response = gateway._gateway_responses.get(api_id, {}).get("THROTTLED", {})
    return response.get("responseTemplates", {}).get("application/json")


def methods_of_an_imported_path():
    path = {"get": {}, "x-amazon-apigateway-any-method": {}}
    api_id = gateway._import_rest_api({**document("/books"), "paths": {"/books": path}})
    return sorted(method for resource in gateway._resources[api_id].values() for method in resource["resourceMethods"])


def status_of_a_missing_file(*actions):
    """The answer to a distribution that may do this in the bucket."""
    source = "arn:aws:cloudfront::000000000000:distribution/D"
    bucket = f"files-{len(actions)}"
    s3._create_bucket(bucket, b"", {})
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": list(actions),
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
        "Condition": {"StringEquals": {"AWS:SourceArn": source}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    s3._bucket_policies[bucket] = policy
    return s3.serve_cloudfront_origin_fetch(bucket, "covers/none.webp", "GET", {}, source_arn=source, oai_id="")[0]


def restored_positions():
    store = lambda_svc._dynamodb_stream_positions
    lambda_svc._restore_esm_positions(store, {"mapping": 7})
    return len(store._data)


def stream_after_a_restart():
    """Which of three records are there again, two of which were read."""
    read_by("books", "slow", 1)
    read_by("books", "quick", 2)
    dynamodb._stream_records["books"] = [record(number) for number in range(3)]
    saved = dynamodb.get_state()
    dynamodb._stream_records.clear()
    dynamodb.load_persisted_state(saved)
    return [found["number"] for found in dynamodb._stream_records.get("books", [])]


def whether_a_stream_is_behind():
    """What its readers say while one record is unread, and then."""
    read_by("orders", "reader", 0)
    dynamodb._stream_records["orders"] = [record(0)]
    before = lambda_svc._esm_response(lambda_svc._esms["reader"])
    lambda_svc._dynamodb_stream_positions["reader"] = 1
    after = lambda_svc._esm_response(lambda_svc._esms["reader"])
    return [status["LastProcessingResult"] for status in (before, after)]


def calls_to_copy_an_item():
    """How many Python functions are called for a copy, and whether it is one."""
    calls = []
    item = {"pk": {"S": "BOOK#emma"}, "authors": {"L": [{"M": {"name": {"S": "Jane Austen"}}}]}, "left": {"N": "3"}}
    sys.setprofile(lambda frame, what, _: calls.append(frame.f_code.co_name) if what == "call" else None)
    copied = dynamodb.copy.deepcopy(item)
    sys.setprofile(None)
    copied["authors"]["L"].clear()
    return [len(calls), len(item["authors"]["L"])]


def is_policy_parsed_twice():
    policy = '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}'
    return iam_evaluator.parse_policy_document(policy) is not iam_evaluator.parse_policy_document(policy)


def read_by(table, reader, position):
    arn = f"arn:aws:dynamodb:us-east-1:000000000000:table/{table}/stream/1"
    dynamodb._tables[table] = {"LatestStreamArn": arn}
    mapping = {"UUID": reader, "EventSourceArn": arn, "FunctionName": reader, "StartingPosition": "TRIM_HORIZON"}
    lambda_svc._esms[reader] = {**mapping, "LastProcessingResult": "OK - 1 records"}
    lambda_svc._dynamodb_stream_positions[reader] = position


def record(number):
    return {"number": number, "eventName": "INSERT", "dynamodb": {"ApproximateCreationDateTime": time.time()}}


def log_stream_count():
    for number in range(4_100):
        lambda_svc._emit_lambda_logs({"config": {"FunctionName": "talker"}}, str(number), "hello", False, 1)
    return len(cloudwatch_logs._log_groups["/aws/lambda/talker"]["streams"])


def layer_unpacked_by_two_workers():
    """What each of them can import, and whether it lies in one place."""
    folders = []
    for _ in range(2):
        folder = pathlib.Path(tempfile.mkdtemp())
        with zipfile.ZipFile(folder / "layer_0.zip", "w") as made:
            made.writestr("python/library/__init__.py", "")
        unpacked = folder / "layer_0"
        unpacked.mkdir()
        with lambda_runtime.zipfile.ZipFile(str(folder / "layer_0.zip")) as layer:
            layer.extractall(str(unpacked))
        folders.append(unpacked / "python" / "library" / "__init__.py")
    return {"there": all(file.exists() for file in folders), "once": folders[0].samefile(folders[1])}


def answers_to_events(*sizes):
    """With which status events of these sizes are answered, one event in each request."""
    entries = [{"Source": "a", "DetailType": "b", "Detail": json.dumps("x" * (size - 4))} for size in sizes]
    return [eventbridge._put_events({"Entries": [entry]})[0] for entry in entries]


def answers_to_one_address_in_two_cases():
    """The status of a second sign-up that differs by a capital, with a pool that ignores case and one that does not."""
    return [second_sign_up(case_sensitive) for case_sensitive in (False, True)]


def second_sign_up(case_sensitive):
    configuration = {"UsernameAttributes": ["email"], "UsernameConfiguration": {"CaseSensitive": case_sensitive}}
    pool = json.loads(cognito._create_user_pool({"PoolName": "readers", **configuration})[2])["UserPool"]["Id"]
    new_client = cognito._create_user_pool_client({"UserPoolId": pool, "ClientName": "web"})[2]
    client = json.loads(new_client)["UserPoolClient"]["ClientId"]
    names = ("ann@example.org", "Ann@Example.org")
    requests = [{"ClientId": client, "Username": name, "Password": "Correct-horse-9"} for name in names]
    return [asyncio.run(cognito._dispatch_idp("SignUp", request))[0] for request in requests][1]


def seconds_of_functions(*timeouts):
    """For which a function of this time-out may run."""
    workers = [lambda_runtime.Worker("f", {"FunctionName": "f", "Timeout": seconds}, b"") for seconds in timeouts]
    return [worker.config["Timeout"] for worker in workers]


def streams_read_at_once():
    """Two functions, each of which waits until the other is called too."""
    both, met = threading.Barrier(2), threading.Semaphore(0)

    def invoke(*_):
        try:
            both.wait(timeout=TIMEOUT)
        except threading.BrokenBarrierError:
            return {"error": True}
        met.release()
        return {}

    lambda_svc._get_func_record_for_qualifier = lambda *_: ({}, {})
    lambda_svc._execute_function = invoke
    lambda_svc._esms.clear()
    for table in ("books", "orders"):
        read_by(table, table, 0)
        dynamodb._stream_records[table] = [record(0)]
    lambda_svc._poll_dynamodb_streams()
    return met.acquire(timeout=TIMEOUT) and met.acquire(timeout=TIMEOUT)


at_once = [queue_concurrency.concurrent_batches(processors) for processors in (1, 2, 4, 16)]
if sys.argv[1] == "patched":
    apply_all()
facts = {
    "seconds_for_the_first_line": lambda_runtime.Worker._drain_stderr_bounded.__defaults__[0],
    "seconds_pending": lambda_svc._LAMBDA_STATE_TRANSITION_DELAY,
    "paths_after_import_and_put": paths_after_import_and_put(),
    "update": change_of_id_by_an_update(),
    "refusal": refusal_of_an_imported_api(),
    "methods": methods_of_an_imported_path(),
    "missing": [status_of_a_missing_file("s3:GetObject"), status_of_a_missing_file("s3:GetObject", "s3:ListBucket")],
    "restored_positions": restored_positions(),
    "log_stream_count": log_stream_count(),
    "stream_after_a_restart": stream_after_a_restart(),
    "behind": whether_a_stream_is_behind(),
    "batches_at_once": at_once,
    "batches_of_a_queue": lambda_svc._ESM_SQS_DEFAULT_CONCURRENCY,
    "copying": calls_to_copy_an_item(),
    "parsed_twice": is_policy_parsed_twice(),
    "loop": type(asyncio.new_event_loop()).__module__,
    "switch_interval": sys.getswitchinterval(),
    "layer": layer_unpacked_by_two_workers(),
    **queue_probe.facts(),
    "events": answers_to_events(262_144, 262_145),
    "one_address_in_two_cases": answers_to_one_address_in_two_cases(),
    "seconds_of_functions": seconds_of_functions(15, 30, 300, 900),
    "streams_read_at_once": streams_read_at_once(),
    "accounts": accounts_probe.facts(),
}
sys.stdout.write(json.dumps(facts))
