"""The local outbox: what `make mail` prints of what the emulator keeps."""

from local.emails import format_email, list_emails

RETENTION = {
    "messages": {
        "000000000000": [
            {"To": ["b@bookstore.example"], "Subject": "Second", "BodyText": "Later\n", "Timestamp": 1764072000.5},
            {"To": ["a@bookstore.example"], "Subject": "First", "BodyText": "Sooner\n", "Timestamp": 1764071000.5},
        ],
        "111111111111": [],
    }
}


def test_emails_are_listed_in_the_order_they_were_sent():
    assert [message["Subject"] for message in list_emails(RETENTION)] == ["First", "Second"]


def test_an_email_is_formatted_with_its_receiver_and_its_text():
    text = format_email(next(list_emails(RETENTION)))
    assert "To:      a@bookstore.example\nSubject: First\nSent:    2025-11-25 11:43:20 UTC\n\nSooner\n" in text
