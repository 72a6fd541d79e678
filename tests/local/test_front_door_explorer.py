"""The GraphQL explorer at the front door: files of a folder under a policy of their own, and no other file."""

import http.client

import pytest

from local.front_door_explorer import CONTENT_SECURITY_POLICY
from local.graphql_explorer.build import read_examples
from tests.local.free_ports import free_base
from tests.local.serving import serve_front_door


@pytest.fixture(scope="module")
def get(tmp_path_factory):
    """Return a function that requests a path and returns status, headers and body."""
    folder, port = tmp_path_factory.mktemp("door"), free_base()
    (folder / "secret").write_text("not to be seen")
    (folder / "explorer").mkdir()
    for name in ("index.html", "explorer.js"):
        (folder / "explorer" / name).write_text(f"the {name}")

    def request(path):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read().decode()

    with serve_front_door(port, port + 1, folder):
        yield request


@pytest.mark.parametrize(
    ("path", "name"), [("/graphql-explorer", "index.html"), ("/graphql-explorer/explorer.js", "explorer.js")]
)
def test_a_file_is_served_under_the_explorers_own_policy(get, path, name):
    status, headers, body = get(path)
    assert (status, body) == (200, f"the {name}")
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY  # nothing comes from another address


def test_what_is_not_built_is_not_found(get):
    assert get("/graphql-explorer/explorer.css")[0] == 404


@pytest.mark.parametrize(
    "path", ["/graphql-explorer/../secret", "/graphql-explorer/%2e%2e/secret", "/graphql-explorer/..%2fsecret"]
)
def test_no_other_file_is_served(get, path):
    assert "not to be seen" not in get(path)[2]


def test_the_examples_are_the_queries_of_the_document():
    examples = read_examples()
    assert len(examples) == 20
    assert {"title", "query"} == set(examples[0])
