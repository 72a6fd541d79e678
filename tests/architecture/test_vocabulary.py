"""One language: identifiers use the words of docs/glossary.md, and the older words do not come back."""

import ast
import re
from collections.abc import Iterator

import pytest

from deploy.paths import ROOT
from tests.architecture.code import files, shown, tree

PRODUCT = ("services", "shared", "deploy", "ops", "stripe_simulator", "local", "tools")
BANNED = {
    "again": "retry",
    "anew": "rebuild, again as a parameter: retry",
    "announce announced announcing": "publish, outbox_put, event",
    "aside": "parked, dead letter",
    "ask asked asking asks": "request, query",
    "beside": "similar, near by the measure's name",
    "bring brings brought bringing": "import, deliver, retry, publish",
    "desk": "admin",
    "endless": "is_digital",
    "hear heard hearing hears": "consume, handle, on_<event>",
    "keep keeps kept keeping keeper": "save, store, filter, retain",
    "letter letters mailbag": "email, sent_emails; character",
    "lonely": "orphaned",
    "meant": "suggestion",
    "mend mended mends mending": "repair, fix",
    "news": "event",
    "nobody nowhere everybody": "the condition by name",
    "outgrown misplaced strangers": "stale, superseded, unknown",
    "patience patient": "timeout, time limit",
    "parcel parcels": "body, shipment",
    "raced racing": "ConcurrentUpdate",
    "retell retold tell tells telling told": "republish, publish, event mapping",
    "riddle": "the thing by name",
    "said say says saying spoken speak speaks": "response, message, report, format",
    "shelf shelves shelve": "stock, index, alias, category",
    "shopper shoppers buyer buyers": "customer",
    "silence": "lease",
    "tally": "count",
    "trouble": "error",
    "wanted": "request, requested",
    "worth worths": "amount, similarity",
}
WORDS = {word: instead for words, instead in BANNED.items() for word in words.split()}
PARTICIPLES = {
    "bought",
    "built",
    "begun",
    "chosen",
    "drawn",
    "found",
    "given",
    "gone",
    "held",
    "led",
    "left",
    "lost",
    "made",
    "met",
    "paid",
    "put",
    "read",
    "sent",
    "shown",
    "sold",
    "spent",
    "taken",
    "thrown",
    "written",
    "known",
}
PREPOSITIONS = {
    "after",
    "again",
    "at",
    "before",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "since",
    "to",
    "together",
    "with",
}
IRREGULAR = PARTICIPLES - {"put", "read"}  # these are imperatives as well
MAX_PARTICIPLES = 0.02  # of a folder's functions


def words(name: str) -> list[str]:
    """Split an identifier into its words, lower-case; a dead letter is one word."""
    joined = re.sub(r"(?i)dead_?letter", "deadletter", name)
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", joined)]


def defined_names(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node gives to something; a test's own name is a sentence and may use any word."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        if not node.name.startswith("test_"):
            yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.attr
    elif isinstance(node, ast.alias) and node.asname:
        yield node.asname


def own_modules() -> set[str]:
    return {
        "bookstore",
        "chalicelib",
        *(name for name in PRODUCT if name not in {"services", "shared"}),
        "tests",
        "bench",
    }


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files()])
def test_identifiers_use_the_words_of_the_glossary(path):
    names = [
        *words(path.stem),
        *(word for node in ast.walk(tree(path)) for name in defined_names(node) for word in words(name)),
    ]
    assert {word: WORDS[word] for word in names if word in WORDS} == {}


@pytest.mark.parametrize("folder", PRODUCT)
def test_functions_are_not_named_by_participles(folder):
    functions = [
        node.name
        for path in files(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__")
    ]
    participles = [name for name in functions if is_participle(words(name))]
    assert len(participles) <= MAX_PARTICIPLES * len(functions), participles


def is_participle(name: list[str]) -> bool:
    """Return whether a function's name is a participle, alone (`placed`) or with an adverbial (`placed_with`).

    One before a noun (`parked_url`) names a thing, as a query may.
    """
    adverbial = len(name) == 1 or name[1] in PREPOSITIONS
    return adverbial and (name[0] in IRREGULAR or bool(re.fullmatch(r"\w{2,}[^e]ed", name[0])))


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files()])
def test_own_modules_are_imported_under_their_own_names(path):
    aliases = [
        f"{node.module}.{alias.name} as {alias.asname}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in own_modules()
        for alias in node.names
        if alias.asname
    ]
    assert aliases == []


def test_the_glossary_lists_each_term_once():
    terms = re.findall(r"^\| (?!Term)([^|]+?) \|", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    single = [term.strip() for cell in terms if not cell.startswith("-") for term in cell.split(",")]
    assert sorted(single) == sorted(set(single))
