"""`make chalice-deploy`, on two services and twice on each: after either time the shop works."""

from functools import partial

import pytest

from deploy.paths import ROOT
from deploy.templates import load
from ops.http_client import ShopClient
from tests.deploy.live.aws import address_in, side_by_side
from tests.deploy.live.shop import PRICE, Shop

STAGE, SERVICES = "second", ("catalog", "cart")
ISBNS = {"first": "9797000000017", "second": "9797000000024"}
STREAM = ("BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds", "FilterCriteria")


def deployed(aws):
    printed = side_by_side(partial(aws.make, "chalice-deploy", stage=STAGE), SERVICES)
    return Shop(*map(address_in, printed), staff=aws.token(STAGE, "staff@bookstore.example", "owner"))


@pytest.fixture(scope="module")
def first(aws):
    return deployed(aws)


@pytest.fixture(scope="module")
def second(aws, first):
    assert first.add_book("left-from-before", "9797000000031").status_code == 201
    return deployed(aws)


@pytest.fixture(scope="module", params=["first", "second"])
def time(request):
    return request.param


@pytest.fixture
def shop(request, time):
    return request.getfixturevalue(time)


def test_routes_answer(shop):
    assert ShopClient(shop.catalog).get("/health")["service"] == "catalog"
    assert ShopClient(shop.cart).request("GET", "/nowhere").status_code in {403, 404}


def test_the_authorizer_knows_who_may_and_who_may_not(shop, aws, time):
    reader = aws.token(STAGE, "reader@bookstore.example")
    answers = [shop.add_book(f"emma-{time}", ISBNS[time], token).status_code for token in ("", "forged", reader)]
    assert answers == [401, 401, 403]
    assert ShopClient(shop.catalog).request("GET", f"/books/emma-{time}").status_code == 404


def test_a_new_book_reaches_the_cart_by_stream_bus_and_queue(shop, time):
    assert shop.add_book(f"persuasion-{time}", ISBNS[time]).status_code == 201
    assert shop.price_in_cart(ISBNS[time]) == PRICE


def test_the_stream_is_read_as_functions_yaml_says(shop, aws):
    printed = load(ROOT / "services" / "catalog" / "functions.yaml")["Resources"]["Relay"]["Properties"]["Events"]
    expected_settings = printed["RelayDynamodbEventSource"]["Properties"]
    seen = aws.settings_of(f"bookstore-catalog-{STAGE}-relay")
    assert {name: seen[name] for name in STREAM} == {name: expected_settings[name] for name in STREAM}
    assert "Parked" in seen["DestinationConfig"]["OnFailure"]["Destination"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_queue_says_of_each_message_whether_it_failed(shop, aws, service):
    assert aws.settings_of(f"bookstore-{service}-{STAGE}-consume")["FunctionResponseTypes"] == [
        "ReportBatchItemFailures"
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_the_package_carries_bytecode_and_nothing_that_lambda_brings(shop, aws, service):
    files = aws.files_of(f"bookstore-{service}-{STAGE}")
    modules = {name.removeprefix("python/lib/python3.11/site-packages/").split("/")[0] for name in files}
    assert modules & {"boto3", "botocore", "s3transfer", "click", "pip", "setuptools", "inquirer"} == set()
    assert {name for name in files if "chalice/" in name} == {"chalice/__init__.py", "chalice/app.py"}
    sources = {name for name in files if name.endswith(".py") and not name.startswith(("app", "chalice/"))}
    assert {name for name in sources if bytecode_of(name) not in files} == set()
    assert any("bookstore/" in name for name in sources)
    assert any("chalicelib/" in name for name in sources)


def test_the_second_time_changes_no_address_and_forgets_nothing(first, second):
    assert second.catalog == first.catalog
    assert second.cart == first.cart
    assert ShopClient(second.catalog).get("/books/left-from-before")["book_id"] == "left-from-before"


def test_a_stage_that_holds_the_service_as_a_stack_is_refused(aws, staging):
    done = aws.run("make", "chalice-deploy", "SERVICE=catalog", "STAGE=staging")
    assert done.returncode != 0
    assert "The stack bookstore-staging-catalog has deployed catalog to staging already" in done.stderr


def bytecode_of(module):
    folder, _, stem = module.removesuffix(".py").rpartition("/")
    return f"{folder}/__pycache__/{stem}.cpython-311.pyc"
