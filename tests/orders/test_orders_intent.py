"""What a customer reads when a payment is declined."""

import pytest

from chalicelib.orders.intent import Intent, decline_message

DECLINED = "The bank declined this card. Please try another one, or ask your bank."


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("insufficient_funds", "There is not enough money on this card. Please try another one."),
        ("expired_card", "This card has expired. Please try another one."),
        ("incorrect_cvc", "The security code is not right. Please check it and try again."),
        ("incorrect_number", "The card number is not right. Please check it and try again."),
        (
            "processing_error",
            "The bank could not be reached. Nothing was charged; please try again in a moment.",
        ),
        (
            "payment_intent_authentication_failure",
            "The bank could not confirm that it was you. Please try again.",
        ),
        (
            "authentication_required",
            "The bank wants to know that it is you. Please try again and confirm it there.",
        ),
        ("try_again_later", "The bank could not decide just now. Please try again in a moment."),
    ],
)
def test_a_customer_is_told_what_helps_after_a_decline(problem, expected):
    assert decline_message(problem) == expected


@pytest.mark.parametrize("problem", ["fraudulent", "lost_card", "stolen_card", "pickup_card", "do_not_honor", "new"])
def test_a_customer_is_not_told_why_a_bank_distrusts_a_card(problem):
    assert decline_message(problem) == DECLINED


@pytest.mark.parametrize(("field", "expected"), [("received", 0), ("refunded", 0), ("dispute", None)])
def test_a_payment_of_which_nothing_is_said_has_moved_no_money(field, expected):
    bare = Intent(intent_id="pi_1", status="requires_action", amount=2000, currency="gbp")
    assert getattr(bare, field) == expected


def test_without_a_decline_there_is_nothing_to_say():
    assert decline_message(None) is None
