"""/tokens: what programs sign in with, looked after by administrators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import href, link
from api.answers import answer, created, no_content, services
from api.paging import whole_list
from api.smorest import Blueprint
from app.accounts import tokens as accounts_tokens
from app.accounts.access import ADMIN
from app.accounts.tokens import Grant, TokenDescription
from app.entries.documents import timestamp
from schemas.accounts import NewTokenSchema, TokenSchema, TokensSchema, TokenWithSecretSchema
from schemas.examples import read_examples

examples = read_examples("accounts")

tokens = Blueprint("tokens", "What programs sign in with.")
log = structlog.get_logger("exempelbanken")


@tokens.route("/tokens")
class Tokens(MethodView):
    """All tokens."""

    @require_scope(ADMIN)
    @tokens.operation("listTokens")
    @tokens.answers(TokensSchema, examples.tokens)
    def get(self) -> Response:
        """List all tokens, without their secrets, latest first."""
        items = [_token_view(each) for each in accounts_tokens.list_tokens(services())]
        return answer(whole_list(items))

    @require_scope(ADMIN)
    @tokens.operation("createToken")
    @tokens.content(NewTokenSchema(), examples.new_token)
    @tokens.changes(201, TokenWithSecretSchema, examples.token_with_secret)
    def post(self, content: Mapping[str, Any]) -> Response:
        """Create a token.

        Its secret is in this answer and never shown again. To exchange a token without a gap,
        create the next one, put it into use, and delete the old one.
        """
        grant = Grant(content["label"], content["scopes"], content["expiresAt"])
        record, credential = accounts_tokens.create_token(services(), actor(), grant)
        log.info("token created", token=record.id, actor=actor().name)
        return created({**_token_view(record), "token": credential.text}, href("tokens", record.id))


@tokens.route("/tokens/<string:tokenId>")
class Token(MethodView):
    """One token."""

    @require_scope(ADMIN)
    @tokens.operation("getToken")
    @tokens.answers(TokenSchema, examples.token, 404)
    def get(self, tokenId: str) -> Response:  # noqa: N803
        """Read what a token may do and when it was last used; its secret is not kept."""
        return answer(_token_view(accounts_tokens.get_token(services(), tokenId)))

    @require_scope(ADMIN)
    @tokens.operation("revokeToken")
    @tokens.changes(204, None, None, 404)
    def delete(self, tokenId: str) -> Response:  # noqa: N803
        """Revoke a token: it opens nothing from now on. It stays in the list."""
        accounts_tokens.revoke_token(services(), actor(), tokenId)
        log.info("token revoked", token=tokenId, actor=actor().name)
        return no_content()


def _token_view(token: TokenDescription) -> dict[str, Any]:
    return {
        "id": token.id,
        "label": token.label,
        "scopes": list(token.scopes),
        "state": accounts_tokens.token_state(token),
        "createdAt": timestamp(token.created_at),
        "createdBy": token.created_by,
        "expiresAt": timestamp(token.expires_at),
        "lastUsedAt": timestamp(token.last_used_at),
        "revokedAt": timestamp(token.revoked_at),
        "replaces": token.replaces,
        "_links": [link("self", "tokens", token.id), link("collection", "tokens")],
    }
