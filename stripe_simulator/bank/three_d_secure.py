"""The bank's 3-D Secure page, on which a customer, or a test, completes or fails the authentication."""

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from stripe_simulator.objects import payment_methods, payments
from stripe_simulator.objects.money import format_amount
from stripe_simulator.protocol.authentication import check_client_secret
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import StripeError, UnexpectedState
from stripe_simulator.protocol.forms import Form
from stripe_simulator.protocol.messages import NO_REQUEST, Request, Response
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

_FORM = """<p>This stands in for your bank. A payment of <strong>{amount}</strong> waits for you.</p>
<form method="post">
<button name="outcome" value="succeeded">Complete authentication</button>
<button name="outcome" value="failed">Fail authentication</button>
</form>"""


def show_page(simulator: Simulator, request: Request) -> Response:
    """Show the form, or the reason why there is nothing to authenticate."""
    intent = _load_intent(simulator, request)
    if intent["status"] != "requires_action":
        return _render(f"<p>Nothing to authenticate: this payment is {escape(intent['status'])}.</p>")
    return _render(_FORM.format(amount=escape(format_amount(intent["amount"], intent["currency"]))))


def submit(simulator: Simulator, request: Request) -> Response:
    """Apply the chosen outcome and redirect to the intent's return URL, if it has one."""
    intent = _load_intent(simulator, request)
    outcome = request.parameters.choice("outcome", ("succeeded", "failed")) or "failed"
    return_url = _return_url(intent)
    updated = authenticate(simulator, intent, outcome)
    if return_url is None:
        return _render("<p>Done. You may close this page.</p>")
    return Response(303, b"", {"Location": _append_result(return_url, updated)})


def authenticate(simulator: Simulator, intent: Document, outcome: str) -> Document:
    """Apply the outcome and return the updated intent; a decline after a successful authentication is no error.

    Raises UnexpectedState when the intent does not wait for authentication.
    """
    if intent["status"] != "requires_action":
        message = f"This PaymentIntent needs no authentication: it has a status of {intent['status']}."
        raise UnexpectedState(message, payment_intent=intent)
    method = simulator.store.get("payment_method", intent["payment_method"])
    if outcome == "failed":
        return payments.fail_authentication(simulator, intent, method, NO_REQUEST)
    card = payment_methods.find_card(simulator, method)
    if card.decline:
        payments.decline(simulator, intent, method, card.decline, NO_REQUEST)
        return simulator.store.get("payment_intent", intent["id"])
    return payments.charge_card(simulator, intent, method, card, NO_REQUEST, authenticated=True)


def error_page(error: StripeError) -> Response:
    """Render a page with the error's message and status."""
    return _render(f"<p>{escape(error.message)}</p>", error.status)


def _load_intent(simulator: Simulator, request: Request) -> Document:
    """Load the intent that the address names; raise StripeError unless the address has its client secret."""
    parameters = request.parameters
    intent = simulator.store.get("payment_intent", parameters.required_text("payment_intent"))
    secret: Form = {"client_secret": parameters.required_text("payment_intent_client_secret")}
    check_client_secret(intent, Request("GET", request.path, secret, request.headers))
    return intent


def _return_url(intent: Document) -> str | None:
    action = intent["next_action"] or {}
    url: str | None = action.get("redirect_to_url", {}).get("return_url")
    return url


def _append_result(url: str, intent: Document) -> str:
    """Append the query parameters that Stripe adds to a return URL, after those it already has."""
    result = {
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": "succeeded" if intent["status"] == "succeeded" else "failed",
    }
    split = urlsplit(url)
    return split._replace(query=urlencode([*parse_qsl(split.query), *result.items()])).geturl()


def _render(content: str, status: int = 200) -> Response:
    return Response(status, _PAGE.format(content=content).encode(), content_type="text/html; charset=utf-8")
