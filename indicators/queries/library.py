"""Reads of the indicator library: searching it, its pages, its queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from organizations.models import Employee
from organizations.queries import PageLinks, page_after

from ..access import library as access
from ..models import LibraryEntry
from ..rules import (
    ASPECT_LABELS,
    DIRECTION_LABELS,
    POSITION_LABELS,
    Aspect,
    Direction,
    EntryStatus,
    stems,
)

HITS = 8  # offered beside a form
PAGE = 25
OWN = 50  # of one's own proposals, the latest ones
STATUS_WORDS = {
    EntryStatus.PROPOSED: ("Menunggu BKD", "info"),
    EntryStatus.ACCEPTED: ("Berlaku", "ok"),
    EntryStatus.SENT_BACK: ("Dikembalikan dengan catatan", "grow"),
    EntryStatus.REPLACED: ("Diganti edisi baru", "mute"),
}
COLUMNS = ("text", "code", "formula", "field", "measure", "source", "example")


@dataclass(frozen=True)
class Hit:
    """An entry as a form offers it."""

    pk: int
    code: str
    text: str
    words: str


@dataclass(frozen=True)
class Lookup:
    """What somebody looked for from within a form, and the entries that fit best."""

    text: str = ""
    hits: list[Hit] = field(default_factory=list)
    is_near: bool = False  # no entry holds all the words; these hold some


def in_force() -> QuerySet[LibraryEntry]:
    """Return the entries that plans may use: one edition per code."""
    return LibraryEntry.objects.filter(status=EntryStatus.ACCEPTED)


def search(rows: QuerySet[LibraryEntry], text: str) -> tuple[QuerySet[Any], bool]:
    """Return the rows that hold all the words, in any order and column; else those that hold half of them.

    The second value says that none holds all. Each row gets `held`, how many of the words it holds, and
    `points`: a word in the indicator itself weighs more than one in its formula, source or example.
    """
    words = stems(text)
    if not words:
        return rows.annotate(points=Value(0)), False
    near = _near(rows, words)
    exact = near.filter(held=len(words))
    return (exact, False) if exact.exists() else (near, True)


def look_up(text: str, kind: str) -> Lookup:
    """Return the entries that fit a text best for a kind of position, at most eight; no text, no query.

    Those that hold all the words come first, and of them those for this kind of position.
    """
    text = " ".join(text.split())[:80]
    words = stems(text)
    if not words:
        return Lookup(text)
    whole = Case(When(held=len(words), then=1), default=0)
    fits = Case(When(position_kind=kind, then=0), When(position_kind="", then=1), default=2)
    rows = _near(in_force(), words).annotate(whole=whole, fit=fits)
    best = list(rows.order_by("-whole", "fit", "-points", "code")[:HITS])
    return Lookup(text, [_hit(row) for row in best], is_near=bool(best) and not best[0].whole)


def _near(rows: QuerySet[LibraryEntry], words: list[str]) -> QuerySet[Any]:
    """Return the rows that hold at least half of the words, counted and weighed."""
    held = [Case(When(_holds(word), then=1), default=0) for word in words]
    in_text = [Case(When(text__icontains=word, then=2), default=0) for word in words]
    zero = Value(0, IntegerField())
    marked: QuerySet[Any] = rows.annotate(held=reduce(add, held, zero))
    marked = marked.annotate(points=reduce(add, in_text, F("held")))
    return marked.filter(held__gte=(len(words) + 1) // 2)


def _holds(word: str) -> Q:
    return reduce(Q.__or__, (Q(**{f"{name}__icontains": word}) for name in COLUMNS))


def taken_entry(key: str) -> LibraryEntry | None:
    """Return the entry in force that a person pressed on, or None when there is none any more."""
    return in_force().filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 10 else None


def _hit(row: LibraryEntry) -> Hit:
    return Hit(row.pk, row.code, row.text, measure_words(row))


# --- Pages ------------------------------------------------------------------------------------


def chosen_entries(params: Mapping[str, str]) -> tuple[QuerySet[Any], bool]:
    """Return the entries in force that a person chose by field, kind, aspect and words (see `search`)."""
    columns = {"bidang": "field", "jenis": "position_kind", "aspek": "aspect"}
    chosen = {column: params[name] for name, column in columns.items() if params.get(name)}
    return search(in_force().filter(**chosen), params.get("q", ""))


def library_page(params: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of the library with how many entries fit; three queries, whatever its size."""
    rows, is_near = chosen_entries(params)
    if is_near:
        page = PageLinks(list(rows.order_by("-points", "code")[:PAGE]), "", "", "")
    else:
        page = page_after(rows, key=("code", "pk"), params=params, size=PAGE)
    total = len(page.rows) if is_near or not (page.next_href or page.prev_href) else rows.count()
    found = [
        {"entry": row, "kind": POSITION_LABELS[row.position_kind], "words": measure_words(row)}
        for row in page.rows
    ]
    return {"rows": found, "page": page, "total": total, "is_near": is_near}


