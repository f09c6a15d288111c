"""The career of a person: the history, the plain answers, credit points, and the boxes where one may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from indicators.models import Period
from organizations.models import Employee, Placement, Supervision
from organizations.rules import EmploymentKind, NipFault, PositionKind, parse_nip
from reviews.models import CreditEntry
from reviews.queries.credit import Aim, Standing, level_of, order_of, standing
from reviews.rules import credit as credit_rules
from reviews.rules.credit import CreditSource

from ..access.career import may_see_boxes
from ..rules import career as rules
from ..rules.career import YEARS, Answer, Facts, Figures, Service
from .boxes import Boxes, boxes_of
from .figures import figures_on
from .results import YearRow, missing_row, results_by_year

SERVICES = {
    EmploymentKind.PNS.value: Service.CIVIL_SERVANT,
    EmploymentKind.CPNS.value: Service.CIVIL_SERVANT,
    EmploymentKind.PPPK.value: Service.CONTRACT,
    EmploymentKind.PPPK_PART_TIME.value: Service.CONTRACT,
}


@dataclass(frozen=True)
class Ahead:
    """The next rank or level of a functional post, and how long it takes at the present pace."""

    aim: Aim
    months: int | None

    @property
    def sentence(self) -> str:
        """What is missing and how long it takes."""
        if self.aim.left >= 0:
            return f"{self.aim.sentence}."
        if self.months is None:
            return f"{self.aim.sentence}; lajunya belum bisa dihitung."
        return f"{self.aim.sentence}, kira-kira {self.months} bulan lagi."


@dataclass(frozen=True)
class Credit:
    """Where somebody in a functional post stands, what lies ahead, and on which pace that rests."""

    now: Standing
    ahead: list[Ahead]
    pace: str


@dataclass(frozen=True)
class CareerPage:
    """Everything the page of a career says."""

    person: Employee
    post: Placement | None
    rows: list[YearRow]
    told: str
    gap: str
    answers: list[Answer]
    service: Service
    credit: Credit | None
    boxes: Boxes | None


def career_page(reader: Employee, person: Employee, on: date) -> CareerPage:
    """Return the career of a person as this reader sees it (nine queries at most)."""
    figures = figures_on(on)
    post = _post(person, on)
    found = results_by_year(reader, person, on)
    facts = _facts(person, post, found, on)
    first = max(facts.last_year - YEARS + 1, facts.started_on.year if facts.started_on else 0)
    periods = {period.year: period for period in Period.objects.filter(year__gte=first)}
    years = sorted({*range(first, facts.last_year + 1), *found, on.year}, reverse=True)
    gaps = [year for year in facts.gaps(first) if year not in periods or periods[year].opened_at is None]
    recent = [year for year in range(first, facts.last_year + 1) if year in found]
    return CareerPage(
        person=person,
        post=post,
        rows=[found.get(year) or missing_row(year, on, periods) for year in years],
        told=f"{len(recent)} dari {facts.last_year - first + 1} tahun terakhir ada di sini.",
        gap=rules.gap_sentence(gaps),
        answers=rules.answers(facts, figures),
        service=facts.service,
        credit=_credit(person, post, figures) if facts.is_functional else None,
        boxes=boxes_of(person, facts, figures, on) if may_see_boxes(reader, person, on) else None,
    )


def _post(person: Employee, on: date) -> Any:
    """Return the definitive post of a day with the rank of who appraises it (one query)."""
    lines = Supervision.objects.on(on).filter(placement=OuterRef("pk")).order_by("-started_on")
    rows = Placement.objects.on(on).definitive().filter(employee=person).select_related("position", "unit")
    rows = rows.annotate(superior_rank=Subquery(lines.values("superior__rank")[:1]))
    return rows.order_by("-started_on", "-pk").first()


def _facts(person: Employee, post: Any, found: dict[int, YearRow], on: date) -> Facts:
    years = {row.year: row.predicate for row in found.values() if row.predicate is not None}
    return Facts(
        years=years,
        on=on,
        service=SERVICES.get(person.kind, Service.OTHER),
        started_on=started_on(person, on),
        rank=person.rank,
        rank_since=person.rank_since,
        superior_rank=(post.superior_rank or "") if post else "",
        is_functional=bool(post) and post.position.kind == PositionKind.FUNCTIONAL,
        ideas=frozenset(row.year for row in found.values() if row.has_idea),
    )


def started_on(person: Employee, on: date) -> date | None:
    """Return the month of the first appointment as the NIP says, None where it says none."""
    try:
        nip = parse_nip(person.nip, today=on)
        return date(nip.start_year, nip.start_month or 1, 1)
    except (NipFault, ValueError):
        return None


def _credit(person: Employee, post: Placement | None, figures: Figures) -> Credit | None:
    """Return where the person stands in the level of the post, with the pace of the last year (one query)."""
    entries = sorted(CreditEntry.objects.valid().filter(employee=person), key=order_of)
    level = level_of(post, entries)
    if level is None:
        return None
    now = standing(person, level, entries, figures)
    counted = [entry for entry in now.entries if entry.source == CreditSource.CONVERSION]
    last = [entry for entry in counted if entry.year == counted[-1].year]
    points = sum((entry.points for entry in last), Decimal(0))
    months = sum((entry.month_until or 0) - (entry.month_from or 0) + 1 for entry in last)
    pace = f"Lajunya dari konversi {last[0].year} ({months} bulan)." if last else ""
    if not last:
        points, months = credit_rules.coefficient(level, figures), credit_rules.YEAR
        pace = "Belum ada konversi di jenjang ini; dihitung seolah predikatnya Baik."
    ahead = [Ahead(aim, rules.months_to_go(-aim.left, points=points, months=months)) for aim in now.aims]
    return Credit(now, ahead, pace)
