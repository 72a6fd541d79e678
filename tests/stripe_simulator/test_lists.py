"""Lists are newest first, in pages, filtered by time or type."""

import pytest
import stripe


def test_pages_go_backward_and_forward_in_time(api):
    created = [api.payment_intents.create({"amount": 1000 + n, "currency": "gbp"}).id for n in range(5)]
    newest_first = created[::-1]

    first = api.payment_intents.list({"limit": 2})
    assert [intent.id for intent in first.data] == newest_first[:2]
    assert first.has_more is True
    second = api.payment_intents.list({"limit": 2, "starting_after": newest_first[1]})
    assert [intent.id for intent in second.data] == newest_first[2:4]
    assert second.has_more is True
    last = api.payment_intents.list({"limit": 2, "starting_after": newest_first[3]})
    assert [intent.id for intent in last.data] == newest_first[4:]
    assert last.has_more is False
    back = api.payment_intents.list({"limit": 2, "ending_before": newest_first[3]})
    assert [intent.id for intent in back.data] == newest_first[1:3]
    assert back.has_more is True
    everything = api.payment_intents.list({"limit": 2}).auto_paging_iter()
    assert [intent.id for intent in everything] == newest_first


def test_a_list_can_be_bounded_in_time(api, control):
    old = api.payment_intents.create({"amount": 1000, "currency": "gbp"})
    control.post("/clock", json={"seconds": 3600}).raise_for_status()
    new = api.payment_intents.create({"amount": 1000, "currency": "gbp"})

    def list_ids(**bounds: int) -> list[str]:
        return [intent.id for intent in api.payment_intents.list({"created": bounds}).data]

    assert list_ids(gte=new.created) == [new.id]
    assert list_ids(gt=old.created, lte=new.created) == [new.id]
    assert list_ids(lt=new.created) == [old.id]
    assert list_ids(gte=old.created) == [new.id, old.id]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"limit": 0}, "This value must be greater than or equal to 1."),
        ({"limit": 101}, "This value must be less than or equal to 100."),
        ({"starting_after": "pi_gone"}, "No such payment_intent: 'pi_gone'"),
        ({"starting_after": "a", "ending_before": "b"}, "only specify one of these parameters"),
    ],
)
def test_an_invalid_page_is_refused(api, parameters, message):
    with pytest.raises(stripe.InvalidRequestError, match=message):
        api.payment_intents.list(parameters)


def test_events_are_filtered_by_type(api, pay):
    paid = pay()
    assert [event.type for event in api.events.list({"type": "payment_intent.*"}).data] == [
        "payment_intent.succeeded",
        "payment_intent.created",
    ]
    event = api.events.list({"types": ["charge.succeeded", "charge.failed"]}).data[0]
    assert event.type == "charge.succeeded"
    assert event.data.object.id == paid.latest_charge
    assert api.events.retrieve(event.id).to_dict() == event.to_dict()


@pytest.mark.parametrize("kind", ["charges", "refunds", "disputes"])
def test_a_list_by_a_payment_that_is_gone_after_a_reset_is_refused(api, pay, control, kind):
    paid = pay()
    control.post("/reset").raise_for_status()
    with pytest.raises(stripe.InvalidRequestError, match=f"No such payment_intent: '{paid.id}'") as refused:
        getattr(api, kind).list({"payment_intent": paid.id})
    assert refused.value.code == "resource_missing"


@pytest.mark.parametrize("act", ["retrieve", "cancel"])
def test_a_payment_is_gone_after_a_reset(api, pay, control, act):
    paid = pay()
    control.post("/reset").raise_for_status()
    with pytest.raises(stripe.InvalidRequestError, match=f"No such payment_intent: '{paid.id}'") as refused:
        getattr(api.payment_intents, act)(paid.id)
    assert (refused.value.code, refused.value.http_status) == ("resource_missing", 404)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.refunds.create({"payment_intent": paid.id})
    assert refused.value.code == "resource_missing"
