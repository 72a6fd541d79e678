"""Sentences about an edition: paper, type and voice."""

from collections.abc import Mapping, Sequence

POSITIVE: Mapping[str, Sequence[str]] = {
    "paperback": (
        "The type is a good size and the spine survived my bag.",
        "Nice paper, and it stays open on the table.",
        "Mine has been in the bath and came out of it well.",
        "A proper paperback: light, clear print, decent margins for scribbling.",
        "It arrived two days later, not a corner bent.",
        "I've already had to buy another, having lent this one to my sister.",
        "Pleasant to hold, which matters more than people admit.",
        "My old copy fell apart, and this one looks as though it won't.",
        "Good clear printing, even for my eyes.",
        "The cover made a stranger on the bus ask what I was reading.",
        "Cheap enough to give away and good enough to keep.",
        "It lives by the bed now.",
    ),
    "hardcover": (
        "The binding is sewn, the paper is cream and the whole thing is a pleasure.",
        "Bought as a present and kept, I'm ashamed to say.",
        "Worth paying for the hardback: it will outlive me.",
        "It lies flat, has a ribbon and looks very well on the shelf.",
        "A beautiful object, and it smells right too.",
        "This replaces a paperback that I read to pieces.",
        "Heavy, handsome and made to be handed on.",
        "The sort of book one washes one's hands for.",
    ),
    "ebook": (
        "The e-book is well made, with a working table of contents.",
        "Read on my phone in queues, and never was so patient in a queue.",
        "No stray hyphens or odd line breaks in the file, which is rarer than it should be.",
        "Downloaded at midnight and finished far too late.",
        "Being able to make the letters bigger was a blessing.",
        "Good value: less than a coffee, and it lasted longer.",
        "I read it by the light of the screen while the baby slept on my arm.",
        "Started it on the train home because it was there in a minute.",
        "I've underlined half of it, and no librarian need ever know.",
        "Works perfectly on my ancient reader.",
    ),
    "audiobook": (
        "The reader has just the voice for it and never overdoes things.",
        "I listened while painting the kitchen, and then found other rooms that needed painting.",
        "It made three weeks of motorway something to look forward to.",
        "Read at a good pace, with every name clear.",
        "I sat in the parked car until the chapter was over.",
        "Listened on walks; the dog has never been fitter.",
        "Hearing it aloud brought out jokes that I'd missed on the page.",
        "The narrator makes every character somebody.",
    ),
}
NEUTRAL: Mapping[str, Sequence[str]] = {
    "paperback": (
        "Nothing wrong with the edition: clear print, good paper.",
        "At least the paperback is nicely made.",
        "The notes I wanted weren't there, though the printing is fine.",
        "Well printed, and quick to arrive.",
        "It has gone to the shelf in the hall where visitors may help themselves.",
        "I'll pass my copy on, in very good condition.",
    ),
    "hardcover": (
        "A handsome volume, at any rate.",
        "It looks splendid on the shelf, which is where it will stay.",
        "No complaints at all about the binding.",
        "Beautifully made; I only wish I'd tried the e-book first.",
    ),
    "ebook": (
        "No fault with the file, which worked everywhere.",
        "For the price of an e-book it was worth finding out.",
        "Perhaps I should have read it on paper.",
        "I read it on a small screen and in small pieces, which may not have helped.",
    ),
    "audiobook": (
        "The narrator does everything possible.",
        "It may be one to read rather than hear.",
        "My attention wandered, and on a walk one can't turn back the page.",
        "Well read, I should say.",
    ),
}
