"""Run by the emulator's own Python, with `plain` or `patched`: prints as JSON how its AppSync behaves inside."""

import asyncio
import json
import sys
import threading
import time
from contextlib import suppress

from ministack import app
from ministack.core import appsync_js, node_pool
from ministack.services import appsync, appsync_events, cognito, dynamodb, eventbridge
from ministack.services.cloudformation import provisioners

from local.emulator.patches import apply_all

PATCHED = sys.argv[1] == "patched"
CODE = "export const request = (ctx) => (REQUEST);\nexport const response = (ctx) => JSON.stringify(RESULT);"
SCHEMA = "type Query { a: String b: String c: String list: [Item] } type Item { name(id: ID): String }"
BARRIER_SECONDS = 3.0  # that siblings wait for each other, when they do not come


def make_api(schema=SCHEMA, **options):
    api_id = body(appsync._create_graphql_api({"authenticationType": "API_KEY", **options}))["graphqlApi"]["apiId"]
    key = body(appsync._create_api_key(api_id, {"expires": int(time.time()) + 60}))["apiKey"]["id"]
    appsync._start_schema_creation(api_id, {"definition": schema})
    return api_id, key


def body(response):
    return json.loads(response[2])


def add(api_id, field, source, request="({})", result="ctx.result", **options):
    kind, name = field.split(".")
    code = CODE.replace("REQUEST", request).replace("RESULT", result)
    resolver = {"fieldName": name, "dataSourceName": source, "runtime": {"name": "APPSYNC_JS"}, "code": code}
    appsync._create_resolver(api_id, kind, {**resolver, **options})


async def request(api_id, query, **headers):
    sent = json.dumps({"query": query}).encode()
    path = f"/v1/apis/{api_id}/graphql"
    status, _, answer = await appsync.handle_request("POST", path, headers, sent, {})
    return status, json.loads(answer)


