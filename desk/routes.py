"""How a page of the desk is declared: its address, its method, and who may use it.

There is no other way to add one, so that no page is open by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING

from desk.access import check_scope
from desk.forms import check_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Blueprint
    from werkzeug.wrappers import Response

    View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Route:
    """A page, or what a form is sent to.

    Attributes:
        rule: address after that of the desk, as Flask writes it.
        scopes: what is needed; none = whoever has signed in, None = anybody.
    """

    method: str
    rule: str
    scopes: tuple[str, ...] | None
    view: View


@dataclass(frozen=True, slots=True)
class Routes:
    """The pages of a module."""

    found: list[Route] = field(default_factory=list)

    def get(self, rule: str, *scopes: str) -> Callable[[View], View]:
        """Declare a page for those who have all the scopes; none = whoever has signed in."""
        return self._declared("GET", rule, scopes)

    def post(self, rule: str, *scopes: str) -> Callable[[View], View]:
        """Declare what a form is sent to; the form must be one of ours (`desk.forms`)."""
        return self._declared("POST", rule, scopes)

    def open_get(self, rule: str) -> Callable[[View], View]:
        """Declare a page for anybody: one of those that lead to signing in."""
        return self._declared("GET", rule, None)

    def open_post(self, rule: str) -> Callable[[View], View]:
        """Declare what a form of such a page is sent to."""
        return self._declared("POST", rule, None)

    def _declared(
        self, method: str, rule: str, scopes: tuple[str, ...] | None
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            self.found.append(Route(method, rule, scopes, view))
            return view

        return declare

    def add_to(self, blueprint: Blueprint) -> None:
        """Register the pages."""
        for each in self.found:
            # views of two modules may have one name
            name = f"{each.view.__module__.rpartition('.')[2]}-{each.view.__name__}"
            blueprint.add_url_rule(each.rule, name, guarded(each), methods=[each.method])


def guarded(route: Route) -> View:
    """Return the view behind its checks: the caller's scopes, and that the form is ours."""

    @wraps(route.view)
    def answer(**names: str) -> Response:
        if route.scopes is not None:
            check_scope(*route.scopes)
        if route.method == "POST":
            check_form()
        return route.view(**names)

    return answer
