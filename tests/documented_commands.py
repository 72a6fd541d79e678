"""The commands that runbooks and READMEs quote, as an operator would type them."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.paths import ROOT

CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
PROGRAMS = ("make", "aws")
SEPARATORS = "();|&"
INVOKED = re.compile(r"bookstore-(?P<service>\w+)-STAGE-(?P<function>\w+)")


@dataclass(frozen=True)
class Command:
    """One command with its words, and the page that quotes it."""

    page: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}: {shlex.join(self.words)}"

    def option(self, name: str) -> str:
        """Return the word behind an option; raise ValueError without it."""
        return self.words[self.words.index(name) + 1]


def documented_commands(program: str) -> list[Command]:
    """Return every command of this program in the runbooks and READMEs, each once a page."""
    pages = [*ROOT.glob("docs/runbooks/*.md"), *ROOT.glob("[CRS]*.md"), *ROOT.glob("services/*/README.md")]
    found = (command for page in sorted(pages) if page.name != "CHANGELOG.md" for command in _commands_of(page))
    return [command for command in dict.fromkeys(found) if command.words[0] == program]


def documented_invocations(service: str) -> list[tuple[str, object]]:
    """Return each function of the service that a page tells to invoke, with the payload."""
    commands = [each for each in documented_commands("aws") if each.words[1:3] == ("lambda", "invoke")]
    invoked = [(INVOKED.fullmatch(each.option("--function-name")), each) for each in commands]
    return [
        (match["function"], json.loads(command.option("--payload")))
        for match, command in invoked
        if match and match["service"] == service
    ]


def _commands_of(page: Path) -> Iterator[Command]:
    for block, span in CODE.findall(page.read_text()):
        for line in (block or span).splitlines():
            yield from (Command(str(page.relative_to(ROOT)), words) for words in _split(line))


def _split(line: str) -> Iterator[tuple[str, ...]]:
    """Yield the commands of a line of shell, those inside $( … ) too, without assignments in front of them."""
    words: list[str] = []
    for word in [*_tokens(line), ";"]:
        if set(word) <= set(SEPARATORS) or word in {"do", "done"}:
            if words and words[0] in PROGRAMS:
                yield tuple(words)
            words = []
        elif words or not re.match(r"\w+=", word):
            words.append(word)


def _tokens(line: str) -> list[str]:
    lexer = shlex.shlex(line.replace("$(", "; "), posix=True, punctuation_chars=SEPARATORS)
    lexer.whitespace_split = True
    try:
        return list(lexer)
    except ValueError:  # an apostrophe: no command, or one that no shell would take
        return line.split()
