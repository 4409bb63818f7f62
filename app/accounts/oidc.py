"""Signing in through an OpenID Connect provider: authorisation code with PKCE, state and nonce."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeTimedSerializer

from app.accounts.sessions import SignedIn, sign_in_by_address
from app.errors import Message, NotFound, SignInFailed

if TYPE_CHECKING:
    from app.accounts.oidc_provider import Provider
    from app.accounts.oidc_settings import OidcSettings
    from app.settings import Settings
    from app.wiring import Services

SALT = "oidc-attempt"
ATTEMPT_SECONDS = 600
"""How long somebody may take to sign in at the provider."""
NOT_SET_UP = Message(
    sv="Här går det inte att logga in genom OpenID Connect.",
    en="Signing in through OpenID Connect is not set up here.",
)


def begin(services: Services, redirect_uri: str) -> tuple[str, str]:
    """Return where to send somebody who signs in, and what their browser keeps meanwhile.

    Raises:
        NotFound: no provider is set up.
        SignInUnavailable: it does not answer.
    """
    provider = _provider(_oidc_settings(services), redirect_uri)
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    verifier = secrets.token_urlsafe(48)  # 64 characters; RFC 7636 asks for 43 to 128
    signed_state = _serializer(services.settings).dumps([state, nonce, verifier])
    return provider.address(state, nonce, verifier), str(signed_state)


def finish(services: Services, redirect_uri: str, *, kept: str, state: str, code: str) -> SignedIn:
    """Sign in whoever comes back from the provider, in the browser that was sent there.

    Raises:
        NotFound: no provider is set up.
        SignInFailed: it is another browser, too late, not approved, or an address without account.
        SignInUnavailable: the provider does not answer.
    """
    configured = _oidc_settings(services)
    try:
        expected, nonce, verifier = _serializer(services.settings).loads(
            kept, max_age=ATTEMPT_SECONDS
        )
    except (BadData, ValueError) as error:
        raise SignInFailed from error
    if not code or not hmac.compare_digest(expected.encode(), state.encode()):
        raise SignInFailed
    address = _provider(configured, redirect_uri).vouched_address(code, nonce, verifier)
    return sign_in_by_address(services, address)


def _oidc_settings(services: Services) -> OidcSettings:
    if services.settings.oidc is None:
        raise NotFound(NOT_SET_UP)
    return services.settings.oidc


def _provider(configured: OidcSettings, redirect_uri: str) -> Provider:
    from app.accounts.oidc_provider import Provider  # noqa: PLC0415 - few installations need it

    return Provider(configured, redirect_uri)


def _serializer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.signing_keys, salt=SALT)
