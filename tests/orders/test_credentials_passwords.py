"""Which passwords are refused, each with its rule."""

import pytest

from bookstore.errors import Invalid

ANN = "ann.reader@example.org"


def refusal(password, *, email=ANN, name="Ann Reader"):
    from chalicelib.credentials.passwords import find_refusal

    found = find_refusal(password, email=email, name=name)
    return found[0] if found else None


@pytest.mark.parametrize(
    "password",
    [
        "a quiet harbour",
        "zwölf Boxkämpfer",
        "正しい馬の電池ホチキス",
        "xkqwvjzp",
        "93 17 55 28 40",
        "🐎🔋📎✅🐎🔋📎🍎",
        "x7" + "-longer-than-anyone-types" * 6,
        "Annapolis by the sea",
    ],
)
def test_what_nobody_guesses_is_a_password_whatever_it_is_made_of(password):
    assert refusal(password) is None


@pytest.mark.parametrize(("password", "rule"), [("harbour", "at least 8 characters"), ("", "at least 8 characters")])
def test_a_short_password_is_refused(password, rule):
    assert refusal(password) == rule


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD",
        "Password1",
        "password2026!",
        "12345678",
        "qwertyuiop",
        "letmein123",
        "iloveyou",
        "baseball",
        "aaaaaaaa",
        "abababab",
        "abcabcabc",
    ],
)
def test_a_common_password_is_refused_however_it_is_written(password):
    """6.2.4."""
    assert refusal(password) == "not common"


@pytest.mark.parametrize(
    "password",
    [ANN, "ann.reader1990", "AnnReader!", "reader-2026-", "catchword", "Catchword2026", "ann.reader@EXAMPLE.org"],
)
def test_what_is_known_of_the_customer_or_the_shop_is_refused(password):
    assert refusal(password) == "nothing known"


@pytest.mark.parametrize("password", [" a quiet harbour", "a quiet harbour ", "a quiet\nharbour", "a quiet\x00harbour"])
def test_a_password_that_nobody_can_type_again_is_refused(password):
    assert refusal(password) == "no space at either end"


def test_the_refusal_names_the_field_and_is_a_sentence():
    from chalicelib.credentials.passwords import check_password

    with pytest.raises(Invalid, match=r"^[A-Z].+\.$") as refused:
        check_password("password", email=ANN)
    assert refused.value.details == {"field": "password", "rule": "not common"}


def test_the_list_has_more_than_the_three_thousand_that_the_standard_asks_for():
    from chalicelib.credentials.passwords import MIN_LENGTH, common_passwords

    assert len(common_passwords()) > 20_000
    assert [each for each in common_passwords() if len(each) < MIN_LENGTH or each != each.casefold()] == []
