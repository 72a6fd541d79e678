"""Ports: where each part listens, and what is said when a port cannot be had."""

import socket

import pytest

from deploy.errors import UserError
from local.ports import Ports, is_free, port_from_environment, require_free


def test_every_component_has_its_port_after_the_base_port():
    ports = Ports(21000)
    assert ports.door == 21000
    assert ports.emulator == 21001
    assert ports.stripe == 21002
    assert ports.opensearch == 21003
    assert ports.opensearch_transport == 21004
    assert ports.gremlin == 21005
    assert ports.valkey == 21006
    assert ports.dynamodb == 21007


def test_the_base_port_is_21000_by_default(monkeypatch):
    monkeypatch.delenv("BOOKSTORE_PORT", raising=False)
    assert port_from_environment() == 21000
    monkeypatch.setenv("BOOKSTORE_PORT", "22040")
    assert port_from_environment() == 22040


@pytest.mark.parametrize("value", ["80", "65530", "high", "-1", ""])
def test_a_base_port_that_cannot_be_used_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("BOOKSTORE_PORT", value)
    with pytest.raises(UserError, match="BOOKSTORE_PORT must be a number from 1024 to 65526"):
        port_from_environment()


def test_a_busy_port_is_named_with_the_component_that_needs_it():
    with socket.socket() as occupied:
        occupied.bind(("127.0.0.1", 0))
        occupied.listen()
        port = occupied.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(UserError, match=f"Port {port}, which valkey needs, is taken"):
            require_free(port, "valkey")
    assert is_free(port)
