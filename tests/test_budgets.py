"""Every page type stays light: bytes, elements, requests and queries, whatever the number of people.

The limits are those of the page budget (pages research 2.7) and of the aim of twelve queries a page.
Measured over the demo city, session and person included, as somebody meets the page who is already in.
A candidate or a plan may hold one part more in another city; that is the query of slack between sizes.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import brotli
import django_htmx
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.demo.build import build
from desk.demo.clock import Stage
from tests.journeys.catalogue import PAGES, PageType
from tests.world import NOW

SMALL, LARGE = 60, 180  # people
RAW, COMPRESSED, COMPRESSED_LIST = 60_000, 10 * 1024, 20 * 1024  # bytes of HTML
ELEMENTS, QUERIES, REQUESTS = 1500, 12, 5
CSS, JAVASCRIPT, FIRST_VISIT = 12 * 1024, 18 * 1024, 50 * 1024  # bytes, compressed
LISTS = {"agreements", "staff", "award, proposed", "award, not yet"}
# These draw on trial and so read the whole staff: more queries, the same whatever the number of people.
# Two rows beside each other ask for all that hangs on both, whatever the number of people.
TRIALS = {"round, opening": 18, "round, draw": 15, "doubles, side by side": 26}
READ = [each for each in PAGES if each.act is None]
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cost:
    """What one page costs."""

    status: int
    queries: tuple[str, ...]
    raw: int
    compressed: int
    elements: int
    loads: tuple[str, ...]


class _Counter(HTMLParser):
    """Counts elements, and lists what the browser loads besides the page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        found = {name: value or "" for name, value in attrs}
        if tag in {"script", "img", "iframe", "source"} and found.get("src"):
            self.loads.append(found["src"])
        if tag == "link" and found.get("rel") == "stylesheet":
            self.loads.append(found["href"])


def cost_of(page_type: PageType) -> Cost:
    """Ask for a page as its visitor and measure the answer."""
    person, address = page_type.visit()
    client = Client()
    if person is not None:
        client.force_login(person, backend="organizations.backends.NipBackend")
    client.get(address)  # the first page after a login notes in the session that somebody was there
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    counter = _Counter()
    counter.feed(response.content.decode())
    return Cost(
        status=response.status_code,
        queries=tuple(query["sql"] for query in captured),
        raw=len(response.content),
        compressed=len(gzip.compress(response.content)),
        elements=counter.elements,
        loads=tuple(counter.loads),
    )


def costs(stage: str, people: int) -> dict[str, Cost]:
    """Return what every page of a stage costs in a city of that size, and leave no city behind."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        build(people=people, stage=Stage[stage.upper()], seed=1)
        found = {each.name: cost_of(each) for each in READ if each.stage == stage}
        transaction.set_rollback(True)
    return found


pytestmark = [pytest.mark.django_db, pytest.mark.once]


def over_budget(measured: dict[str, Cost]) -> dict[str, tuple[int, ...]]:
    """Return queries, bytes, compressed bytes and elements of the pages that pass a limit."""
    return {
        name: (len(cost.queries), cost.raw, cost.compressed, cost.elements)
        for name, cost in measured.items()
        if len(cost.queries) > TRIALS.get(name, QUERIES)
        or cost.raw > RAW
        or cost.compressed > (COMPRESSED_LIST if name in LISTS else COMPRESSED)
        or cost.elements > ELEMENTS
    }


@pytest.mark.parametrize("stage", ["evaluation", "award"])
def test_pages_keep_to_their_budget_however_large_the_city(stage: str) -> None:
    small, large = costs(stage, SMALL), costs(stage, LARGE)

    grown = {
        name: (len(cost.queries), len(large[name].queries))
        for name, cost in small.items()
        if len(large[name].queries) > len(cost.queries) + 1
    }

    assert over_budget(small) == over_budget(large) == {}
    assert grown == {}


def test_pages_of_planning_keep_to_their_budget_and_load_four_files_of_ours() -> None:
    measured = costs("planning", SMALL)
    loads = {cost.loads for cost in measured.values()}
    (files,) = loads

    assert over_budget(measured) == {}
    assert 1 + len(files) <= REQUESTS
    assert all(file.startswith("/static/") for file in files)


def test_a_first_visit_fits_a_slow_line() -> None:
    styles = sum(packed(ROOT / "static/css" / name) for name in ("tokens.css", "app.css"))
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    scripts = packed(htmx) + packed(ROOT / "static/js/app.js")

    assert styles <= CSS
    assert scripts <= JAVASCRIPT
    assert styles + scripts + packed(ROOT / "static/img/logo.svg") + COMPRESSED_LIST <= FIRST_VISIT


def packed(file: Path) -> int:
    """Return the bytes of a file as the server sends it to a browser that knows Brotli."""
    return len(brotli.compress(file.read_bytes()))
