"""The shop runs in a folder of any name: what engines write lies inside it, and is found again."""

import json

import pytest

from local.engines.engine import escape_settings
from local.health import send_request
from local.system import System
from tests.local.free_ports import free_base

NAME = 'my böök shop, "$HOME" \\n 📚'


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (".yml", 'my b\\u00f6\\u00f6k shop, \\"$HOME\\" \\\\n \\ud83d\\udcda'),
        (".groovy", 'my b\\u00f6\\u00f6k shop, \\"\\$HOME\\" \\\\n \\ud83d\\udcda'),
        (".properties", 'my b\\u00f6\\u00f6k shop, "$HOME" \\\\n \\ud83d\\udcda'),
    ],
)
def test_a_name_is_written_so_that_each_kind_of_file_means_the_same(suffix, expected):
    assert escape_settings({"DATA": NAME}, suffix) == {"DATA": expected}


@pytest.fixture
def system(tmp_path):
    system = System(tmp_path / "my böök shop $HOME 📚", free_base())
    yield system
    system.stop()


def test_the_graph_is_kept_inside_a_folder_with_an_umlaut_and_read_from_there(system, tmp_path):
    system.start(["gremlin"])
    add = "{\"gremlin\": \"g.addV('book').property(id, 'emma').iterate(); graph.tx().commit()\"}"
    run_gremlin(system, add)
    system.stop(["gremlin"])
    assert (system.home / "gremlin" / "data" / "graph.json").stat().st_size > 0
    assert [folder.name for folder in tmp_path.iterdir()] == [system.home.name]
    system.start(["gremlin"])
    assert run_gremlin(system, '{"gremlin": "g.V().id().toList()"}')["@value"] == ["emma"]


def run_gremlin(system, body):
    _, printed = send_request(system.ports.gremlin, "/gremlin", body=body, headers={"Accept": "application/json"})
    return json.loads(printed)["result"]["data"]
