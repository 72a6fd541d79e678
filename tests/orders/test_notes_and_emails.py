"""What staff write about an order, and the e-mails that they send once more: both with who did it."""

from bookstore.events import OrderPaid
from tests.gateway import CUSTOMER, STAFF, send_request
from tests.orders.counter import published

NOTES = "/admin/orders/{order_id}/notes"
EMAILS = "/admin/orders/{order_id}/emails"
SEND = "/admin/orders/{order_id}/emails/{name}"


def get(counter, resource, order_id):
    response = send_request(counter.app, "GET", resource, path={"order_id": order_id}, claims=STAFF)
    assert response.status == 200
    return response.body["items"]


def changes(counter, order_id):
    return [entry["changes"] for entry in get(counter, "/admin/orders/{order_id}/history", order_id)]


def paid(counter):
    counter.add_book()
    return counter.paid()


def test_notes_are_listed_the_newest_first_and_audited(counter):
    order_id = paid(counter)
    for text in ("Called twice.", "  Wants  it\nsigned. "):
        assert counter.staff("POST", NOTES, {"order_id": order_id}, {"text": text}).status == 201
    notes = get(counter, NOTES, order_id)
    assert [note["text"] for note in notes] == ["Wants  it\nsigned.", "Called twice."]
    assert {note["who"] for note in notes} == {STAFF["sub"]}
    assert {"note": {"before": None, "after": "Called twice."}} in changes(counter, order_id)
    assert "note" not in str(counter.order(order_id))


def test_an_empty_note_and_one_of_no_order_change_nothing(counter):
    order_id = paid(counter)
    assert counter.staff("POST", NOTES, {"order_id": order_id}, {"text": " "}).status == 422
    missing = counter.staff("POST", NOTES, {"order_id": "0" * 26}, {"text": "Hello"})
    assert missing.code == "order_unknown"
    assert get(counter, NOTES, order_id) == get(counter, NOTES, "0" * 26) == []


def test_an_email_is_sent_once_more_and_says_who_asked(counter, post):
    order_id = paid(counter)
    assert [(email["name"], email["sent_at"]) for email in get(counter, EMAILS, order_id)] == [("paid", None)]
    counter.consume(published(OrderPaid, order_id))
    (email,) = get(counter, EMAILS, order_id)
    assert email["sent_at"] is not None
    assert counter.staff("POST", SEND, {"order_id": order_id, "name": "paid"}).status == 202
    assert [to for to, _ in post.sent] == [[CUSTOMER["email"]]] * 2
    assert post.texts[0] == post.texts[1]
    assert {"email": {"before": None, "after": "paid"}} in changes(counter, order_id)


def test_what_was_sent_by_hand_is_not_sent_by_the_event_too(counter, post):
    order_id = paid(counter)
    counter.staff("POST", SEND, {"order_id": order_id, "name": "paid"})
    counter.consume(published(OrderPaid, order_id))
    assert len(post.sent) == 1


def test_an_email_that_the_order_does_not_have_is_refused(counter, post):
    order_id = paid(counter)
    refused = counter.staff("POST", SEND, {"order_id": order_id, "name": "shipped"})
    assert (refused.status, post.sent) == (404, [])
