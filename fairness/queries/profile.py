"""Profiles of raters as the pages show them: figures in sentences, beside teams of like size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from appraisal.models import UNFINISHED, Job
from indicators.models import Period
from organizations.models import Employee, Placement, Unit
from organizations.queries import PageLinks, page_after
from reviews.models import Evaluation
from reviews.rules.evaluation import RATING_LABELS, RELEASED, Rating

from ..access.pattern import desk_profiles
from ..models import RaterAnalysis, RaterProfile, RatingPattern
from ..rules.pattern import ForOrganisation, PatternKind
from ..rules.pattern_words import (
    CHANCE,
    HIGH,
    LISTED,
    REASONS,
    Figure,
    Sentence,
    allowed,
    of_organisation,
    of_rater,
    silent,
)
from ..rules.share import LEAST_OTHERS, Share, like_size, share_of

COLUMNS = {Rating.ABOVE: "above", Rating.MEETS: "meets", Rating.BELOW: "below"}


def rated_year(on: date) -> Period | None:
    """Return the year whose annual evaluation began last: its patterns hold until the next one begins."""
    return Period.objects.filter(opened_at__isnull=False, annual_from__lte=on).order_by("-year").first()


def run_of(period: Period | None, on: date) -> RaterAnalysis | None:
    """Return the run of a year that counts, while anybody may read it."""
    rows = RaterAnalysis.objects.filter(period=period).select_related("made_by", "period")
    latest = rows.order_by("-number").first() if period else None
    return latest if latest and on <= latest.ends_on else None


def job_under_way(key: str) -> Job | None:
    """Return the unfinished job with a key, if there is one."""
    return Job.objects.filter(key=key, status__in=UNFINISHED).first()


# --- One profile ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class GivenRow:
    """How often a rating was given, and how often others with teams of like size gave it."""

    label: str
    count: int
    own: Share
    others: Share | None


def profile_parts(profile: RaterProfile, *, own: bool) -> dict[str, Any]:
    """Return what a page shows of a profile: ratings beside others, a sentence per kind (two queries)."""
    low, high = like_size(profile.people)
    others = RaterProfile.objects.filter(analysis=profile.analysis_id, people__gte=low, people__lte=high)
    sums = others.exclude(pk=profile.pk).aggregate(
        raters=Count("pk"), **{name: Sum(name) for name in COLUMNS.values()}
    )
    if sums["raters"] < LEAST_OTHERS:
        sums = {}
    return {
        "profile": profile,
        "rows": _given(profile, sums),
        "others": sums.get("raters", 0),
        "size": f"{low}–{high}" if high < 1000 else f"{low} atau lebih",
        "sentences": _sentences(profile, own=own),
        "allowed": allowed(profile.analysis.reason),
        "chance": CHANCE,
    }


def _given(profile: RaterProfile, sums: Mapping[str, Any]) -> list[GivenRow]:
    total = sum(getattr(profile, name) for name in COLUMNS.values())
    all_others = sum(sums.get(name) or 0 for name in COLUMNS.values())
    return [
        GivenRow(
            RATING_LABELS[rating],
            getattr(profile, name),
            share_of(getattr(profile, name), total),
            share_of(sums[name], all_others) if all_others else None,
        )
        for rating, name in COLUMNS.items()
        if total
    ]


def _sentences(profile: RaterProfile, *, own: bool) -> list[Sentence]:
    found = {PatternKind(row.kind): row for row in profile.patterns.order_by("pk")}
    return [
        of_rater(kind, _figure(found[kind]), own=own)
        if kind in found
        else silent(kind, profile.people, profile.analysis.reason)
        for kind in PatternKind
    ]


def _figure(row: RatingPattern) -> Figure:
    return Figure(row.forms, row.value, row.low, row.high, row.is_marked)


def people_rated(user: Employee, period: Period) -> int:
    """Return to how many people this person gave the annual result of a year, as they received it."""
    rows = Evaluation.objects.filter(
        plan__period=period, term__kind="FINAL", status__in=RELEASED, appraiser=user
    )
    return rows.aggregate(n=Count("plan__placement__employee", distinct=True))["n"]


# --- The organisation ----------------------------------------------------------------------------


def run_sentences(analysis: RaterAnalysis) -> list[Sentence]:
    """Return what a run says of the organisation, and why it separates nothing where it does not."""
    told = [of_organisation(kind, _kept(analysis.organisation.get(kind.value))) for kind in ForOrganisation]
    if analysis.reason:
        told.insert(
            0,
            Sentence("Yang belum dapat diketahui", f"{REASONS[analysis.reason]} {allowed(analysis.reason)}"),
        )
    return told


def _kept(figures: Mapping[str, Any] | None) -> Figure | None:
    if figures is None:
        return None
    value, low, high = (Decimal(figures[name]) for name in ("value", "low", "high"))
    return Figure(figures["size"], value, low, high, figures["marked"])


# --- The list ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to: a unit with all below it, and a kind of LISTED."""

    unit: int | None = None
    kind: str = ""

    def params(self) -> dict[str, str]:
        """Return the filters as they stand in the address."""
        return {"unit": str(self.unit or ""), "pola": self.kind}


def asked_of(params: Mapping[str, str]) -> Asked:
    """Return the filters of an address; what is unknown is left out."""
    unit, kind = params.get("unit", ""), params.get("pola", "")
    number = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None
    return Asked(number, kind if kind in {key for key, *_ in LISTED} else "")


def unit_choices() -> list[tuple[int, str]]:
    """Return the units directly below the top, by name (one query)."""
    rows = Unit.objects.filter(parent__parent__isnull=True, parent__isnull=False, closed_on__isnull=True)
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def profile_page(
    analysis: RaterAnalysis, user: Employee, on: date, asked: Asked, params: Mapping[str, str]
) -> PageLinks:
    """Return a page of profiles by name, each with its unit and the labels of its marked kinds."""
    rows = desk_profiles(user, on).filter(analysis=analysis)
    if asked.unit is not None:
        units = Unit.objects.descendants(asked.unit, include_self=True).values("pk")
        posts = Placement.objects.on(on).definitive().filter(employee=OuterRef("rater"), unit__in=units)
        rows = rows.filter(Exists(posts))
    if asked.kind:
        rows = rows.filter(Exists(_marked(asked.kind).filter(profile=OuterRef("pk"))))
    home = Placement.objects.on(on).definitive().filter(employee=OuterRef("rater")).order_by("pk")
    rows = rows.select_related("rater").annotate(unit_name=Subquery(home.values("unit__name")[:1]))
    kept = asked.params() | {"sesudah": params.get("sesudah", "")}
    page = page_after(rows, key=("rater__name", "pk"), params=kept)
    labels = _labels(row.pk for row in page.rows)
    for row in page.rows:
        row.labels = labels[row.pk]
    return page


def _marked(key: str) -> QuerySet[RatingPattern]:
    kind, direction = next((kind, direction) for name, _, kind, direction in LISTED if name == key)
    rows: QuerySet[RatingPattern] = RatingPattern.objects.filter(kind=kind.value, is_marked=True)
    if not direction:
        return rows
    return rows.filter(Q(value__gt=0) if direction == HIGH else Q(value__lt=0))


def _labels(profiles: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = RatingPattern.objects.filter(profile__in=list(profiles), is_marked=True)
    told = set(rows.values_list("profile", "kind", "value"))
    for _, label, kind, direction in LISTED:
        for profile, own, value in told:
            if own == kind and (not direction or (value > 0) == (direction == HIGH)):
                found[profile].append(label)
    return found
