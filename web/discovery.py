"""What search engines are told: which pages there are, and which to leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template

from app.overview import published_between, sitemap_ends
from web.addresses import entry_name

if TYPE_CHECKING:
    from app.wiring import Services

A_DAY = {"Cache-Control": "public, max-age=86400"}
ROBOTS = """User-agent: *
Disallow: /forslag
Disallow: /*?*&
Disallow: /*?q=*
Sitemap: {public_url}/sitemap.xml
"""
"""A page of one filter is a subject and may be found; searches and combinations have no end."""


def discovery(services: Services) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("discovery", __name__)
    public_url = services.settings.public_url

    @routes.get("/robots.txt")
    def robots() -> Response:
        text = ROBOTS.format(public_url=public_url)
        return Response(text, mimetype="text/plain", headers=A_DAY)

    @routes.get("/sitemap.xml")
    def sitemap() -> Response:
        page = render_template(
            "sitemap_index.xml", public_url=public_url, ends=sitemap_ends(services)
        )
        return Response(page, mimetype="application/xml", headers=A_DAY)

    @routes.get("/sitemap-<int:end>.xml")
    def sitemap_part(end: int) -> Response:
        entries = [
            (entry_name(entry), entry["updatedAt"]) for entry in published_between(services, end)
        ]
        page = render_template("sitemap.xml", public_url=public_url, entries=entries)
        return Response(page, mimetype="application/xml", headers=A_DAY)

    return routes
