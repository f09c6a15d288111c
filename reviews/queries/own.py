"""What a person's own plans of the year ask for: the present post first, then earlier and acting ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from appraisal.templatetags.ui import tanggal
from indicators.models import Period, Plan
from indicators.queries import waiting_proposals
from indicators.rules import UNDER_WAY, PlanStatus
from organizations.models import Absence, Employee, Placement
from organizations.rules import EmploymentKind, Span

from ..models import Evaluation, Note, Realisation
from ..rules.evaluation import UNSHARED, EvaluationStatus
from .year import Rank, Task, Year

NOTED_LATELY = timedelta(days=7)  # who wrote a note since is not asked for one
OPEN = (PlanStatus.DRAFT, PlanStatus.RETURNED)


@dataclass(frozen=True)
class OwnYear:
    """The present definitive post with its plan, the other plans of the year, and what was shared."""

    post: Placement | None = None
    plan: Plan | None = None
    others: list[Plan] = field(default_factory=list)
    results: dict[int, Evaluation] = field(default_factory=dict)
    proposed: int = 0  # results that leaders proposed for a plan that is still being written

    @property
    def result(self) -> Evaluation | None:
        """The shared annual result of the present post."""
        return self.results.get(self.plan.pk) if self.plan else None

    @property
    def is_away(self) -> bool:
        """Whether nobody expects a plan now (CLTN, suspended)."""
        return getattr(self.post, "is_away", False)


def own_year(user: Employee, year: Year, on: date) -> OwnYear:
    """Return a person's posts, plans and shared results of the year (at most four queries)."""
    return own_years([user], year, on)[user.pk]


def own_years(people: Sequence[Employee], year: Year, on: date) -> dict[int, OwnYear]:
    """Return posts, plans and shared results of the year by person (at most four queries for any number)."""
    period = year.period
    if period is None:
        return {person.pk: OwnYear() for person in people}
    day = min(max(on, period.started_on), period.ended_on)
    plans = _plans(people, year, on)
    present = {
        pk: next((plan for plan in rows if _holds(plan.placement, day)), None) for pk, rows in plans.items()
    }
    posts = _posts([person for person in people if not present.get(person.pk)], day)
    results = _results([plan for rows in plans.values() for plan in rows], year)
    found = {}
    for person in people:
        rows = plans.get(person.pk, [])
        plan = present.get(person.pk)
        post = plan.placement if plan else posts.get(person.pk)
        if post is None:
            plan = next(iter(rows), None)
        others = [row for row in rows if row != plan]
        own = {row.pk: results[row.pk] for row in rows if row.pk in results}
        found[person.pk] = OwnYear(post, plan, others, own)
    return _with_proposals(found, period)


def _plans(people: Sequence[Employee], year: Year, on: date) -> dict[int, list[Plan]]:
    """Return the plans of the year by person, the latest first."""
    notes = Note.objects.kept().filter(placement=OuterRef("placement"), noted_on__gt=on - NOTED_LATELY)
    counting = Realisation.objects.filter(indicator__removed_at__isnull=True)
    reports = counting.filter(indicator__result__plan=OuterRef("pk"), term=year.running)
    changes = Plan.every.filter(revises=OuterRef("pk"), status__in=[status.value for status in UNDER_WAY])
    rows = Plan.objects.filter(period=year.period, placement__employee__in=people).annotate(
        has_report=Exists(reports),
        has_note=Exists(notes),
        change=Subquery(changes.values("pk")[:1]),
        change_status=Subquery(changes.values("status")[:1]),
    )
    found: dict[int, list[Plan]] = defaultdict(list)
    for plan in rows.select_related("placement__position").order_by("-started_on", "-pk"):
        found[plan.placement.employee_id].append(plan)
    return found


def _holds(place: Placement, day: date) -> bool:
    """Say whether a placement is the person's definitive post on a day."""
    return place.is_definitive and Span(place.started_on, place.ended_on).holds(day)


def _posts(people: Sequence[Employee], day: date) -> dict[int, Placement]:
    """Return the definitive post on a day by person, and whether nobody expects a plan there."""
    if not people:
        return {}
    away = Absence.objects.on(day).without_plan().filter(employee=OuterRef("employee"))
    posts = Placement.objects.on(day).definitive().filter(employee__in=people).annotate(is_away=Exists(away))
    rows = posts.select_related("position", "unit").order_by("started_on")
    return {post.employee_id: post for post in rows}


def _results(plans: Sequence[Plan], year: Year) -> dict[int, Evaluation]:
    """Return the annual results that were shared, by plan."""
    if not plans or not year.final:
        return {}
    rows = Evaluation.objects.filter(plan__in=plans, term=year.final).exclude(status__in=UNSHARED)
    return {row.plan_id: row for row in rows}


def _with_proposals(found: dict[int, OwnYear], period: Period) -> dict[int, OwnYear]:
    """Add how many proposals of leaders wait where a plan is still being written."""
    writing = {
        pk: own.post
        for pk, own in found.items()
        if own.post is not None and (own.plan is None or own.plan.status in OPEN)
    }
    if not writing:
        return found
    waiting = waiting_proposals(list(writing.values()))
    for pk, post in writing.items():
        count = sum(number for _, number in waiting.get((period.pk, post.pk), []))
        found[pk] = replace(found[pk], proposed=count)
    return found


