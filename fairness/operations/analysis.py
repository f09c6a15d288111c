"""A run of the rater analysis: begun by the BKD, stored whole in one transaction, forgotten when it ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit, jobs
from appraisal.access import require
from appraisal.templatetags.ui import tanggal
from indicators.models import Period
from organizations.models import Employee
from organizations.operations import Notice, tell_many

from ..access.pattern import days_if_made, may_analyse
from ..models import ComparisonValue, RaterAnalysis, RaterProfile, RatingPattern
from ..rules.parts import PARTS
from ..rules.pattern import LEAST_PEOPLE, OF_SEALED

if TYPE_CHECKING:  # numpy takes its time, and pages never need it
    from ..analysis.finding import Finding, OrganisationFinding
    from ..analysis.year import Year
    from ..queries.inputs import Inputs

WORK = "rater-analysis"
VERSION = "1"  # of what is computed; another one whenever a formula or a fixed rule changes
BATCH = 500
PLACES, COARSE = Decimal("0.0001"), Decimal("0.1")
KEPT = ("comment", "commented_at", "invited_by_id", "invited_at", "invitation")  # from run to run


@transaction.atomic
def begin_analysis(*, period: Period, by: Employee, at: datetime) -> jobs.Job:
    """Have a worker compute the patterns of a year, and return the job; while it goes on it is begun once.

    Raise Denied while the year is still rated, when it is too late, and for anybody but the BKD.
    """
    require(may_analyse(by, period, timezone.localdate(at)))
    title = f"Hitung pola penilaian {period.year}"
    return jobs.start(WORK, {"period": period.pk}, by=by, at=at, title=title, key=key_of(period))


def key_of(period: Period) -> str:
    """Return what names the run of a year among jobs, so that it goes on once at a time."""
    return f"{WORK}-{period.pk}"


def seed_of(period: Period) -> int:
    """Return the seed of every run of a year: published, so that anybody computes the same from the same."""
    return int(period.year)


@transaction.atomic
def record(
    *,
    period: Period,
    inputs: Inputs,
    year: Year,
    of_organisation: Iterable[OrganisationFinding],
    values: Sequence[ComparisonValue] = (),
    groups: dict[str, Any] | None = None,
    health: dict[str, Any] | None = None,
    by: Employee,
    at: datetime,
) -> RaterAnalysis:
    """Keep a run: counts and components, a profile for each superior of enough people, comparison values.

    It takes the place of the runs before, whose counts stay; what raters wrote and invitations are carried
    over. Raters are told that there is something to read. Raise Denied as `begin_analysis` does.
    """
    period = Period.objects.select_for_update().get(pk=period.pk)
    on = timezone.localdate(at)
    require(may_analyse(by, period, on))
    days = days_if_made(period, on)
    assert days is not None  # else it was refused
    before = RaterAnalysis.objects.filter(period=period).order_by("-number").first()
    analysis = RaterAnalysis.objects.create(
        period=period,
        number=before.number + 1 if before else 1,
        made_at=at,
        made_by=by,
        version=VERSION,
        seed=seed_of(period),
        desk_from=days.desk_from,
        ends_on=days.ends_on,
        counts=counts_of(inputs, year),
        components=components_of(year),
        reason=year.reason.value if year.reason else "",
        organisation={finding.kind.value: _told(finding) for finding in of_organisation},
        groups=groups or {},
        health=health or {},
    )
    profiles = _profiles(analysis, inputs)
    _keep_words(period, profiles)
    RaterProfile.objects.bulk_create(profiles.values(), batch_size=BATCH)
    _write_patterns(profiles, inputs, year.findings)
    _drop_older(analysis)
    for value in values:
        value.analysis = analysis
    ComparisonValue.objects.bulk_create(values, batch_size=BATCH)
    after = {"number": analysis.number, "version": VERSION, "seed": analysis.seed, **analysis.counts}
    audit.record(action="analysis.made", by=by, at=at, target=analysis, after=after)
    _write_letters(analysis, at)
    return analysis


def counts_of(inputs: Inputs, year: Year) -> dict[str, Any]:
    """Return how much a run was computed from, as it is stored."""
    return {
        "forms": int(inputs.forms.y.size),
        "official": int(inputs.official.sum()),
        "people": len(inputs.people),
        "raters": len(inputs.raters),
        "units": len(inputs.units),
        "islands": int(year.islands),
        "linked": round(100 * float(year.linked)),
        "sweeps": int(year.sweeps),
    }


def components_of(year: Year) -> dict[str, Any]:
    """Return the variances as they are stored: text, and which were set to zero; nothing without them."""
    from multirater.analysis.crossed import Reason  # numpy, as above

    parts = year.parts
    if parts is None or year.reason is Reason.TOO_FEW:  # among few, variances tell of single forms
        return {}
    told: dict[str, Any] = {name: str(round(getattr(parts, name), 3)) for name in PARTS}
    return told | {"at_zero": list(parts.at_zero)}


def _told(finding: OrganisationFinding) -> dict[str, Any]:
    figures = {name: str(kept(finding, name)) for name in ("value", "low", "high")}
    return figures | {"size": finding.size, "marked": finding.is_marked}


def kept(finding: Finding | OrganisationFinding, name: str) -> Decimal:
    """Return a figure as it is stored: no finer than it is printed where sealed forms have a part in it."""
    places = COARSE if finding.kind in OF_SEALED else PLACES
    return Decimal(repr(float(getattr(finding, name)))).quantize(places)


def _profiles(analysis: RaterAnalysis, inputs: Inputs) -> dict[int, RaterProfile]:
    """Return by employee the unsaved profile of each superior who rated enough people."""
    people: dict[int, set[int]] = defaultdict(set)
    given: Counter[tuple[int, int]] = Counter()
    official = inputs.official
    columns = (inputs.forms.rater, inputs.forms.ratee, inputs.results, inputs.behaviour)
    for rater, ratee, results, behaviour in zip(
        *(column[official].tolist() for column in columns), strict=True
    ):
        employee = inputs.raters[rater][0]
        people[employee].add(ratee)
        given[employee, results] += 1
        given[employee, behaviour] += 1
    return {
        employee: RaterProfile(
            analysis=analysis,
            rater_id=employee,
            people=len(rated),
            below=given[employee, 1],
            meets=given[employee, 2],
            above=given[employee, 3],
        )
        for employee, rated in sorted(people.items())
        if len(rated) >= LEAST_PEOPLE
    }


def _keep_words(period: Period, profiles: dict[int, RaterProfile]) -> None:
    """Carry over what raters wrote and to which talks they were invited (one query)."""
    older = RaterProfile.objects.select_for_update().filter(analysis__period=period, rater__in=profiles)
    for row in older.order_by("analysis__number"):
        for name in KEPT:
            setattr(profiles[row.rater_id], name, getattr(row, name))


def _write_patterns(profiles: dict[int, RaterProfile], inputs: Inputs, findings: Iterable[Finding]) -> None:
    rows = [
        RatingPattern(
            profile=profiles[inputs.raters[finding.rater][0]],
            kind=finding.kind.value,
            forms=int(finding.forms),
            value=kept(finding, "value"),
            low=kept(finding, "low"),
            high=kept(finding, "high"),
            is_marked=bool(finding.is_marked),
        )
        for finding in findings
        if inputs.raters[finding.rater][1] and inputs.raters[finding.rater][0] in profiles
    ]
    RatingPattern.objects.bulk_create(rows, batch_size=BATCH)


def _drop_older(analysis: RaterAnalysis) -> None:
    older = RaterAnalysis.objects.filter(period=analysis.period).exclude(pk=analysis.pk)
    RaterProfile.objects.filter(analysis__in=older).delete()
    ComparisonValue.objects.filter(analysis__in=older).delete()


def _write_letters(analysis: RaterAnalysis, at: datetime) -> None:
    """Tell each rater that there is a profile to read; the letter holds nothing of it."""
    year = analysis.period.year
    lines = (
        f"Pola penilaian Anda tahun {year} sudah bisa dibaca: gambaran cara Anda menilai, bukan nilai Anda.",
        f"Anda membacanya lebih dulu dan bisa menulis tanggapan. BKD membacanya mulai "
        f"{tanggal(analysis.desk_from)}.",
    )
    rows = analysis.profiles.filter(rater__is_active=True).select_related("rater").order_by("pk")
    tell_many(
        [
            Notice(
                key=f"rater-profile:{analysis.pk}:{row.rater_id}",
                to=row.rater,
                subject=f"Pola penilaian Anda tahun {year} sudah bisa dibaca",
                lines=lines,
                path=reverse("fairness:pattern-mine"),
            )
            for row in rows
        ],
        at=at,
    )


@transaction.atomic
def forget_profiles(*, on: date, at: datetime) -> int:
    """Delete the profiles of runs that ended before a day and return how many; counts of the run stay."""
    count = 0
    ended = RaterAnalysis.objects.filter(ends_on__lt=on, profiles__isnull=False).distinct().order_by("pk")
    for analysis in list(ended):
        _, deleted = analysis.profiles.all().delete()
        gone = deleted.get("fairness.RaterProfile", 0)
        audit.record(action="analysis.ended", by=None, at=at, target=analysis, after={"profiles": gone})
        count += gone
    return count
