"""GraphQL on the shop's own address: requests and subscriptions reach the API through the front door."""

import httpx
import pytest
from websocket import WebSocketBadStatusException

from tests.local.appsync.graphql_api import Api, answering
from tests.local.appsync.realtime_client import Client
from tests.local.free_ports import free_base
from tests.local.serving import serve_front_door

SCHEMA = """
type Query { none: Int }
type Mutation { move(id: ID): Order }
type Subscription { onMove(id: ID): Order @aws_subscribe(mutations: ["move"]) }
type Order { id: ID }
"""
MOVE = {"query": 'mutation { move(id: "o-1") { id } }'}


@pytest.fixture(scope="module")
def api(aws):
    made = Api(aws, SCHEMA)
    made.add_resolver("Mutation.move", answering("ctx.args"))
    return made


@pytest.fixture(scope="module")
def door(aws, api, tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("door"), free_base()
    (folder / "graphql_api").write_text(api.api_id)
    with serve_front_door(port, aws.ports.emulator, folder):
        yield port


@pytest.mark.parametrize("by", ["query", "subprotocol"])
def test_a_subscriber_at_the_front_door_gets_what_a_request_there_changes(api, door, by):
    listening = Client(api, by, port=door, path="/graphql/realtime")
    listening.send(type="connection_init")
    assert listening.receive()["type"] == "connection_ack"
    assert listening.socket.subprotocol == "graphql-ws"
    assert listening.start("1", "subscription { onMove { id } }")["type"] == "start_ack"
    answer = httpx.post(f"http://127.0.0.1:{door}/graphql", json=MOVE, headers={"x-api-key": api.key}, timeout=60)
    assert answer.json() == {"data": {"move": {"id": "o-1"}}}
    assert listening.receive()["payload"] == {"data": {"onMove": {"id": "o-1"}}}
    listening.socket.close()


def test_a_refusal_and_its_close_reach_the_client(api, door):
    refused = Client(api, port=door, path="/graphql/realtime", **{"x-api-key": "da2-unknown"})
    assert refused.receive()["type"] == "connection_error"
    opcode, data = refused.socket.recv_data(control_frame=True)
    assert (opcode, int.from_bytes(data[:2])) == (8, 4401)


def test_another_path_takes_no_websocket(api, door):
    with pytest.raises(WebSocketBadStatusException):
        Client(api, port=door, path="/graphql/else")
