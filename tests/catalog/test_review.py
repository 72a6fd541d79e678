"""Ratings and reviews as values: counted, changed, deleted."""

from datetime import UTC, datetime

import pytest
from msgspec import ValidationError, convert

from chalicelib.reviews.rating import RatingSummary, replace_stars
from chalicelib.reviews.review import DELETED, Review, ReviewRequest, next_review

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def test_a_customers_stars_are_counted_once_however_often_they_change():
    summary = RatingSummary()
    for before, after in ((0, 5), (5, 3), (0, 3), (3, 0)):
        summary = replace_stars(summary, before, after)
    assert summary == RatingSummary((0, 0, 1, 0, 0), version=4)
    assert summary.count == 1


def test_a_changed_review_is_the_next_version_and_has_nothing_of_the_one_before():
    before = Review(stars=5, display_name="A", text="Splendid.", written_at=NOON, version=3, spoiler=True)
    after = next_review(before, ReviewRequest(stars=2, display_name="A"), NOON)
    assert after == Review(stars=2, display_name="A", text="", written_at=NOON, version=4)


def test_a_deleted_review_has_no_stars_no_name_and_no_text():
    before = Review(stars=5, display_name="A", text="Splendid.", written_at=NOON, version=1)
    after = next_review(before, DELETED, NOON)
    assert after == Review(stars=0, display_name="", text="", written_at=NOON, version=2)


@pytest.mark.parametrize(
    ("field", "value"), [("stars", 0), ("stars", 6), ("stars", 4.5), ("display_name", ""), ("text", "x" * 1201)]
)
def test_a_review_that_breaks_a_rule_is_refused_by_the_fields_name(field, value):
    with pytest.raises(ValidationError, match=rf"\$\.{field}"):
        convert({"stars": 4, "display_name": "A", field: value}, ReviewRequest)
