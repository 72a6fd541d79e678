"""Ratings and reviews as values: added up, changed, taken back."""

from datetime import UTC, datetime

import pytest
from msgspec import ValidationError, convert

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def test_a_readers_stars_are_counted_once_however_often_they_change():
    from chalicelib.reviews.rating import RatingSummary, rated

    summary = RatingSummary()
    for before, after in ((0, 5), (5, 3), (0, 3), (3, 0)):
        summary = rated(summary, before, after)
    assert summary == RatingSummary((0, 0, 1, 0, 0), version=4)
    assert summary.count == 1


def test_a_review_that_changes_counts_its_versions_and_keeps_nothing_of_the_one_before():
    from chalicelib.reviews.review import Review, ReviewWanted, next_review

    before = Review(stars=5, display_name="A", text="Splendid.", written_at=NOON, version=3, spoiler=True)
    after = next_review(before, ReviewWanted(stars=2, display_name="A"), NOON)
    assert after == Review(stars=2, display_name="A", text="", written_at=NOON, version=4)


def test_a_review_that_was_taken_back_has_no_stars_no_name_and_no_words():
    from chalicelib.reviews.review import TAKEN_BACK, Review, next_review

    before = Review(stars=5, display_name="A", text="Splendid.", written_at=NOON, version=1)
    after = next_review(before, TAKEN_BACK, NOON)
    assert (after.stars, after.display_name, after.text, after.version) == (0, "", "", 2)


@pytest.mark.parametrize(
    ("field", "value"), [("stars", 0), ("stars", 6), ("stars", 4.5), ("display_name", ""), ("text", "x" * 1201)]
)
def test_a_review_that_breaks_a_rule_is_refused_by_the_fields_name(field, value):
    from chalicelib.reviews.review import ReviewWanted

    with pytest.raises(ValidationError, match=rf"\$\.{field}"):
        convert({"stars": 4, "display_name": "A", field: value}, ReviewWanted)
