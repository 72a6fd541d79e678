"""The names under past reviews: initials in towns and single words, invented and meant to look it."""

from random import Random

INITIALS = "ABCDEFGHIJKLMNOPRSTVWYZ"
TOWNS = """
    Aberdeen Bath Belfast Birmingham Brighton Bristol Cambridge Cardiff Carlisle Chester Cork Coventry
    Derby Dover Dublin Dundee Durham Edinburgh Ely Exeter Falmouth Galway Glasgow Hastings Hereford Hull
    Inverness Ipswich Kendal Lancaster Leeds Leicester Lincoln Liverpool Ludlow Manchester Margate
    Newcastle Norwich Nottingham Oxford Penzance Perth Plymouth Preston Reading Ripon Sheffield
    Shrewsbury Stirling Swansea Truro Wells Whitby Winchester Worcester York
"""
WORDS = """
    Bookworm Dogear Marginalia Nightowl Flyleaf Colophon Halftitle Inkblot Quarto Octavo Foolscap
    Bluestocking Armchair Lamplit Slowreader Pageturner Endpaper Footnote Errata Semicolon Ampersand
    Teastain Raincoat Backlist Commuter Insomniac Hammock Windowseat Firstedition Ribbon Deckle
    Spinecracker
"""


def draw_display_names(rng: Random, count: int) -> list[str]:
    """Different names; one in eight is a word, the others are like `M. in Leeds`."""
    words = rng.sample(WORDS.split(), count // 8)
    everywhere = [f"{initial}. in {town}" for initial in INITIALS for town in TOWNS.split()]
    places = rng.sample(everywhere, count - len(words))
    names = [*words, *places]
    rng.shuffle(names)
    return names
