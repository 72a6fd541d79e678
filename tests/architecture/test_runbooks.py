"""The runbooks quote what the code logs and which alarms the templates have, so that a search finds it."""

import re
from pathlib import Path

import pytest

from deploy import shared_stacks
from deploy.graphql.events import event_resources
from deploy.paths import ROOT
from tests.architecture.log_calls import LEVELS, SHARED, indirect_uses, log_calls
from tests.templates import SERVICES, resources

RUNBOOKS = ROOT / "docs" / "runbooks"
MESSAGES_PAGE = RUNBOOKS / "log-messages.md"
LEVEL_NAMES = {"info": "info", "warning": "warning", "exception": "error"}
ROW = re.compile(r"^\| `([^`]+)` \| (\w+) \| ([^|]+) \|", re.MULTILINE)
QUOTE = re.compile(r"\[`([^`]+)`\]\(log-messages\.md\)")  # how a page quotes a message
FILTER = re.compile(r"`filter message [^`]+`")
ALARM = re.compile(r"`(\w+Alarm)`")
NAMES = ("OpenSearch", "Redis", "Stripe")

PAGES = [pytest.param(path, id=path.name) for path in sorted(RUNBOOKS.glob("*.md"))]


def logged() -> set[str]:
    return {call.message for call in log_calls() if call.message}


def listed(level: str) -> dict[str, str]:
    """Return the messages of a level in the page's tables, each with its services."""
    return {
        message: owner for message, row_level, owner in ROW.findall(MESSAGES_PAGE.read_text()) if row_level == level
    }


def test_every_log_call_has_a_constant_message():
    assert [call.where for call in log_calls() if call.message is None] == []


def test_a_message_is_given_to_the_function_that_logs_it():
    assert indirect_uses() == ()


@pytest.mark.parametrize("message", sorted(logged()))
def test_a_log_message_is_lower_case_without_punctuation(message):
    words = [word for word in message.split(" ") if word not in NAMES]
    assert [word for word in words if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word)] == []


@pytest.mark.parametrize("level", LEVELS)
def test_the_page_lists_exactly_the_messages_that_the_code_logs(level):
    in_code = {call.message for call in log_calls() if call.level == level}
    assert set(listed(LEVEL_NAMES[level])) == in_code


@pytest.mark.parametrize("level", LEVELS)
def test_the_page_names_the_services_that_log_a_message(level):
    in_code: dict[str, set[str]] = {}
    for call in log_calls():
        if call.level == level and call.message:
            in_code.setdefault(call.message, set()).add(call.owner)
    wrong = {
        message: sorted(in_code[message])
        for message, services in listed(LEVEL_NAMES[level]).items()
        if SHARED not in in_code.get(message, SHARED) and set(services.split(", ")) != in_code[message]
    }
    assert wrong == {}


@pytest.mark.parametrize("page", PAGES)
def test_a_runbook_quotes_only_messages_that_the_code_logs(page: Path):
    text = page.read_text()
    filtered = [quoted for found in FILTER.findall(text) for quoted in re.findall(r'"([^"]+)"', found)]
    assert {*QUOTE.findall(text), *filtered} - logged() == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_runbook_names_only_alarms_of_the_templates(page: Path):
    assert set(ALARM.findall(page.read_text())) - alarms() == set()


def test_the_first_page_leads_from_every_alarm_to_what_to_do():
    assert set(ALARM.findall((RUNBOOKS / "README.md").read_text())) == alarms()


def alarms() -> set[str]:
    stacks = [
        *map(resources, SERVICES),
        event_resources({}),
        *(shared_stacks.shared_template(name)["Resources"] for name in shared_stacks.SHARED),
    ]
    return {
        name for stack in stacks for name, resource in stack.items() if resource["Type"] == "AWS::CloudWatch::Alarm"
    }