def entry_page(entry: LibraryEntry, user: Employee, on: Any) -> dict[str, Any]:
    """Return an entry with its other editions, and what it would change in the one in force."""
    others = access.visible_entries(user, on).filter(code=entry.code).exclude(pk=entry.pk)
    editions = list(others.order_by("-edition"))
    base = next((row for row in editions if row.status == EntryStatus.ACCEPTED), None)
    is_open = entry.status in access.OPEN
    return {
        "entry": entry,
        "status": status_words(entry),
        "rows": [{"label": label, "value": text} for label, text in list(told(entry).items())[1:]],
        "editions": [{"entry": row, "status": status_words(row)} for row in editions],
        "base": base,
        "changes": differences(told(base), told(entry)) if base and is_open else [],
    }


def entry_queue(user: Employee, params: Mapping[str, str], *, decides: bool) -> dict[str, Any]:
    """Return the proposals that wait, for who decides, and the person's own ones, the latest first."""
    rows = LibraryEntry.objects.select_related("proposed_by")
    waiting = rows.filter(status=EntryStatus.PROPOSED) if decides else rows.none()
    own = rows.filter(proposed_by=user).order_by("-proposed_at", "-pk")
    if decides:
        own = own.exclude(status=EntryStatus.PROPOSED)
    return {
        "waiting": page_after(waiting, key=("code", "pk"), params=params, size=PAGE),
        "own": [{"entry": row, "status": status_words(row)} for row in own[:OWN]],
    }


# --- Words ------------------------------------------------------------------------------------


def status_words(entry: LibraryEntry) -> tuple[str, str]:
    """Return the state of an entry in words, with the kind of its tag."""
    return STATUS_WORDS[EntryStatus(entry.status)]


def told(entry: LibraryEntry) -> dict[str, str]:
    """Return what an entry says, by label, as people read it."""
    return {
        "Indikator": entry.text,
        "Bidang layanan": entry.field,
        "Jenis jabatan": POSITION_LABELS[entry.position_kind],
        "Aspek": ASPECT_LABELS[Aspect(entry.aspect)],
        "Satuan": entry.measure,
        "Arah": DIRECTION_LABELS[Direction(entry.direction)],
        "Formula": entry.formula,
        "Sumber data": entry.source,
        "Contoh hasil dan target": entry.example,
    }


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, str]]:
    """Return where two entries differ: label, before, after."""
    return [
        {"label": label, "before": before[label], "after": after[label]}
        for label in after
        if before[label] != after[label]
    ]


def measure_words(row: LibraryEntry) -> str:
    """Return how an entry is measured, in one line: aspect, unit, direction."""
    direction = DIRECTION_LABELS[Direction(row.direction)].lower()
    return f"{ASPECT_LABELS[Aspect(row.aspect)]} · {row.measure} · {direction}"
