"""The company behind a shop: its facts are checked, made-up ones stay on this machine, and missing ones are said."""

import json

import pytest

from deploy.errors import UserError
from deploy.storefront.company import SHOPS, load_company

FACTS = {
    "name": "Margins Ltd",
    "registration": "Registered in England and Wales, company number 12345678",
    "vat_id": "GB 123 4567 89",
    "address": ["1 Row", "London"],
    "email": "help@margins.example",
    "returns_address": ["2 Row", "London"],
    "data_region": "Ireland",
}


@pytest.fixture
def on_aws(monkeypatch):
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)


@pytest.fixture
def on_emulator(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:21001")


def load(folder, **changes):
    reported = []
    (folder / "prod.json").write_text(json.dumps(FACTS | changes))
    company = load_company("prod", reported.append, folder)
    assert reported == []
    return company


def test_the_facts_of_a_stage_are_read_from_its_file(on_aws, tmp_path):
    company = load(tmp_path, phone="+44 20 0000 0000", return_days=30)
    assert (company.name, company.phone, company.return_days) == ("Margins Ltd", "+44 20 0000 0000", 30)


def test_a_stage_without_facts_is_deployed_with_a_warning_that_says_how_to_set_them(on_aws, tmp_path):
    reported = []
    assert load_company("prod", reported.append, tmp_path) is None
    (warning,) = reported
    assert warning.startswith("WARNING")
    assert "deploy/shops/prod.json" in warning


def test_the_emulator_has_example_facts_that_say_so(on_emulator):
    reported = []
    company = load_company("another-stage", reported.append)
    assert company.is_example
    assert "example" in company.name
    assert reported == []


def test_the_example_is_not_published_on_aws(on_aws, tmp_path):
    (tmp_path / "prod.json").write_bytes((SHOPS / "local.json").read_bytes())
    with pytest.raises(UserError, match=r"prod\.json still has the example's facts"):
        load_company("prod", print, tmp_path)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"email": "help"}, "email"),
        ({"email": "help at@margins example"}, "email"),
        ({"return_days": 13}, "return_days"),
        ({"return_days": 366}, "return_days"),
        ({"return_days": "14"}, "return_days"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"address": []}, "address"),
        ({"address": ["x"] * 9}, "address"),
        ({"returns_address": [""]}, "returns_address"),
        ({"phone": "call us"}, "phone"),
        ({"fax": "1"}, "fax"),
    ],
    ids=str,
)
def test_a_fact_that_breaks_a_rule_is_named(on_aws, tmp_path, changes, named):
    with pytest.raises(UserError, match=named):
        load(tmp_path, **changes)


@pytest.mark.parametrize("missing", list(FACTS))
def test_a_missing_fact_is_named(on_aws, tmp_path, missing):
    (tmp_path / "prod.json").write_text(json.dumps({name: fact for name, fact in FACTS.items() if name != missing}))
    with pytest.raises(UserError, match=missing):
        load_company("prod", print, tmp_path)


def test_a_file_that_is_no_json_is_named(on_aws, tmp_path):
    (tmp_path / "prod.json").write_text("{")
    with pytest.raises(UserError, match=r"prod\.json cannot be read"):
        load_company("prod", print, tmp_path)
