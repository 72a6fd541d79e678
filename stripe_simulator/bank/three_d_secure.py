"""The bank's page: a reader, or a test in a reader's place, proves to be the card's owner or fails to."""

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from stripe_simulator.objects import payment_methods, payments
from stripe_simulator.objects.money import written
from stripe_simulator.protocol.authentication import check_client_secret
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import StripeError, UnexpectedState
from stripe_simulator.protocol.forms import Form
from stripe_simulator.protocol.messages import NOBODY, Answer, Request
from stripe_simulator.simulator import Simulator

PATH = "/3d_secure_2/hosted"

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>3D Secure 2 test page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 4rem auto; padding: 0 1rem; color: #222 }}
  button {{ font: inherit; padding: .6rem 1.2rem; margin: 0 .5rem .5rem 0; border-radius: .4rem; cursor: pointer }}
</style></head>
<body><h1>Is it you?</h1>{content}</body></html>"""

_QUESTION = """<p>This stands in for your bank. A payment of <strong>{amount}</strong> waits for you.</p>
<form method="post">
<button name="outcome" value="succeeded">Complete authentication</button>
<button name="outcome" value="failed">Fail authentication</button>
</form>"""


def show(simulator: Simulator, request: Request) -> Answer:
    """The question, or why there is none."""
    intent = _intent(simulator, request)
    if intent["status"] != "requires_action":
        return _page(f"<p>Nothing to authenticate: this payment is {escape(intent['status'])}.</p>")
    return _page(_QUESTION.format(amount=escape(written(intent["amount"], intent["currency"]))))


def answer_it(simulator: Simulator, request: Request) -> Answer:
    """Carry out what the reader chose and lead back to the shop."""
    intent = _intent(simulator, request)
    outcome = request.parameters.choice("outcome", ("succeeded", "failed")) or "failed"
    back = _return_url(intent)
    after = authenticate(simulator, intent, outcome)
    if back is None:
        return _page("<p>Done. You may close this page.</p>")
    return Answer(303, b"", {"Location": _with_result(back, after)})


def authenticate(simulator: Simulator, intent: Document, outcome: str) -> Document:
    """The intent afterwards; a card that is declined in spite of the right answer is no error here."""
    if intent["status"] != "requires_action":
        message = f"This PaymentIntent needs no authentication: it has a status of {intent['status']}."
        raise UnexpectedState(message, payment_intent=intent)
    method = simulator.store.get("payment_method", intent["payment_method"])
    if outcome == "failed":
        return payments.fail_authentication(simulator, intent, method, NOBODY)
    card = payment_methods.card_of(simulator, method)
    if card.decline:
        payments.decline(simulator, intent, method, card.decline, NOBODY)
        return simulator.store.get("payment_intent", intent["id"])
    return payments.take(simulator, intent, method, card, NOBODY, authenticated=True)


def refused(error: StripeError) -> Answer:
    """A page that says what is wrong with the address."""
    return _page(f"<p>{escape(error.message)}</p>", error.status)


def _intent(simulator: Simulator, request: Request) -> Document:
    """The client secret in the address is what lets one in."""
    sent = request.parameters
    intent = simulator.store.get("payment_intent", sent.required_text("payment_intent"))
    secret: Form = {"client_secret": sent.required_text("payment_intent_client_secret")}
    check_client_secret(intent, Request("GET", request.path, secret, request.headers))
    return intent


def _return_url(intent: Document) -> str | None:
    action = intent["next_action"] or {}
    url: str | None = action.get("redirect_to_url", {}).get("return_url")
    return url


def _with_result(url: str, intent: Document) -> str:
    """The parameters that Stripe appends, beside those that the address already had."""
    result = {
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": "succeeded" if intent["status"] == "succeeded" else "failed",
    }
    parts = urlsplit(url)
    return parts._replace(query=urlencode([*parse_qsl(parts.query), *result.items()])).geturl()


def _page(content: str, status: int = 200) -> Answer:
    return Answer(status, _PAGE.format(content=content).encode(), content_type="text/html; charset=utf-8")
