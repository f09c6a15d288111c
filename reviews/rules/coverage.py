"""Who is evaluated in a part of the year: expected, with the days that are judged, or not, with the reason.

Sources: domain research 2.6.7, where [SRC] is read and [MEM] is a decision of this house: see the README.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from organizations.rules import ABSENCE_LABELS, AbsenceKind, PlacementKind, Span


@dataclass(frozen=True)
class Away:
    """Days in which somebody does not work in the post."""

    kind: AbsenceKind
    days: Span

    def __str__(self) -> str:
        until = f" sampai {self.days.ended_on:%d-%m-%Y}" if self.days.ended_on else ""
        return f"{ABSENCE_LABELS[self.kind]} sejak {self.days.started_on:%d-%m-%Y}{until}"


@dataclass(frozen=True)
class Coverage:
    """Whether an evaluation is expected: the days it is about and what to mind, or why it is not."""

    days: Span | None = None
    notes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_expected(self) -> bool:
        """Whether somebody has to evaluate."""
        return not self.reason


def coverage(
    term: Span,
    post: Span,
    *,
    kind: PlacementKind = PlacementKind.DEFINITIVE,
    has_plan: bool = True,
    away: Sequence[Away] = (),
    left: str = "",
    is_shared: bool = False,
) -> Coverage:
    """Say whether a post is evaluated in a term, for which days, and what to mind.

    `left` is the word for why the person left the service, nothing for who is still there; `has_plan` counts
    for acting posts only. What was shared stays expected, whatever happened since. Sources: domain research
    2.6.7 and its decisions in the README.
    """
    days = _shared(term, post)
    if days is None:
        if post.started_on > (term.ended_on or post.started_on):
            return Coverage(reason=f"Mulai {post.started_on:%d-%m-%Y}, setelah masa ini")
        return Coverage(reason=f"Berakhir {post.ended_on:%d-%m-%Y}, sebelum masa ini")
    absent = [row for row in away if row.kind != AbsenceKind.STUDY and row.days.overlaps(days)]
    if is_shared:
        return Coverage(days, _notes(term, days, kind, away, absent))
    if left:
        ended = f", sampai {post.ended_on:%d-%m-%Y}" if post.ended_on else ""
        return Coverage(reason=f"{left}{ended}")
    if kind != PlacementKind.DEFINITIVE and not has_plan:
        return Coverage(reason="Jabatan sementara tanpa SKP sendiri; dinilai pada jabatan definitif")
    if not _worked(days, absent):
        return Coverage(reason=str(max(absent, key=lambda row: row.days.started_on)))
    return Coverage(days, _notes(term, days, kind, away, absent))


def _shared(term: Span, post: Span) -> Span | None:
    """Return the days of a term on which a post was held."""
    if not term.overlaps(post):
        return None
    ends = [day for day in (term.ended_on, post.ended_on) if day is not None]
    return Span(max(term.started_on, post.started_on), min(ends) if ends else None)


def _worked(days: Span, absent: Sequence[Away]) -> bool:
    """Say whether a day is left on which somebody worked."""
    day = days.started_on
    for row in sorted(absent, key=lambda row: row.days.started_on):
        if row.days.started_on > day:
            return True
        if row.days.ended_on is None:
            return False
        day = max(day, row.days.ended_on + timedelta(days=1))
    return days.ended_on is None or day <= days.ended_on


def _notes(
    term: Span, days: Span, kind: PlacementKind, away: Sequence[Away], absent: Sequence[Away]
) -> tuple[str, ...]:
    found = []
    if days.started_on > term.started_on:
        found.append(f"Dinilai sejak {days.started_on:%d-%m-%Y}.")
    if days.ended_on is not None and days.ended_on < (term.ended_on or days.ended_on):
        found.append(f"Dinilai sampai {days.ended_on:%d-%m-%Y}, oleh atasan pada hari itu.")
    if kind != PlacementKind.DEFINITIVE:
        found.append("Tambahan; hasil tahunan datang dari jabatan definitif.")
    if any(row.kind == AbsenceKind.STUDY and row.days.overlaps(days) for row in away):
        found.append("Tugas belajar: dinilai atas kemajuan studi.")
    found += [f"{row}: dinilai atas masa yang dijalani." for row in absent]
    return tuple(found)


class Stage(StrEnum):
    """How a day lies to the days of rating of a post."""

    AHEAD = "belum"
    OPEN = "terbuka"
    LATE = "lewat"


def stage(days: Span, *, last_day: date, on: date) -> Stage:
    """Say whether rating is ahead, open, or past its last day; a post that ended earlier opens at its end.

    After the last day rating and sharing stay possible until the year is closed (decided here).
    """
    if on < min(days.started_on, last_day):
        return Stage.AHEAD
    return Stage.LATE if days.ended_on is not None and on > days.ended_on else Stage.OPEN
