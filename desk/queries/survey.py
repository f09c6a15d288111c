"""What surveys and suggestions brought: groups, counts, texts, and the task to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from indicators.models import Period
from organizations.access import is_head, is_superior
from organizations.models import Employee, Placement, RoleGrant, Supervision, on_day
from organizations.rules import Role
from organizations.rules.wording import Names
from reviews.queries.task_source import Found, Source
from reviews.queries.year import Rank, Task, Year

from ..models import Survey, SurveyAnswer, SurveyDone
from ..rules.chart import Row, stacked
from ..rules.chart_table import Figure, Table, TableRow
from ..rules.chart_words import number, told
from ..rules.survey import AGREES, DAYS, LEAST, SCALE, STATEMENTS, Group, group_of, shown_groups

ADMINS = (Role.BKD_ADMIN.value, Role.UNIT_ADMIN.value)
REMEMBERED = 600  # seconds
REMINDED = 60  # days after a year
LOOKS = ("p1", "p2", "p3", "p4", "p5")
ALL = "Semua"


def all_names() -> Names:
    """Return the names of everybody, remembered for a while."""
    names: Names | None = cache.get("survey-names")
    if names is None:
        names = Names.of(Employee.objects.values_list("name", flat=True).distinct())
        cache.set("survey-names", names, REMEMBERED)
    return names


# --- Groups ------------------------------------------------------------------------------------


def group_in(user: Employee, on: date) -> Group:
    """Return in which group somebody answers on a day."""
    is_admin = RoleGrant.objects.filter(on_day(on), employee=user, role__in=ADMINS).exists()
    return group_of(is_admin=is_admin, leads=is_superior(user, on) or is_head(user, on))


def group_sizes(on: date) -> dict[str, int]:
    """Return how many active people each group has on a day (one query)."""
    admin = Exists(RoleGrant.objects.filter(on_day(on), employee=OuterRef("pk"), role__in=ADMINS))
    leads = Exists(Supervision.objects.on(on).filter(superior=OuterRef("pk")))
    heads = Exists(Placement.objects.on(on).filter(employee=OuterRef("pk"), is_head=True))
    people = Employee.objects.filter(is_active=True).annotate(admin=admin, leads=leads, heads=heads)
    is_leader = Q(leads=True) | Q(heads=True)
    counts = people.aggregate(
        ADMIN=Count("pk", filter=Q(admin=True)),
        ATASAN=Count("pk", filter=Q(admin=False) & is_leader),
        PEGAWAI=Count("pk", filter=Q(admin=False) & ~is_leader),
    )
    return {group.value: counts[group.value] for group in Group}


# --- At the desk -------------------------------------------------------------------------------


def draft_of(on: date) -> dict[str, Any] | None:
    """Return the ready-made survey of the latest year that may have one and has none."""
    years = Period.objects.filter(opened_at__isnull=False, annual_from__lte=on, survey=None)
    period = years.order_by("-year").first()
    if period is None:
        return None
    return {
        "period": period.pk,
        "name": f"Survei Capaian {period.year}",
        "purpose": "Lima pernyataan dan satu usul, supaya tahun berikutnya lebih jelas dan lebih ringan.",
        "opens_on": on,
        "closes_on": on + timedelta(days=DAYS),
    }


def surveys() -> QuerySet[Survey]:
    """Return all surveys, the latest first, with how many people answered."""
    return Survey.objects.annotate(count=Count("done")).order_by("-opens_on", "-pk")


# --- Results -----------------------------------------------------------------------------------


def figures_of(survey: Survey) -> list[Figure]:
    """Return a figure for each statement, for everybody and by group; none below ten answers (one query)."""
    cells = {
        f"{name}_{score}": Count("pk", filter=Q(**{name: score})) for name in STATEMENTS for score in SCALE
    }
    rows = SurveyAnswer.objects.filter(survey=survey).order_by().values("group")
    by_group: dict[str, Any] = {row["group"]: row for row in rows.annotate(total=Count("pk"), **cells)}
    totals = {name: row["total"] for name, row in by_group.items()}
    if sum(totals.values()) < LEAST:
        return []
    lines = {ALL: list(by_group)} | shown_groups(totals)
    return [_figure(name, lines, by_group) for name in STATEMENTS]


def _figure(name: str, lines: dict[str, list[str]], by_group: dict[str, Any]) -> Figure:
    drawn, table = [], []
    whole: dict[int, int] = {}
    for label, groups in lines.items():
        counts = {score: sum(by_group[group][f"{name}_{score}"] for group in groups) for score in SCALE}
        whole = whole or counts
        total = sum(counts.values())
        drawn.append(Row(label, tuple(counts.values()), f"{number(total)} jawaban"))
        table.append(TableRow([label, *counts.values(), total]))
    agree = sum(count for score, count in whole.items() if score >= AGREES)
    said = told(agree, sum(whole.values()), "jawaban", "setuju atau sangat setuju", already="")
    parts = list(zip(LOOKS, SCALE.values(), strict=True))
    columns: Sequence[str] = ["Kelompok", *SCALE.values(), "Jawaban"]
    return Figure(name, STATEMENTS[name], said, Table(columns, table), stacked(drawn, parts), is_open=False)


def wishes_of(survey: Survey) -> QuerySet[SurveyAnswer]:
    """Return the free texts by theme, within it in an order that tells nothing."""
    return SurveyAnswer.objects.filter(survey=survey).exclude(wish="").order_by("theme", "pk")


# --- The task ----------------------------------------------------------------------------------

ME = OuterRef("pk")


def _unanswered(year: Year, on: date) -> QuerySet[Survey]:
    done = SurveyDone.objects.filter(survey=OuterRef("pk"), employee=OuterRef(ME))
    return Survey.objects.filter(~Exists(done), opens_on__lte=on, closes_on__gte=on)


def _answer(found: Found) -> Task:
    hint = "Lima pernyataan, dua menit. Rahasia: jawaban disimpan tanpa nama."
    href = reverse("desk:survey-answer", args=[found.pk])
    return Task("Isi survei pengguna", hint, href, "", "info", Rank.DATED, due_on=found.due_on)


def _unasked(year: Year, on: date) -> QuerySet[Period]:
    """Return the year whose evaluation has just ended and that nobody was asked about, for BKD admins."""
    ended = Period.objects.filter(opened_at__isnull=False, survey=None)
    ended = ended.filter(annual_until__lt=on, annual_until__gte=on - timedelta(days=REMINDED))
    admins = RoleGrant.objects.filter(on_day(on), role=Role.BKD_ADMIN, unit__parent=None)
    return ended.filter(Exists(admins.filter(employee=OuterRef(ME))))


def _ask(found: Found) -> Task:
    hint = "Tahun penilaian selesai; draf surveinya sudah siap."
    return Task("Buka survei pengguna", hint, reverse("desk:survey-list"), "", "info", Rank.DATED)


TO_SURVEY = [Source(_unanswered, _answer, due="closes_on"), Source(_unasked, _ask)]
