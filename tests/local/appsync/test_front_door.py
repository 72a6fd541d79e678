"""GraphQL on the shop's own address: requests and subscriptions reach the API through the front door."""

import pytest
from websocket import WebSocketBadStatusException

from deploy import shared_stacks
from local import up
from local.environment import use_environment
from local.front_door_component import FrontDoor
from tests.local.appsync.graphql_api import Api, answering, http
from tests.local.appsync.realtime_client import Client
from tests.local.appsync.stacks import appsync, delete, deploy_template, get
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
    answer = http.post(f"http://127.0.0.1:{door}/graphql", json=MOVE, headers={"x-api-key": api.key})
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


def test_a_deployment_names_the_platform_s_api_to_the_front_door_and_to_the_edge(aws):
    api = appsync("GraphQLApi", Name="shop", AuthenticationType="API_KEY")
    template = {
        "Resources": {"Api": api},
        "Outputs": {
            "GraphQLApiId": {"Value": get("Api", "ApiId")},
            "GraphQLDomain": {"Value": get("Api", "GraphQLDns")},
            "RealtimeDomain": {"Value": get("Api", "RealtimeDns")},
        },
    }
    file = FrontDoor(aws.home, aws.ports).graphql_api
    file.parent.mkdir(parents=True, exist_ok=True)
    stack = f"bookstore-{aws.stage}-platform"
    found = deploy_template(aws, stack, template)
    up.write_graphql_api(aws)
    assert file.read_text() == found["GraphQLApiId"]
    with use_environment(aws):
        assert shared_stacks.graphql_domains(aws.stage) == {
            name: found[name] for name in ("GraphQLDomain", "RealtimeDomain")
        }
    delete(aws, stack)
    up.write_graphql_api(aws)
    assert not file.exists()
