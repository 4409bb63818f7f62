"""Requests to an OpenID Connect provider, and the checks of its answers."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog
from authlib.oauth2.client import DEFAULT_HEADERS, OAuth2Client  # type: ignore[import-untyped]
from authlib.oauth2.rfc6749.parameters import (  # type: ignore[import-untyped]
    prepare_token_request,
)
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.errors import SignInFailed, SignInUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.accounts.oidc_settings import OidcSettings

DISCOVERY = "/.well-known/openid-configuration"
ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signatures with a key that the provider alone has: neither "none" nor a shared secret."""
SCOPE = "openid email"
REFUSALS = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}
"""How a token endpoint refuses a code, or our secret (RFC 6749, 5.2)."""
TIMEOUT = 5  # seconds; somebody is waiting in front of a browser
LARGEST = 1_000_000  # bytes of an answer; real ones have a few thousand
LEEWAY = 60  # seconds that the provider's clock may be off


log = structlog.get_logger("exempelbanken")


class Provider:
    """An OpenID Connect provider, as it describes itself now.

    Raises:
        SignInUnavailable: it does not answer, or describes another issuer.
    """

    def __init__(self, settings: OidcSettings, redirect_uri: str) -> None:
        self._settings = settings
        self._metadata = _json(Request(settings.issuer.rstrip("/") + DISCOVERY))  # noqa: S310  # a setting, checked
        if self._metadata.get("issuer") != settings.issuer:
            raise SignInUnavailable
        self._client = OAuth2Client(
            session=None,  # requests are sent here: the library's own need another HTTP client
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            scope=SCOPE,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
        )

    def address(self, state: str, nonce: str, verifier: str) -> str:
        """Return where somebody who signs in is sent."""
        url, _ = self._client.create_authorization_url(
            self._endpoint_url("authorization_endpoint"),
            state=state,
            nonce=nonce,
            code_verifier=verifier,
        )
        return str(url)

    def vouched_address(self, code: str, nonce: str, verifier: str) -> str:
        """Exchange a code; return the e-mail address that the provider vouches for.

        Raises:
            SignInFailed: code or identity token are not right, or the address is not verified.
        """
        answer = self._exchange(code, verifier)
        claims = self._claims(str(answer.get("id_token", "")), nonce, answer.get("access_token"))
        address = claims.get("email")
        if not isinstance(address, str) or claims.get("email_verified") is not True:
            raise SignInFailed
        return address

    def _exchange(self, code: str, verifier: str) -> Mapping[str, Any]:
        body = prepare_token_request(
            "authorization_code",
            redirect_uri=self._client.redirect_uri,
            code=code,
            code_verifier=verifier,
        )
        supported = self._metadata.get("token_endpoint_auth_methods_supported")
        method = "client_secret_basic"
        if supported and method not in supported:
            method = "client_secret_post"
        url, headers, body = self._client.client_auth(method).prepare(
            "POST", self._endpoint_url("token_endpoint"), dict(DEFAULT_HEADERS), body
        )
        try:
            return _json(Request(url, body.encode(), headers, method="POST"))  # noqa: S310  # as below
        except SignInUnavailable as error:
            if isinstance(error.__cause__, HTTPError) and error.__cause__.code in REFUSALS:
                log.warning("identity provider refused a code", status=error.__cause__.code)
                raise SignInFailed from error
            raise

    def _claims(self, id_token: str, nonce: str, access_token: object) -> CodeIDToken:
        keys = _json(Request(self._endpoint_url("jwks_uri")))  # noqa: S310  # as below
        try:
            token = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]  # checked as it is read
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": self._settings.issuer},
                    "aud": {"essential": True, "value": self._settings.client_id},
                },
                params={
                    "nonce": nonce,
                    "client_id": self._settings.client_id,
                    "access_token": access_token,
                },
            )
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignInFailed from error
        return claims

    def _endpoint_url(self, name: str) -> str:
        """Return an address of the provider, which must be as safe as that of the issuer."""
        address = str(self._metadata.get(name, ""))
        scheme = self._settings.issuer.partition("://")[0]
        if not address.startswith(("https://", f"{scheme}://")):
            raise SignInUnavailable
        return address


class _NoRedirects(HTTPRedirectHandler):
    """Follows nothing: a redirected request would take our secret with it."""

    def redirect_request(self, *_: object) -> None:
        """Let the redirect be an error."""


_opener = build_opener(_NoRedirects)


def _json(request: Request) -> Mapping[str, Any]:
    """Send a request; the address is one of the settings, or one that the provider names."""
    try:
        with _opener.open(request, timeout=TIMEOUT) as response:
            found = json.loads(response.read(LARGEST))
    except HTTPError as error:
        error.close()
        raise SignInUnavailable from error
    except (OSError, ValueError) as error:
        raise SignInUnavailable from error
    if not isinstance(found, dict):
        raise SignInUnavailable
    return found
