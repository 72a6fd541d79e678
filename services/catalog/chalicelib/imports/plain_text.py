"""Turn the marked-up text of a file into plain paragraphs, which is all that a book's description may have."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
HIDDEN = frozenset({"script", "style", "template", "iframe", "object", "svg", "head"})
MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(#?\w+);")


class _Paragraphs(HTMLParser):
    """Collects the text between tags; what a browser would not show as text is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph at a block, and leave out what is hidden."""
        self._hidden += tag in HIDDEN
        self.parts += ["\n"] if tag in BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or what is hidden."""
        self._hidden = max(0, self._hidden - (tag in HIDDEN))
        self.parts += ["\n"] if tag in BLOCKS else []

    def handle_data(self, data: str) -> None:
        """Collect text that is shown."""
        self.parts += [] if self._hidden else [re.sub(r"\s+", " ", data)]


def to_plain_text(text: str) -> str:
    """Return the text without any markup, its paragraphs separated by an empty line."""
    if MARKUP.search(text):
        parser = _Paragraphs()
        parser.feed(text)
        parser.close()
        text = "".join(parser.parts)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def shorten(text: str, most: int) -> str:
    """Return the text, or its beginning up to the last whole word before `most` characters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(None, 1)[0].rstrip(",;:") + "…"
