"""Lists: newest first, a page at a time, bounded in time or by type."""

import pytest
import stripe


def test_pages_go_back_in_time_and_forth_again(api):
    made = [api.payment_intents.create({"amount": 1000 + n, "currency": "gbp"}).id for n in range(5)]
    newest_first = made[::-1]

    first = api.payment_intents.list({"limit": 2})
    assert ([intent.id for intent in first.data], first.has_more) == (newest_first[:2], True)
    second = api.payment_intents.list({"limit": 2, "starting_after": newest_first[1]})
    assert ([intent.id for intent in second.data], second.has_more) == (newest_first[2:4], True)
    last = api.payment_intents.list({"limit": 2, "starting_after": newest_first[3]})
    assert ([intent.id for intent in last.data], last.has_more) == (newest_first[4:], False)
    back = api.payment_intents.list({"limit": 2, "ending_before": newest_first[3]})
    assert ([intent.id for intent in back.data], back.has_more) == (newest_first[1:3], True)
    everything = api.payment_intents.list({"limit": 2}).auto_paging_iter()
    assert [intent.id for intent in everything] == newest_first


def test_a_list_can_be_bounded_in_time(api, control):
    old = api.payment_intents.create({"amount": 1000, "currency": "gbp"})
    control.post("/clock", json={"seconds": 3600}).raise_for_status()
    new = api.payment_intents.create({"amount": 1000, "currency": "gbp"})

    def found(**bounds: int) -> list[str]:
        return [intent.id for intent in api.payment_intents.list({"created": bounds}).data]

    assert found(gte=new.created) == [new.id]
    assert found(gt=old.created, lte=new.created) == [new.id]
    assert found(lt=new.created) == [old.id]
    assert found(gte=old.created) == [new.id, old.id]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"limit": 0}, "This value must be greater than or equal to 1."),
        ({"limit": 101}, "This value must be less than or equal to 100."),
        ({"starting_after": "pi_gone"}, "No such payment_intent: 'pi_gone'"),
        ({"starting_after": "a", "ending_before": "b"}, "only specify one of these parameters"),
    ],
)
def test_a_wrong_page_is_refused(api, parameters, message):
    with pytest.raises(stripe.InvalidRequestError, match=message):
        api.payment_intents.list(parameters)


def test_events_are_found_by_type(api, pay):
    paid = pay()
    assert [event.type for event in api.events.list({"type": "payment_intent.*"}).data] == [
        "payment_intent.succeeded",
        "payment_intent.created",
    ]
    event = api.events.list({"types": ["charge.succeeded", "charge.failed"]}).data[0]
    assert (event.type, event.data.object.id) == ("charge.succeeded", paid.latest_charge)
    assert api.events.retrieve(event.id).to_dict() == event.to_dict()
