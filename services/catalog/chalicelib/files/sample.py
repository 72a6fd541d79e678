"""Cut the sample out of an e-book: its first paragraphs, as plain text, a tenth of it at most."""

from collections.abc import Iterable

SHARE = 10  # one part in so many
MIN_CHARACTERS, MAX_CHARACTERS = 600, 6_000
MAX_PARAGRAPHS = 60


def cut_sample(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the first paragraphs: whole ones, but a first one that is too long is cut at a word."""
    every = list(paragraphs)
    budget = min(MAX_CHARACTERS, max(MIN_CHARACTERS, sum(map(len, every)) // SHARE))
    sample: list[str] = []
    for text in every[:MAX_PARAGRAPHS]:
        if len(text) > budget:
            return tuple(sample) or (f"{text[:budget].rpartition(' ')[0] or text[:budget]}…",)
        sample.append(text)
        budget -= len(text)
    return tuple(sample)
