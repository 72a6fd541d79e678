"""Answer customers' questions from the index, or from the table when the index does not answer."""

from contextlib import suppress

from msgspec import structs

from bookstore import logs
from bookstore.errors import Unavailable
from chalicelib import ports
from chalicelib.query.isbn import parse_isbn, parse_isbn_beginning
from chalicelib.query.question import Question, normalize_question, normalize_words, validate_question
from chalicelib.query.responses import IndexResult, SearchResponse, SuggestResponse


def find_books(question: Question, *, client: ports.SearchClient, fallback: ports.FallbackSearch) -> SearchResponse:
    """Return the books that have the words; where those are few or none, also books with similar words.

    An ISBN finds its book. An empty page offers the nearest books, if there is time left to search for them. The table
    answers when the index does not.
    """
    valid = validate_question(normalize_question(question))
    try:
        response = _search_index(valid, client)
    except Unavailable as error:
        logs.warning("search answered from the table", reason=_reason(error))
        return fallback.search(valid)
    if response.total:
        return response
    with suppress(Unavailable):
        response = structs.replace(response, nearest=client.find_nearest(valid))
    return response


def find_suggestions(prefix: str, *, client: ports.SearchClient, fallback: ports.FallbackSearch) -> SuggestResponse:
    """Return what the prefix may become, a title, a name or an ISBN; books only when the index does not answer."""
    beginning = parse_isbn_beginning(prefix) or normalize_words(prefix)
    try:
        return client.suggest(beginning)
    except Unavailable as error:
        logs.warning("suggestions answered from the table", reason=_reason(error))
        return fallback.suggest(beginning)


def _search_index(question: Question, client: ports.SearchClient) -> SearchResponse:
    isbn = parse_isbn(question.words)
    if isbn:
        return client.search_isbn(question, isbn).response
    exact = client.search(question)
    if exact.is_sufficient or not question.words:
        return exact.response
    return _search_similar(exact, question, client)


def _search_similar(exact: IndexResult, question: Question, client: ports.SearchClient) -> SearchResponse:
    """Search with similar words; a few exact hits in time are better than more that would come too late."""
    try:
        similar = client.search_similar(question).response
    except Unavailable:
        if exact.response.total:
            return exact.response
        raise
    return structs.replace(similar, corrected=similar.total > 0 and not exact.any_match)


def _reason(error: Unavailable) -> str:
    return f"{type(error).__name__}: {error.__cause__ or error}"
