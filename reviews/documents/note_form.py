"""The blank form of notes on paper, for offices without a network: the own results by number, and rows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.cache import cache

from appraisal import pdf
from indicators.queries.matrix import shortened
from organizations.models import Employee

from ..queries.note_facts import present_post
from ..rules.note import Facts, Subject
from .people import letterhead
from .printing import FACES

LISTED = 40  # lines of results and indicators above the table; more leave no room for writing
LETTERS = 95  # of one line, so that it stays one line
FIRST_PAGE, SECOND_PAGE = 18, 24  # rows that fit when nothing is listed
LINES_OF_A_ROW = 2.2  # of the list
REMEMBERED = 600  # seconds


def blank_form(user: Employee, facts: Facts, today: date) -> bytes:
    """Return the form of one person as a PDF of two A4 pages; printed once while nothing on it changes."""
    context = _context(user, facts, today)
    key = hashlib.sha256(repr((user.pk, sorted(context.items()))).encode()).hexdigest()
    made: Any = cache.get_or_set(f"note-form-{key}", lambda: _print(context, key), REMEMBERED)
    return bytes(made)


def _context(user: Employee, facts: Facts, today: date) -> dict[str, Any]:
    head, post = letterhead(), present_post(user, today)
    year = max((row.year for row in facts.subjects), default=today.year)
    own = [row for row in facts.subjects if row.year == year]
    listed = own if len(own) <= LISTED else [row for row in own if row.indicator is None]
    shown = [_line(row) for row in listed[:LISTED]]
    return {
        "letterhead": head,
        "face": FACES.get(head.typeface, "sans"),
        "name": user.full_name,
        "nip": user.nip,
        "position": post.label if post else "",
        "unit": post.unit.name if post else "",
        "year": year,
        "listed": shown,
        "rest": len(listed) - len(shown),
        "rows": FIRST_PAGE - round(len(shown) / LINES_OF_A_ROW) + SECOND_PAGE,
    }


def _line(row: Subject) -> Subject:
    return replace(row, label=shortened(row.label, LETTERS))


def _print(context: dict[str, Any], key: str) -> bytes:
    pages = {**context, "rows": range(context["rows"])}
    return pdf.render("documents/catatan.html", pages, identifier=f"catatan {key}").pdf