def own_tasks(user: Employee, own: OwnYear, year: Year) -> list[Task]:
    """Return what the person can go on with for the own plans; a regional head has none."""
    if year.period is None or user.kind == EmploymentKind.NON_ASN:
        return []
    tasks = _present(own, year)
    for plan in own.others:
        place = plan.placement
        if plan.status in OPEN:
            hint = f"Masa {tanggal(plan.started_on)} sampai {tanggal(plan.last_day)}."
            href = reverse("indicators:plan-compose", args=[plan.pk])
            tasks.append(Task(f"Selesaikan SKP {place.label}", hint, href, "Draf", "info"))
        tasks += _result(own.results.get(plan.pk), place)
    return tasks


def _present(own: OwnYear, year: Year) -> list[Task]:
    plan, result = own.plan, own.result
    if plan is None:
        return [] if own.is_away else [_begin(own, year)]
    tasks = _writing(plan, year, own.proposed) + _result(result)
    if plan.status == PlanStatus.AGREED:
        tasks += _change_tasks(plan)
    wants_note = not plan.has_note and result is None  # type: ignore[attr-defined]
    if plan.status == PlanStatus.AGREED and year.running and wants_note:
        hint = (
            "Sudah ada catatan. Anda bisa melengkapinya."
            if plan.has_report  # type: ignore[attr-defined]
            else "Satu kalimat dan satu tautan bukti cukup."
        )
        title, href = f"Catat kemajuan {year.running.name}", reverse("reviews:progress-mine")
        tasks.append(Task(title, hint, href, rank=Rank.NOTES))
    return tasks


def _begin(own: OwnYear, year: Year) -> Task:
    """Return the task to begin a plan; who moved in the year hears that it is for the new post."""
    title, hint = (
        f"Susun SKP {year.period.year if year.period else ''}",
        "Mulai dari data Anda. Draf selalu boleh disimpan.",
    )
    if own.post and own.others:
        title = "Susun SKP untuk jabatan baru"
        hint = (
            f"{own.post.position} sejak {tanggal(own.post.started_on)}. SKP jabatan lama tetap bisa dibaca."
        )
    elif own.proposed:
        hint = _proposed(own.proposed)
    return Task(title, hint, reverse("indicators:plan-mine"), "Belum dimulai", "info")


def _proposed(count: int) -> str:
    return f"{count} usulan dari pimpinan menunggu jawaban Anda."


def _writing(plan: Plan, year: Year, proposed: int) -> list[Task]:
    """Return the task of a plan that is being written or waits for an answer."""
    if plan.status == PlanStatus.SUBMITTED:
        href = reverse("indicators:plan-detail", args=[plan.pk])
        title = "Lihat SKP yang Anda ajukan"
        return [Task(title, "Menunggu tanggapan atasan.", href, "Menunggu atasan", "mute")]
    if plan.status not in OPEN or year.period is None:
        return []
    returned = plan.status == PlanStatus.RETURNED
    title, href = f"Lanjutkan SKP {year.period.year}", reverse("indicators:plan-compose", args=[plan.pk])
    if returned:
        hint = "Atasan memberi saran. Perbaiki lalu ajukan lagi."
        return [Task(title, hint, href, "Dikembalikan dengan saran", "warn")]
    hint = _proposed(proposed) if proposed else "Lanjutkan dari bagian yang terakhir."
    return [Task(title, hint, href, "Draf", "info")]


def _result(result: Evaluation | None, place: Placement | None = None) -> list[Task]:
    """Return the task to read a result that was shared and not acknowledged yet."""
    if result is None or result.status != EvaluationStatus.SHARED:
        return []
    title = f"Baca hasil penilaian {place.label}" if place else "Baca hasil penilaian Anda"
    href = reverse("reviews:evaluation-detail", args=[result.pk])
    return [Task(title, "Lihat alasan, bukti, dan langkah berikutnya.", href, "Baru", "info")]


def _change_tasks(plan: Plan) -> list[Task]:
    """Return what the owner can go on with in a change of the agreed plan, or begin because of a request."""
    change, status = plan.change, plan.change_status  # type: ignore[attr-defined]
    if status in (PlanStatus.DRAFT, PlanStatus.RETURNED):
        hint = "SKP yang disepakati tetap berlaku sampai perubahan disepakati."
        href = reverse("indicators:plan-compose", args=[change])
        words = ("Dikembalikan dengan saran", "warn") if status == PlanStatus.RETURNED else ("Draf", "info")
        return [Task("Lanjutkan perubahan SKP", hint, href, *words)]
    if plan.suggestion and change is None:
        href = reverse("indicators:change-start", args=[plan.pk])
        return [Task("Susun perubahan SKP", "Atasan Anda memintanya.", href, "Diminta", "info")]
    return []
