"""Only Neptune wants a signature."""

from chalicelib.also_bought.signing import signed_headers


def test_a_local_server_is_sent_no_signature():
    assert signed_headers("ws://127.0.0.1:8182/gremlin") == {}


def test_neptune_is_sent_one_by_the_functions_own_role(monkeypatch):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "session")
    headers = signed_headers("wss://graph.example:8182/gremlin")
    assert headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=test/")
    assert "/us-east-1/neptune-db/aws4_request, SignedHeaders=host;" in headers["Authorization"]
    assert (headers["X-Amz-Security-Token"], "Host" in headers) == ("session", False)
