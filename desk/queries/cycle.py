"""The desk page: phases of a year, units that need help, and what happened last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count, IntegerField, Max, Subquery, Value
from django.urls import reverse

from appraisal.models import UNFINISHED, Job
from appraisal.templatetags.ui import angka, tanggal, waktu
from indicators.models import Period, PlanningWindow, RatingWindow, Term
from indicators.rules import nearest_window
from organizations.access import Scope, grants_of
from organizations.models import Employee, StaffImport
from organizations.queries import REMEMBERED
from organizations.rules import Span
from reviews.models import Reminder

from ..rules.cycle import UNITS_AT_MOST, Phase, Standing, focus, needs_help
from ..rules.waiting import Group, Stage
from .counts import Counts, Desk, counts
from .day_spans import usual_days

PLANNING, AWARD = "skp", "penghargaan"
TAGS = {Standing.LATER: "mute", Standing.RUNNING: "ok", Standing.OVER: "mute"}


# --- Years ------------------------------------------------------------------------------------


def years_of_desk(asked: str, on: date) -> tuple[Period | None, list[dict[str, Any]]]:
    """Return the year of the desk and links to the others (one query).

    The one that was asked for, else the current one, else the latest; archived years only when asked for.
    """
    every = list(Period.objects.order_by("-year"))
    named = next((row for row in every if str(row.year) == asked), None)
    used = [row for row in every if row.archived_at is None or row == named]
    opened = [row for row in used if row.is_open]
    running = [row for row in opened if row.started_on <= on <= row.ended_on]
    chosen = named or next(iter([*running, *opened, *used]), None)
    links = [
        {"label": str(row.year), "href": f"?tahun={row.year}", "is_current": row == chosen} for row in used
    ]
    return chosen, links if len(links) > 1 else []


# --- Phases -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PhaseRow:
    """One phase as the page shows it; `own` is how many units have days of their own."""

    label: str
    days: list[str]
    words: str
    kind: str
    own: int = 0
    href: str = ""

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.words == Standing.OVER


Windows = dict[int | None, dict[int, Span]]  # days of units of their own by term; None is planning


def windows_by_term(period: Period) -> Windows:
    """Return all days of planning and rating that units of a year have of their own (one query)."""
    found: Windows = defaultdict(dict, {None: {}})
    days = ("unit", "started_on", "ended_on")
    none = Value(None, output_field=IntegerField())
    planned = PlanningWindow.objects.filter(period=period).values_list(none, *days)
    rated = RatingWindow.objects.filter(term__period=period).values_list("term", *days)
    for term, unit, start, end in planned.order_by().union(rated.order_by(), all=True):
        found[term][unit] = Span(start, end)
    return found


def phase_rows(period: Period, terms: Iterable[Term], windows: Windows, on: date) -> list[PhaseRow]:
    """Return the phases of a year with their days and how many units deviate."""
    planning, rating = len(windows[None]), {term: len(own) for term, own in windows.items()}
    plans, rated = (reverse(f"desk:{name}-list", args=[period.pk]) for name in ("window", "rating-window"))
    found = [_row("Perencanaan", usual_days(period), on, [_days(usual_days(period))], planning, plans)]
    for term in terms:
        days, own = usual_days(period, term), rating.get(term.pk, 0)
        whole = Span(min(term.started_on, days.started_on), max(term.due_on, days.ended_on or term.due_on))
        told = [
            _days(Span(term.started_on, term.ended_on)),
            f"diisi sampai {tanggal(term.due_on)}",
            f"dinilai {_days(days)}",
        ]
        if term.is_final:
            found.append(_row("Evaluasi tahunan", days, on, [_days(days)], own, rated))
        else:
            found.append(_row(term.name, whole, on, told, own, rated))
    award = Span(period.award_from, period.award_until)
    return [*found, _row("Penghargaan", award, on, [_days(award)])]


def _row(label: str, span: Span, on: date, days: list[str], own: int = 0, href: str = "") -> PhaseRow:
    standing = Phase("", label, span).standing(on)
    return PhaseRow(label, days, standing.value, TAGS[standing], own, href)


def _days(span: Span) -> str:
    return f"{tanggal(span.started_on)} sampai {tanggal(span.ended_on)}"


# --- Units that need help ------------------------------------------------------------------------


@dataclass(frozen=True)
class HelpRow:
    """A unit that is behind the pace of the running phase, with the reason and the address of its people."""

    name: str
    reason: str
    href: str


@dataclass(frozen=True)
class Help:
    """The phase that is looked at, and the units behind its pace."""

    label: str
    rows: list[HelpRow]
    more: int


def help_of(
    user: Employee, scope: Scope, period: Period, terms: list[Term], windows: Windows, on: date
) -> Help | None:
    """Return up to ten units of the scope that need help in the phase of the day; None before the first one.

    The counts are at most a minute old; nothing else is read. Most people missing first: there help
    reaches most. The sentence names numbers of a unit, never a person.
    """
    phases = [Phase(PLANNING, "Perencanaan", usual_days(period))]
    phases += [Phase(str(term.pk), term.name, usual_days(period, term)) for term in terms]
    phase = focus(phases, on)
    if phase is None:
        return None
    term = next((row for row in terms if str(row.pk) == phase.key), None)
    final = next(row for row in terms if row.is_final)
    made, own = counts(period, term or final, on), windows[term.pk if term else None]
    parents = {child: parent for parent, children in made.children.items() for child in children}
    found = []
    for unit in _units(user, scope, made, on):
        total = made.below(unit)
        missing = total.people - total.done(Stage.SHARED if term else Stage.PLAN)
        span = nearest_window(_chain(unit, parents), own, phase.span)
        if needs_help(total.people, missing, span, on):
            href = _href(unit, term or final, term)
            found.append((-missing, HelpRow(made.names[unit], _why(total, missing, span, term, on), href)))
    rows = [row for _, row in sorted(found, key=lambda each: (each[0], each[1].name, each[1].href))]
    label = f"Penilaian {phase.label}" if term else phase.label
    return Help(label, rows[:UNITS_AT_MOST], max(0, len(rows) - UNITS_AT_MOST))


def _units(user: Employee, scope: Scope, made: Desk, on: date) -> list[int]:
    """Return the units right below the top of the scope; the top itself where nothing lies below it."""
    if scope.is_all:
        first = made.first_with_choice()
        tops = [first] if first is not None else []
    else:
        tops = [grant.unit_id for grant in grants_of(user, on) if grant.unit_id in scope.unit_ids]
    found: list[int] = []
    for top in dict.fromkeys(tops):
        found += made.children.get(top, []) or ([top] if top in made.names else [])
    return list(dict.fromkeys(found))


def _chain(unit: int, parents: dict[int, int | None]) -> list[int]:
    found: list[int] = []
    above: int | None = unit
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def _why(total: Counts, missing: int, span: Span, term: Term | None, on: date) -> str:
    what = "pegawai belum menerima hasil" if term else "SKP belum disepakati"
    assert span.ended_on is not None
    left = (span.ended_on - on).days
    when = f"{angka(left)} hari lagi" if left > 0 else "hari ini" if left == 0 else "sudah lewat"
    return f"{angka(missing)} dari {angka(total.people)} {what}; batasnya {tanggal(span.ended_on)}, {when}."


def _href(unit: int, counted: Term, term: Term | None) -> str:
    group = Group.EVALUATION if term else Group.PLANNING
    asked = urlencode({"unit": unit, "masa": counted.pk, "kelompok": group.value})
    return f"{reverse('desk:completeness')}?{asked}"


# --- What happened last ----------------------------------------------------------------------------


@dataclass(frozen=True)
class LastRow:
    """Something that happened last, with where to see more."""

    label: str
    value: str
    href: str = ""
    link: str = "Lihat"


def last_rows(scope: Scope, *, is_admin: bool, objections: int) -> list[LastRow]:
    """Return open objections, the last reminder, and for the BKD the last import and jobs.

    All but the objections are at most a minute old (one to four queries when made anew, then none).
    """
    told = f"{angka(objections)} belum diputus" if objections else "Tidak ada"
    rows = [LastRow("Keberatan terbuka", told, reverse("reviews:objection-list"))]
    key = f"desk-last-{scope.is_all}-{is_admin}"
    found: list[LastRow] | None = cache.get(key)
    if found is None:
        found = [LastRow("Pengingat terakhir", _last_reminder(scope), reverse("reviews:reminder-list"))]
        if is_admin:
            found.append(LastRow("Impor terakhir", _last_import(), reverse("organizations:import-start")))
            found += _jobs()
        cache.set(key, found, REMEMBERED)
    return [*rows, *found]


def _last_reminder(scope: Scope) -> str:
    day = Reminder.objects.aggregate(day=Max("day"))["day"]
    if day is None:
        return "Belum ada"
    if not scope.is_all:
        return tanggal(day)
    return f"{tanggal(day)}, {angka(Reminder.objects.filter(day=day).count())} orang"


def _last_import() -> str:
    rows = StaffImport.objects.filter(confirmed_at__isnull=False).select_related("confirmed_by")
    last = rows.defer("units_content", "staff_content").order_by("-confirmed_at", "-pk").first()
    if last is None:
        return "Belum ada"
    counted = last.counts.get("staff") or last.counts.get("units") or {}
    new, changed = counted.get("new", 0), counted.get("changed", 0)
    by = last.confirmed_by.full_name if last.confirmed_by else "Sistem"
    return f"{waktu(last.confirmed_at)} oleh {by}: {angka(new)} baru, {angka(changed)} berubah"


def _jobs() -> list[LastRow]:
    """Return how many jobs go on, and the last one (one query)."""
    whole = Job.objects.filter(parent__isnull=True)
    unfinished = whole.filter(status__in=UNFINISHED).order_by().values("parent").annotate(n=Count("pk"))
    last = whole.annotate(going=Subquery(unfinished.values("n"))).order_by("-made_at", "-pk").first()
    going = last.going or 0 if last else 0
    told = [f"{angka(going)} berjalan atau menunggu"] if going else []
    told += [f"terakhir {last.title}, {last.get_status_display().lower()}"] if last else []
    return [LastRow("Pekerjaan", "; ".join(told) or "Belum ada", reverse("desk:job-list"))]
