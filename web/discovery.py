"""What programs ask for: search engines which pages there are, phones an icon."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound as HTTPNotFound

from app.addresses import entry_name
from app.counties import places
from app.overview import published_between, sitemap_ends
from app.wiring import Services
from web import about_pages as about
from web import axes, map_page
from web import county_pages as counties
from web import developer_page as developers
from web.caching import A_DAY
from web.county_pages import county_path
from web.language import SWEDISH, home, in_languages
from web.subjects import PATHS, known_subjects, subject_path

PART = "sidor"
"""The part of the sitemap that has every page but those of examples."""
OVERVIEWS = (
    *("", about.PATH, about.ACCESSIBILITY, developers.PATH),
    *(counties.PATH, counties.COMPARE, axes.PATH, map_page.PATH, *PATHS.values()),
)
ROBOTS = """User-agent: *
Disallow: /forslag
Disallow: /*?*&
Disallow: /*?q=*
Sitemap: {public_url}/sitemap.xml
# For language models: {public_url}/llms.txt
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
            "sitemap_index.xml", public_url=public_url, parts=(PART, *sitemap_ends(services))
        )
        return Response(page, mimetype="application/xml", headers=A_DAY)

    @routes.get("/sitemap-<int:end>.xml")
    def sitemap_part(end: int) -> Response:
        if end not in sitemap_ends(services):
            raise HTTPNotFound
        found = published_between(services, end)
        page = render_template(
            "sitemap.xml",
            public_url=public_url,
            addresses=[(f"/exempel/{entry_name(entry)}", entry["updatedAt"]) for entry in found],
        )
        return Response(page, mimetype="application/xml", headers=A_DAY)

    @routes.get(f"/sitemap-{PART}.xml")
    def sitemap_of_overviews() -> Response:
        pages = [county_path(each) for each in places(services, SWEDISH)]
        pages += [subject_path(each) for each in known_subjects(services).values()]
        pages = [*(f"{home()}{each}" for each in OVERVIEWS), *pages]
        page = render_template(
            "sitemap_of_overviews.xml",
            public_url=public_url,
            pages=[in_languages(each) for each in pages],
        )
        return Response(page, mimetype="application/xml", headers=A_DAY)

    @routes.get("/apple-touch-icon.png")
    def touch_icon() -> Response:
        return current_app.send_static_file("touch-icon.png")  # phones ask here without a link

    return routes
