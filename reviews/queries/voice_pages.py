"""Page-sized reads about voices: the public results, the list of points, moderation, the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import ExtractQuarter, ExtractYear

from appraisal.templatetags.ui import MONTHS
from organizations.models import Employee
from organizations.queries import PageLinks, page_after
from organizations.rules.wording import Names, redact

from ..access.voice import visible_points, voice_scope
from ..models import ServicePoint, Voice, VoiceSurplus
from ..rules.voice import (
    FLAG_LABELS,
    MARK_LABELS,
    STATE_LABELS,
    Flag,
    Quarter,
    VoiceState,
    last_quarters,
)
from .voice import HAS_WORDS, Tally, tallies, voices_to_answer

PAGE, PUBLIC_PAGE, UNITS = 20, 10, 40
RECENT = 3
SUSPECTS_SHOWN = 5
PEOPLE_FIRST = Case(When(flag__in=["", Flag.NAME, Flag.NUMBER], then=0), default=1)
TAGS = {VoiceState.NEW: "info", VoiceState.SHOWN: "ok", VoiceState.HIDDEN: "mute"}


@dataclass(frozen=True)
class Page:
    """One page of a list, with the addresses beside it."""

    rows: list[Any]
    label: str
    prev_href: str = ""
    next_href: str = ""


def _page(rows: QuerySet[Voice], number: int, query: str = "", size: int = PAGE) -> Page:
    """Return a page of voices, the newest first, what machines wrote last."""
    start = size * (number - 1)
    ordered = rows.select_related("service").order_by(PEOPLE_FIRST, "-said_on", "-pk")
    return _links(list(ordered[start : start + size + 1]), number, query, size)


def _links(found: list[Any], number: int, query: str, size: int) -> Page:
    """Return the rows of a page with its neighbours; `found` has one row more when another follows."""
    return Page(
        rows=found[:size],
        label=f"Halaman {number}",
        prev_href=f"?{query}halaman={number - 1}" if number > 1 else "",
        next_href=f"?{query}halaman={number + 1}" if len(found) > size else "",
    )


# --- Public ------------------------------------------------------------------------------------


def point_of(code: str) -> ServicePoint | None:
    """Return the point with this code, with its unit."""
    return ServicePoint.objects.select_related("unit").filter(code=code).first()


@dataclass(frozen=True)
class Shown:
    """A voice as everybody reads it: no day, no names, no numbers."""

    month: str
    service: str
    mark: str
    good: str
    improve: str
    answer: str


def _shown(rows: list[Voice], names: Names) -> list[Shown]:
    return [
        Shown(
            month=f"{MONTHS[row.said_on.month - 1]} {row.said_on.year}",
            service=row.service.name if row.service else "",
            mark=MARK_LABELS[row.mark],
            good=redact(row.good, names),
            improve=redact(row.improve, names),
            answer=redact(row.answer, names),
        )
        for row in rows
    ]


def recent_answers(point: ServicePoint, names: Names) -> list[Shown]:
    """Return the last few voices of a point that were answered and are shown."""
    rows = point.voices.filter(state=VoiceState.SHOWN, answered_at__isnull=False).select_related("service")
    return _shown(list(rows.order_by("-answered_at", "-pk")[:RECENT]), names)


def results_page(point: ServicePoint, names: Names, on: date, number: int) -> dict[str, Any]:
    """Return what everybody may know of a point: marks of four quarters, and the shown voices."""
    quarters = last_quarters(on)
    found = _by_quarter(point, quarters)
    shown = _page(point.voices.filter(HAS_WORDS, state=VoiceState.SHOWN), number, size=PUBLIC_PAGE)
    return {
        "quarters": [(quarter, found.get(quarter, Tally())) for quarter in quarters],
        "page": shown,
        "voices": _shown(shown.rows, names),
    }


def _by_quarter(point: ServicePoint, quarters: list[Quarter]) -> dict[Quarter, Tally]:
    since = quarters[-1].started_on
    voices = Voice.objects.filter(point=point, said_on__gte=since)
    surplus = VoiceSurplus.objects.filter(point=point, day__gte=since)
    found = tallies(
        voices.annotate(year=ExtractYear("said_on"), quarter=ExtractQuarter("said_on")),
        surplus.annotate(year=ExtractYear("day"), quarter=ExtractQuarter("day")),
        "year",
        "quarter",
    )
    return {Quarter(year, number): tally for (year, number), tally in found.items()}


# --- The unit's pages ---------------------------------------------------------------------------


def point_page(user: Employee, on: date, params: Mapping[str, str]) -> PageLinks:
    """Return a page of the points that the person keeps, with how many voices wait (two queries)."""
    has_words = Q(voices__good__gt="") | Q(voices__improve__gt="")
    waiting = Count("voices", has_words & Q(voices__flag="", voices__state=VoiceState.NEW.value))
    rows = visible_points(user, on).select_related("unit").annotate(waiting=waiting)
    return page_after(rows, key=("name", "pk"), params={"sesudah": params.get("sesudah", "")[:200]})


FILTERS = {
    "baru": ("Baru", Q(flag="", state=VoiceState.NEW.value) & HAS_WORDS),
    "tampil": ("Tampil", Q(state=VoiceState.SHOWN.value)),
    "sembunyi": ("Disembunyikan", Q(flag="", state=VoiceState.HIDDEN.value)),
    "dicurigai": ("Perlu dilihat dulu", ~Q(flag="") & ~Q(state=VoiceState.SHOWN.value)),
}


@dataclass(frozen=True)
class Row:
    """A voice as the moderator reads it."""

    voice: Voice
    mark: str
    state: tuple[str, str]
    flag: str
    key: str


def _rows(voices: list[Voice]) -> list[Row]:
    return [
        Row(
            voice=voice,
            mark=MARK_LABELS[voice.mark],
            state=(STATE_LABELS[VoiceState(voice.state)], TAGS[VoiceState(voice.state)]),
            flag=FLAG_LABELS[Flag(voice.flag)] if voice.flag else "",
            key=f"{voice.pk}:{voice.version}",
        )
        for voice in voices
    ]


def moderation_page(point: ServicePoint, chosen: str, number: int) -> dict[str, Any]:
    """Return the voices of a point for its moderators: one list, and below it what looks suspect.

    Honest ones come first; suspects stand in a folded part of their own (three queries).
    """
    counted = {name: Count("pk", condition) for name, (_, condition) in FILTERS.items()}
    counts = point.voices.aggregate(**counted)
    page = _page(point.voices.filter(FILTERS[chosen][1]), number, f"saring={chosen}&")
    folded: list[Voice] = []
    if chosen == "baru" and number == 1 and counts["dicurigai"]:
        suspects = point.voices.filter(FILTERS["dicurigai"][1], state=VoiceState.NEW.value)
        first = suspects.select_related("service").order_by(PEOPLE_FIRST, "-said_on", "-pk")
        folded = list(first[:SUSPECTS_SHOWN])
    return {
        "page": page,
        "rows": _rows(page.rows),
        "suspects": _rows(folded),
        "chosen": chosen,
        "filters": [(name, label, counts[name]) for name, (label, _) in FILTERS.items()],
    }


def summary_page(user: Employee, on: date, quarter: Quarter, number: int) -> dict[str, Any]:
    """Return the marks of a quarter for every unit in the person's scope that has a point (five queries)."""
    scope = voice_scope(user, on)
    days = (quarter.started_on, quarter.ended_on)
    voices = scope.filter(Voice.objects.filter(said_on__range=days), "point__unit")
    surplus = scope.filter(VoiceSurplus.objects.filter(day__range=days), "point__unit")
    found = tallies(voices, surplus, "point__unit", "point__unit__name")
    rows = sorted(((name, tally) for (_, name), tally in found.items()), key=lambda row: row[0])
    start, query = UNITS * (number - 1), f"triwulan={quarter.code}&"
    return {
        "page": _links(rows[start : start + UNITS + 1], number, query, UNITS),
        "quarter": quarter,
        "quarters": last_quarters(on),
        "marks": list(reversed(MARK_LABELS.values())),
        "waiting": voices_to_answer(user, on),
    }
