"""Sentences about a short and about a long book."""

SHORT = (
    "Read in a single sitting, with the tea going cold.",
    "It fits in a coat pocket and stays in the head for weeks.",
    "So much in so few pages; I went straight back to the start.",
    "An evening is all it asks for.",
    "Half the length of most novels and twice as much to think about.",
    "I meant to read one chapter before bed, and then there were none left.",
    "There isn't a spare word in it.",
    "Short enough to read twice, and it ought to be.",
    "Finished between Crewe and Carlisle.",
    "It was over too soon, which is the only complaint I have.",
    "Slim, and none the worse for it.",
    "My bookmark never left the first page, since I never put it down.",
)
LONG = (
    "Yes, it is long. No, I wouldn't cut a page.",
    "It took me the best part of a month, and I miss it already.",
    "Fifty pages to find my feet, and after that I was lost to the family.",
    "I kept a list of who was who inside the cover, and can recommend doing so.",
    "Don't be put off by the size: it carries you.",
    "Two chapters a night all through the dark evenings, and I was sorry to reach the end.",
    "My wrists are stronger and so, I think, is my character.",
    "You don't read a book of this size so much as move in.",
    "The middle needs a little patience and then repays every minute.",
    "Long enough that I had a birthday during it.",
    "I'd tried it twice before and given up too early. Third time lucky.",
    "Take it on holiday and take nothing else.",
)
