"""The notes of a person as pages show them: by week and day, filtered, fifty at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery

from appraisal.paging import counted_page
from appraisal.templatetags.ui import MONTHS, angka, tanggal
from indicators.queries.matrix import shortened
from organizations.models import Placement
from organizations.queries.people import PAGE, PageLinks
from organizations.rules import Span

from ..models import Note
from ..rules.note import is_sealed
from .evidence import add_files

DAY = timedelta(days=1)
LABEL = 60  # letters of a result below a note
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()  # noqa: SIM905


@dataclass(frozen=True)
class Line:
    """One note, and whether its owner may still change it."""

    note: Note
    is_open: bool

    @property
    def facts(self) -> list[str]:
        """For what, how much and how long; and who wrote it, where that was somebody else."""
        note, found = self.note, []
        if note.result:
            found.append(shortened(note.result.text, LABEL))
        if note.amount is not None and note.indicator:
            found.append(f"{angka(note.amount)} {note.indicator.unit}".strip())
        if note.minutes:
            found.append(f"{note.minutes} menit")
        if note.written_by_id != note.placement.employee_id:
            found.append(f"ditulis {note.written_by.name}")
        return found


@dataclass(frozen=True)
class Day:
    """The notes of one day."""

    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Week:
    """The days of one week; a month without any note is a heading alone."""

    label: str
    key: str
    days: list[Day] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """One page of notes, newest first."""

    weeks: list[Week]
    count: int
    page: PageLinks


@dataclass(frozen=True)
class NoteFilter:
    """What of the notes is asked for: a result, days, words."""

    result: int | None = None
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.result or self.since or self.words)

    def of(self, notes: QuerySet[Note]) -> QuerySet[Note]:
        """Keep what was asked for."""
        if self.result:
            notes = notes.filter(result=self.result)
        if self.since and self.until:
            notes = notes.filter(noted_on__range=(self.since, self.until))
        for word in self.words:
            notes = notes.filter(text__icontains=word)
        return notes


def timeline(
    notes: QuerySet[Note],
    asked: NoteFilter,
    params: Mapping[str, str],
    days: Span,
    sealed: Iterable[Span] | None = None,
) -> Timeline:
    """Return a page of notes by week and day (three queries at any number).

    Unfiltered, a month of `days` in which nothing was written is told as well. For the owner `sealed` are
    the closed years; without it nothing can be changed.
    """
    found = asked.of(notes)
    count = found.count()
    kept = {name: value for name, value in params.items() if name != "halaman" and value}
    link = "?" + urlencode(kept | {"halaman": ""})
    page = counted_page(params.get("halaman", ""), count, PAGE, link)
    rows = found.select_related("result", "indicator", "written_by", "placement")
    shown = list(rows.order_by("-noted_on", "-pk")[page.part])
    add_files(shown)
    weeks = list(_weeks(shown, sealed))
    if not asked and shown:
        first = days.ended_on if page.number == 1 and days.ended_on else shown[0].noted_on
        last = days.started_on if page.number == page.last else shown[-1].noted_on
        weeks = _with_gaps(weeks, shown, first, last)
    return Timeline(weeks, count, PageLinks(shown, page.label, page.prev_href, page.next_href))


def _is_open(note: Note, sealed: Iterable[Span] | None) -> bool:
    return sealed is not None and not is_sealed(note.noted_on, sealed)


def monday_of(day: date) -> date:
    """Return the first day of the week."""
    return day - day.weekday() * DAY


def _weeks(notes: Iterable[Note], sealed: Iterable[Span] | None) -> Iterator[Week]:
    for monday, rows in groupby(notes, key=lambda note: monday_of(note.noted_on)):
        days = [
            Day(
                day_label(day),
                [Line(note, _is_open(note, sealed)) for note in same],
            )
            for day, same in groupby(rows, key=lambda note: note.noted_on)
        ]
        yield Week(week_label(monday), monday.isoformat(), days)


def day_label(day: date) -> str:
    """Return "Jumat, 20 November"; the year stands in the heading of the week."""
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"


def week_label(monday: date) -> str:
    """Return "16 sampai 22 November 2026"."""
    sunday = monday + 6 * DAY
    return f"{monday.day if monday.month == sunday.month else tanggal(monday)} sampai {tanggal(sunday)}"


def _with_gaps(weeks: list[Week], notes: list[Note], first: date, last: date) -> list[Week]:
    """Put a heading where a whole month has no note, from the first day back to the last."""
    written = {(note.noted_on.year, note.noted_on.month) for note in notes}
    gaps = [month for month in _months(first, last) if month not in written]
    entries: list[tuple[str, Week]] = [(week.key, week) for week in weeks]
    for year, month in gaps:
        label = f"{MONTHS[month - 1]} {year}: belum ada catatan"
        entries.append((f"{year}-{month:02}-31", Week(label, "")))
    return [week for _, week in sorted(entries, key=lambda entry: entry[0], reverse=True)]


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) >= (last.year, last.month):
        yield year, month
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def last_before(notes: QuerySet[Note], day: date) -> Note | None:
    """Return the latest note of an earlier day, for copying it."""
    return notes.filter(noted_on__lt=day).order_by("-noted_on", "-pk").first()


def last_note_days(placement_ids: Iterable[int]) -> dict[int, date]:
    """Return the day of the last note of each placement that has one (one query)."""
    notes = Note.objects.kept().filter(placement=OuterRef("pk")).order_by("-noted_on", "-pk")
    rows: Any = Placement.objects.filter(pk__in=list(placement_ids))
    rows = rows.annotate(day=Subquery(notes.values("noted_on")[:1]))  # a look into the index for each
    return dict(rows.filter(day__isnull=False).values_list("pk", "day"))
