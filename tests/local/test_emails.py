"""The local outbox: what `make mail` prints of what the emulator keeps."""

from local.emails import format_email, list_emails

KEPT = {
    "messages": {
        "000000000000": [
            {"To": ["b@bookstore.example"], "Subject": "Second", "BodyText": "Later\n", "Timestamp": 1764072000.5},
            {"To": ["a@bookstore.example"], "Subject": "First", "BodyText": "Sooner\n", "Timestamp": 1764071000.5},
        ],
        "111111111111": [],
    }
}


def test_letters_are_shown_in_the_order_they_were_sent():
    assert [letter["Subject"] for letter in list_emails(KEPT)] == ["First", "Second"]


def test_a_letter_is_shown_with_whom_it_went_to_and_what_it_says():
    text = format_email(next(list_emails(KEPT)))
    assert "To:      a@bookstore.example\nSubject: First\nSent:    2025-11-25 11:43:20 UTC\n\nSooner\n" in text
