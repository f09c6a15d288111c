"""Saved views: whose a person opens, and what is left of their filters today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from indicators.models import Term
from organizations.models import Employee

from ..models import SavedView, ViewPage
from .asked import Asked, asked_of, term_of


def visible_views(user: Employee) -> QuerySet[SavedView]:
    """Return the views that a person opens: the own ones and those shared with the desk."""
    rows = SavedView.objects.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")
    return rows.order_by("name", "pk")


def default_view(user: Employee, page: ViewPage) -> SavedView | None:
    """Return the view with which a page opens for a person."""
    return SavedView.objects.filter(owner=user, page=page.value, is_default=True).first()


def filters_to_keep(params: dict[str, str], terms: Sequence[Term], on: date) -> dict[str, str]:
    """Return what a view keeps: the usual term is left out, so that the view moves on with the year."""
    usual = str(term_of("", terms, on).pk)
    return {key: value for key, value in params.items() if not (key == "masa" and value == usual)}


@dataclass(frozen=True)
class Opened:
    """What is left of the filters of a view, and what was let go, in sentences."""

    asked: Asked
    group: str
    notes: list[str]


def opened(view: SavedView, terms: Sequence[Term], units: set[int], on: date) -> Opened:
    """Return the filters of a view as they hold today; `units` are those that the reader may open."""
    filters = {key: str(value) for key, value in dict(view.filters).items()}
    asked, notes = asked_of(filters, terms, on), []
    term = next((term for term in terms if term.pk == asked.term), None)
    if "masa" in filters and str(asked.term) != filters["masa"]:
        notes.append("Masa di tampilan ini sudah tidak ada, jadi dipakai masa yang berjalan.")
    elif "masa" in filters and term is not None and not term.period.is_open:
        notes.append(f"Tahun {term.period.year} sudah ditutup. Angkanya tetap terbaca.")
    if asked.unit is not None and asked.unit not in units:
        notes.append("Unit di tampilan ini sudah ditutup atau di luar unit Anda, jadi saringannya dilepas.")
        asked = replace(asked, unit=None)
    return Opened(asked, filters.get("kelompok", ""), notes)
