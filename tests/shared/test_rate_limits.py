"""Limits on a real table: what they count, whom, until when, and what happens when the table is away."""

from datetime import timedelta
from types import SimpleNamespace

import msgspec
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from bookstore import clock
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.table import Table
from bookstore.engines import CircuitBreaker
from bookstore.errors import TooManyRequests
from bookstore.rate_limits import RateLimiter, parse_rates
from bookstore.web.rate_limit import RateLimit, client_address, find_subjects

RATES = '{"coupons": {"customer": [2, 600], "address": [3, 600]}}'
NOON = clock.moment("2018-12-17T12:00:00.000Z")
SECRET = "edge-secret"


@pytest.fixture
def at(monkeypatch):
    """Set the time, in seconds after noon."""
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tested")
    monkeypatch.setenv("STAGE", "test")

    def set_time(seconds):
        monkeypatch.setattr("bookstore.clock.now", lambda: NOON + timedelta(seconds=seconds))

    set_time(0)
    return set_time


def limiter(table):
    return RateLimiter(table, parse_rates(RATES), CircuitBreaker("rate limits", slow_seconds=60))


@pytest.fixture
def table(make_table):
    return make_table("cart")


def test_the_request_after_the_last_allowed_one_is_refused_until_the_window_ends(table, at):
    limits = limiter(table)
    for _ in range(2):
        limits.count("coupons", {"customer": "reader-1"})
    at(590)
    with pytest.raises(TooManyRequests) as refused:
        limits.count("coupons", {"customer": "reader-1"})
    assert refused.value.retry_after == 10
    at(600)
    limits.count("coupons", {"customer": "reader-1"})


def test_a_refused_request_is_not_counted(table, at):
    limits = limiter(table)
    for _ in range(2):
        limits.count("coupons", {"customer": "reader-1"})
    for _ in range(3):
        with pytest.raises(TooManyRequests):
            limits.count("coupons", {"customer": "reader-1"})
    assert [item["requests"] for item in table.scan()] == [2]


def test_subjects_are_counted_apart(table, at):
    limits = limiter(table)
    limits.count("coupons", {"customer": "reader-1", "address": "192.0.2.1"})
    limits.count("coupons", {"customer": "reader-1", "address": "192.0.2.2"})
    limits.count("coupons", {"customer": "reader-2", "address": "192.0.2.1"})
    assert sorted(item["requests"] for item in table.scan()) == [1, 1, 2, 2]


def test_two_processes_share_a_count(table, at):
    limiter(table).count("coupons", {"customer": "reader-1"})
    limiter(table).count("coupons", {"customer": "reader-1"})
    with pytest.raises(TooManyRequests):
        limiter(table).count("coupons", {"customer": "reader-1"})


def test_a_limit_or_a_subject_without_a_rate_is_not_counted(table, at):
    limiter(table).count("search", {"customer": "reader-1"})
    limiter(table).count("coupons", {"cart": "c-1"})
    assert list(table.scan()) == []


def test_a_count_expires_with_its_window_and_names_nobody(table, at):
    limiter(table).count("coupons", {"customer": "reader-1", "address": "192.0.2.1"})
    assert [item["expires_at"] for item in table.scan()] == [int(NOON.timestamp()) + 600] * 2
    assert list(table.scan(Attr("pk").contains("reader-1") | Attr("pk").contains("192.0.2.1"))) == []


def fail_with(error):
    def fail(**_):
        raise error

    return Table("cart", SimpleNamespace(update_item=fail))


AWAY = [
    ConnectTimeoutError(endpoint_url="http://127.0.0.1"),
    ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "UpdateItem"),
    ClientError({"Error": {"Code": "ResourceNotFoundException", "Message": ""}}, "UpdateItem"),
]


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_when_the_table_is_away_the_request_goes_on_and_that_is_counted(error, at, capsys):
    limiter(fail_with(error)).count("coupons", {"customer": "reader-1"})
    assert "RateLimitNotCounted" in capsys.readouterr().out


def test_a_table_that_does_not_answer_is_soon_left_alone(at):
    calls = []

    def fail(**_):
        calls.append(1)
        raise ConnectTimeoutError(endpoint_url="http://127.0.0.1")

    limits = RateLimiter(
        Table("cart", SimpleNamespace(update_item=fail)), parse_rates(RATES), CircuitBreaker("x", slow_seconds=0)
    )
    for _ in range(5):
        limits.count("coupons", {"customer": "reader-1"})
    assert len(calls) == 3


@pytest.mark.parametrize(
    "text", ['{"a": {"customer": [0, 60]}}', '{"a": {"customer": [1, 0]}}', '{"a": {"nobody": [1, 1]}}', '{"a": 1}', ""]
)
def test_a_setting_that_says_something_else_is_refused(text):
    with pytest.raises(msgspec.MsgspecError):
        parse_rates(text)


def request(source_ip="192.0.2.1", **headers):
    return SimpleNamespace(
        context={"identity": {"sourceIp": source_ip}},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def test_the_address_is_the_one_that_the_gateway_saw():
    assert client_address(request(x_forwarded_for="198.51.100.7"), SECRET) == "192.0.2.1"


@pytest.mark.parametrize("secret", ["", "wrong", "é"])
def test_a_reported_address_is_not_believed_without_the_secret(secret):
    headers = {"x_viewer_address": "198.51.100.7", "x_edge_secret": secret}
    assert client_address(request(**headers), SECRET) == "192.0.2.1"


def test_where_there_is_no_secret_no_report_is_believed():
    assert client_address(request(x_viewer_address="198.51.100.7", x_edge_secret=""), "") == "192.0.2.1"


def test_the_edge_is_believed():
    headers = {"x_viewer_address": "198.51.100.7", "x_edge_secret": SECRET}
    assert client_address(request(**headers), SECRET) == "198.51.100.7"


@pytest.mark.parametrize("reported", ["", "nonsense", "198.51.100.7:443"])
def test_a_report_that_is_no_address_is_not_used(reported):
    headers = {"x_viewer_address": reported, "x_edge_secret": SECRET}
    assert client_address(request(**headers), SECRET) == "192.0.2.1"


@pytest.mark.parametrize("address", ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"])
def test_the_addresses_of_one_line_are_one(address):
    assert client_address(request(address), "") == "2001:db8:1:2::/64"


def test_an_ipv4_address_written_as_ipv6_is_the_same():
    assert client_address(request("::ffff:192.0.2.1"), "") == "192.0.2.1"


def test_a_limit_on_a_field_counts_only_requests_with_it():
    limit = RateLimit("coupons", only_with="coupon")
    assert limit.applies({"body": SimpleNamespace(coupon="SPRING")}) is True
    assert limit.applies({"body": SimpleNamespace(coupon=None)}) is False


def test_the_email_of_a_body_is_a_subject(monkeypatch):
    monkeypatch.setattr("bookstore.rate_limits.settings", lambda: SimpleNamespace(edge_secret=""))
    body = SimpleNamespace(email="ann@example.org")
    assert find_subjects({"body": body}, request()) == {"address": "192.0.2.1", "email": "ann@example.org"}


def test_a_guests_cart_is_a_subject(monkeypatch):
    monkeypatch.setattr("bookstore.rate_limits.settings", lambda: SimpleNamespace(edge_secret=""))
    assert find_subjects({"cart_id": "c" * 32}, request()) == {"address": "192.0.2.1", "cart": "c" * 32}
