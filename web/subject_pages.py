"""The pages of objectives, goals, levers, sectors and funding: all of one kind, and one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from app.addresses import slug
from app.counties import COUNTY
from app.errors import Message, NotFound
from app.subjects import SUBJECTS, Subject, example_counts, examples_of, subjects
from app.wiring import Services
from web.caching import once_per_state
from web.county_map import county_map
from web.language import home, language
from web.query_string import counted, following_of, found_at
from web.subjects import PATHS, kindred, known_subjects, subject_path
from web.wording import TITLES, TOGETHER

NEWEST = 5
NO_SUCH_SUBJECT = Message(sv="Det finns ingen sådan sida.", en="There is no such page.")


def subject_pages(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("subjects", __name__)

    def add(dimension: str, path: str) -> None:
        @routes.get(f"/{path}", endpoint=f"every_{dimension}")
        def every() -> Response:
            return once_per_state(services, release, lambda: _every(services, dimension))

        @routes.get(f"/{path}/<name>", endpoint=dimension)
        def one(name: str) -> Response:
            subject = _find_subject(services, dimension, name)
            if name != slug(subject.swedish):
                return redirect(subject_path(subject), 301)
            return once_per_state(services, release, lambda: _one(services, subject))

    for dimension in SUBJECTS:
        add(dimension, PATHS[dimension])
    return routes


def _find_subject(services: Services, dimension: str, name: str) -> Subject:
    """Find a subject by the last part of an address, or by its id."""
    for subject in subjects(services, dimension, language()):
        if name in (slug(subject.swedish), subject.id):
            return subject
    raise NotFound(NO_SUCH_SUBJECT)


def _every(services: Services, dimension: str) -> str:
    counts = example_counts(services, dimension)
    return render_template(
        "subjects.html",
        dimension=dimension,
        title=TOGETHER[dimension],
        listed=[
            (each, subject_path(each), counts.get(each.id, 0))
            for each in subjects(services, dimension, language())
        ],
        address=f"{home()}{PATHS[dimension]}",
    )


def _one(services: Services, subject: Subject) -> str:
    found = examples_of(services, subject, NEWEST)
    everything = known_subjects(services)
    here = (subject.dimension, subject.id)
    related = [everything[key] for key in subject.related if key in everything]
    return render_template(
        "subject.html",
        subject=subject,
        of_kind=TITLES[subject.dimension],
        all_of_kind=TOGETHER[subject.dimension],
        upward=f"{home()}{PATHS[subject.dimension]}",
        total=found.total,
        kindred=kindred(services, subject, found),
        newest=found.newest,
        related=[(each, subject_path(each)) for each in related],
        drawn=county_map(
            services.vocabularies.values(COUNTY, language()),
            found.counts[COUNTY],
            lambda county: found_at(here, (COUNTY, county)),
        ),
        hits=found_at(here),
        following=following_of(counted(here)),
        address=subject_path(subject),
    )
