"""Tokens that are not what they were: with other claims, rightly signed or not."""

import base64
import json

import jwt

from bookstore.staff import ROLES


def sign(shop, token: str, **changed) -> str:
    """Sign the token's claims, some of them changed, with the emulated pool's own key."""
    keys = shop.system.home / "emulator" / "state" / "cognito-pool-keys"
    key = next(keys.glob(f"{shop.stage.parameters['user-pool-id']}-id.pem")).read_text()
    kid = jwt.get_unverified_header(token)["kid"]
    return jwt.encode(read_claims(token) | changed, key, algorithm="RS256", headers={"kid": kid})


def tamper(token: str) -> str:
    """Give the token every role, under its old signature."""
    head, _, signature = token.split(".")
    forged = json.dumps(read_claims(token) | {"cognito:groups": list(ROLES)}).encode()
    return ".".join([head, base64.urlsafe_b64encode(forged).decode().rstrip("="), signature])


def strip_signature(token: str) -> str:
    """Say that the token needs no signature, and leave it out."""
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return f"{head}.{token.split('.')[1]}."


def read_claims(token: str) -> dict:
    """Return the token's claims, unchecked."""
    return jwt.decode(token, options={"verify_signature": False})