async def dynamodb_query():
    """How many items a query for one key finds in a table of two."""
    table = {
        "TableName": "books",
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    dynamodb._create_table(table)
    for key in ("a", "b"):
        dynamodb._set_item(dynamodb._tables["books"], key, "__no_sort__", {"pk": {"S": key}})
    api_id, key = make_api()
    source = {"name": "t", "type": "AMAZON_DYNAMODB", "dynamodbConfig": {"tableName": "books"}}
    appsync._create_data_source(api_id, source)
    query = "({ operation: 'Query', query: { expression: 'pk = :p', expressionValues: { ':p': { S: 'a' } } } })"
    add(api_id, "Query.a", "t", query, "ctx.result.items.length")
    _, answer = await request(api_id, "{ a }", **{"x-api-key": key})
    return answer["data"]["a"]


async def siblings():
    """Whether three fields of a query meet."""
    api_id, key = make_api()
    appsync._create_data_source(api_id, {"name": "m", "type": "MEETING"})
    barrier = threading.Barrier(3)

    def meet(*_):
        try:
            barrier.wait(BARRIER_SECONDS)
        except threading.BrokenBarrierError:
            return "alone"
        return "together"

    appsync._DATA_SOURCE_HANDLERS["MEETING"] = meet
    for name in "abc":
        add(api_id, f"Query.{name}", "m")
    _, answer = await request(api_id, "{ a b c }", **{"x-api-key": key})
    return sorted(set(answer["data"].values()))


async def partial_data():
    """What is answered when one of two fields has no value in time."""
    from local.emulator.patches.appsync import execution

    api_id, key = make_api()
    for name in ("NONE", "STUCK"):
        appsync._create_data_source(api_id, {"name": name, "type": name})
    over = threading.Event()
    appsync._DATA_SOURCE_HANDLERS["STUCK"] = lambda *_: over.wait()
    add(api_id, "Query.a", "NONE", result="'in time'")
    add(api_id, "Query.b", "STUCK")
    await request(api_id, "{ a }", **{"x-api-key": key})  # a Node process has started
    limit, execution.TIME_LIMIT = execution.TIME_LIMIT, 4.0
    status, answer = await request(api_id, "{ a b }", **{"x-api-key": key})
    execution.TIME_LIMIT = limit
    over.set()
    errors = [(error["path"], error["errorType"], error["message"]) for error in answer["errors"]]
    return {"limit": limit, "status": status, "data": answer["data"], "errors": errors}


async def expiries():
    """The statuses for a token and a key that have expired, and for those that have not."""
    pool = json.loads(cognito._create_user_pool({"PoolName": "p"})[2])["UserPool"]["Id"]
    api_id, key = make_api(
        authenticationType="AMAZON_COGNITO_USER_POOLS",
        userPoolConfig={"userPoolId": pool, "awsRegion": "us-east-1"},
        additionalAuthenticationProviders=[{"authenticationType": "API_KEY"}],
    )
    statuses = {}
    for name, expires in (("valid", time.time() + 60), ("expired", time.time() - 1)):
        issuer = f"https://cognito-idp.us-east-1.amazonaws.com/{pool}"
        claims = {"sub": "1", "aud": "web", "token_use": "id", "iss": issuer, "exp": int(expires)}
        token = cognito._signed_jwt(claims, pool, "id")
        appsync._api_keys[api_id][key]["expires"] = int(expires)
        by_token = await request(api_id, "{ __typename }", authorization=token)
        by_key = await request(api_id, "{ __typename }", **{"x-api-key": key})
        statuses[name] = [by_token[0], by_key[0]]
    forged = token[:-8] + ("A" * 8)
    statuses["forged"] = (await request(api_id, "{ __typename }", authorization=forged))[0]
    return statuses


async def selection():
    api_id, key = make_api()
    appsync._create_data_source(api_id, {"name": "n", "type": "NONE"})
    add(api_id, "Query.list", "n", "({ payload: [{ name: 1 }] })")
    code = CODE.replace("REQUEST", "({ payload: [{ name: ctx.info.selectionSetList.join() }] })")
    appsync._resolvers[api_id]["Query"]["list"]["code"] = code.replace("JSON.stringify(RESULT)", "ctx.result")
    _, answer = await request(api_id, "{ list { other: name } }", **{"x-api-key": key})
    return answer["data"]["list"][0]["other"]


async def typed_key():
    """The request that `@aws-appsync/utils/dynamodb` builds to read one item."""
    code = 'import { get } from "@aws-appsync/utils/dynamodb";\nexport const request = () => get({ key: { pk: "a" } });'
    evaluation = appsync._evaluate_code({"runtime": {"name": "APPSYNC_JS"}, "code": code, "context": "{}"})
    return json.loads(body(evaluation)["evaluationResult"])["key"]


async def event():
    """Whether an event for an API reaches it."""
    reached = threading.Event()
    api_id, _ = make_api("type Query { a: String } type Mutation { tell: String }", authenticationType="AWS_IAM")
    appsync._create_data_source(api_id, {"name": "e", "type": "REACHED"})
    appsync._DATA_SOURCE_HANDLERS["REACHED"] = lambda *_: reached.set()
    add(api_id, "Mutation.tell", "e")
    target = {
        "Arn": f"arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/{api_id}",
        "AppSyncParameters": {"GraphQLOperation": "mutation { tell }"},
    }
    eventbridge._invoke_target(target, {"Source": "s", "DetailType": "d", "Detail": "{}", "EventId": "1"}, {})
    return await asyncio.to_thread(reached.wait, 10.0 if PATCHED else 1.0)


def pipeline_function():
    """Whether the code of a template's function is stored."""
    api_id, _ = make_api()
    properties = {"ApiId": api_id, "Name": "f", "DataSourceName": "n", "Code": "x"}
    provisioners._RESOURCE_HANDLERS["AWS::AppSync::FunctionConfiguration"]["create"]("F", properties, "s")
    return [function.get("code") for function in appsync._functions.get(api_id, {}).values()]


async def websocket():
    """The type of the first message to a client of GraphQL's protocol whom nobody knows."""
    api_id, _ = make_api()
    sent = []
    received = iter([{"type": "websocket.connect"}])

    async def receive():
        return next(received, {"type": "websocket.disconnect"})

    async def send(message):
        sent.append(message)

    scope = {"subprotocols": ["graphql-ws"], "headers": [], "query_string": b""}
    with suppress(Exception):
        await appsync_events.handle_websocket(scope, receive, send, api_id)
    return [json.loads(message["text"])["type"] for message in sent if message["type"] == "websocket.send"]


def threads_of_a_call():
    """How many threads one evaluation starts, after the first."""
    started = []
    plain = threading.Thread.start
    call = {"code": "export const request = () => 1;", "fn": "request", "ctx": {}}
    appsync_js._pool.call(call)
    threading.Thread.start = lambda thread: (started.append(thread), plain(thread))[1]
    appsync_js._pool.call(call)
    threading.Thread.start = plain
    return len(started)


def stuck_call():
    """What becomes of code that never ends."""
    try:
        appsync_js._pool.call(
            {"code": "export const request = () => { for (;;) {} };", "fn": "request", "ctx": {}}, 1.0
        )
    except node_pool.NodeWorkerTimeout as timeout:
        return str(timeout)
    return "ended"


async def parsed_twice():
    import graphql

    api_id, key = make_api()
    parsed, plain = [], graphql.parse

    def parse(*arguments, **options):
        parsed.append(arguments)
        return plain(*arguments, **options)

    from ministack.core import appsync_graphql

    graphql.parse = appsync_graphql.parse = parse
    for _ in range(2):
        await request(api_id, "{ __typename }", **{"x-api-key": key})
    graphql.parse = appsync_graphql.parse = plain
    return len(parsed)


async def main():
    app._MAIN_LOOP = asyncio.get_running_loop()
    facts = {
        "found": await dynamodb_query(),
        "siblings": await siblings(),
        "expiries": await expiries(),
        "selection": await selection(),
        "typed_key": await typed_key(),
        "event": await event(),
        "function_code": pipeline_function(),
        "association": "AWS::AppSync::SourceApiAssociation" in provisioners._RESOURCE_HANDLERS,
        "websocket": await websocket(),
        "threads": threads_of_a_call(),
        "stuck": stuck_call(),
        "parsed": await parsed_twice(),
        "partial": await partial_data() if PATCHED else None,
    }
    appsync_js.reset()
    sys.stdout.write(json.dumps(facts))


if PATCHED:
    apply_all()
asyncio.run(main())
