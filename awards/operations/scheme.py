"""Writing an award scheme, publishing and cancelling it; from its publication on nothing in it changes.

Whoever writes holds the row of the scheme, and its version moves with each change of its conditions and
criteria as well, so that nobody publishes other words than those that were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import Period, Term
from organizations.models import Employee
from organizations.operations import Notice, tell_many

from ..access import scheme as access
from ..models import AwardList, AwardScheme, Nomination, SchemeCriterion, SchemeRule
from ..queries.scheme import facts_of, publishing_of
from ..rules import scheme_check as check
from ..rules.scheme import RELIABILITY, Category, Condition, Days, Measured, SchemeFault
from ..rules.starting import STARTING

DRAFT = {"published_at": None, "cancelled_at": None}
TAKEN = "Skema dengan nama ini sudah ada di tahun ini. Pakai nama lain."


@dataclass(frozen=True)
class Facts:
    """What a draft says beside its conditions and criteria."""

    name: str
    purpose: str
    places: int
    days: Days
    change_reason: str = ""


@transaction.atomic
def write_scheme(
    *, period: Period, category: Category, by: Employee, at: datetime, term: Term | None = None
) -> AwardScheme:
    """Write the ready-made draft of a category for a year, or for a part of it, and return it.

    Raise Denied for anybody but a BKD admin and for a closed year, Refused when a quarter lacks its part.
    """
    locking.share(period.pk)  # nobody closes the year meanwhile
    period = Period.objects.get(pk=period.pk)
    require(access.may_write_in(by, period, timezone.localdate(at)))
    if category is Category.QUARTER and (term is None or term.is_final or term.period_id != period.pk):
        raise Refused("Pilih triwulan yang dinilai.", "term")

    part = term if category is Category.QUARTER else None
    start = STARTING[category]
    name = start.name.format(year=period.year, term=part.name if part else "").strip()
    scheme = new_scheme(
        period=period,
        term=part,
        category=category.value,
        name=free_name(period, name),
        purpose=start.purpose,
        places=start.places,
        written_at=at,
        written_by=by,
        **asdict(_usual_days(period, part)),
    )
    write_rules(scheme, start.conditions)
    write_criteria(scheme, start.criteria)
    audit.record(action="scheme.written", by=by, at=at, target=scheme, after=facts_of(scheme))
    return scheme


def _usual_days(period: Period, term: Term | None) -> Days:
    """Return days that fit: nominations around the end of the judged time, then the decision."""
    first, last = (term.started_on, term.ended_on) if term else (period.started_on, period.ended_on)
    if term is not None:
        until = last + timedelta(days=14)
        return Days(first, last, last - timedelta(days=14), until, until + timedelta(days=31))
    return Days(first, last, last - timedelta(days=60), last, max(period.award_until, last))


def free_name(period: Period, name: str) -> str:
    """Return the name, with a number behind it when the year has a scheme of that name."""
    taken = set(
        AwardScheme.objects.filter(period=period, cancelled_at__isnull=True).values_list("name", flat=True)
    )
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def new_scheme(**values: Any) -> AwardScheme:
    """Return a new row; raise Conflict when somebody else took its name in the same moment."""
    try:
        with transaction.atomic():
            return AwardScheme.objects.create(**values)
    except IntegrityError:
        raise Conflict(TAKEN) from None


@transaction.atomic
def change_scheme(
    *, scheme: AwardScheme, version: int, facts: Facts, by: Employee, at: datetime
) -> AwardScheme:
    """Put another name, purpose, number of places or other days into a draft, and return it.

    Raise Denied for anybody but a BKD admin and once it is published, Refused for a taken name or days out of
    order, Conflict when somebody changed it meanwhile.
    """
    scheme = _held(scheme, by, at)
    with _faults():
        check.check_days(facts.days, scheme.period.started_on, scheme.period.ended_on)
    if facts.places < 1:
        raise Refused("Jumlah penerima paling sedikit 1.", "places")
    same = AwardScheme.objects.filter(period=scheme.period_id, name=facts.name, cancelled_at__isnull=True)
    if same.exclude(pk=scheme.pk).exists():
        raise Refused(TAKEN, "name")

    before = facts_of(scheme)
    values = {"name": facts.name, "purpose": facts.purpose, "places": facts.places}
    values |= {"change_reason": facts.change_reason, **asdict(facts.days)}
    _change(scheme, version, before, **values)
    audit.record(action="scheme.changed", by=by, at=at, target=scheme, before=before, after=facts_of(scheme))
    return scheme


@transaction.atomic
def set_rules(
    *, scheme: AwardScheme, version: int, conditions: Sequence[Condition], by: Employee, at: datetime
) -> AwardScheme:
    """Let exactly these conditions hold in a draft, and return it.

    Raise Denied as `change_scheme`, Refused when one does not fit or none is left, Conflict when second.
    """
    scheme = _held(scheme, by, at)
    with _faults():
        check.check_conditions(Category(scheme.category), conditions)
    before = facts_of(scheme)
    _change(scheme, version, before)
    scheme.rules.all().delete()
    write_rules(scheme, conditions)
    audit.record(
        action="scheme.rules_set", by=by, at=at, target=scheme, before=before, after=facts_of(scheme)
    )
    return scheme


@transaction.atomic
def set_criteria(
    *, scheme: AwardScheme, version: int, criteria: Sequence[Measured], by: Employee, at: datetime
) -> AwardScheme:
    """Let exactly these criteria count in a draft, in this order, and return it.

    Their weights need not add up to 100 yet. Raise as `set_rules`.
    """
    scheme = _held(scheme, by, at)
    with _faults():
        check.check_criteria(Category(scheme.category), criteria)
    before = facts_of(scheme)
    _change(scheme, version, before)
    scheme.criteria.all().delete()
    write_criteria(scheme, criteria)
    audit.record(
        action="scheme.criteria_set", by=by, at=at, target=scheme, before=before, after=facts_of(scheme)
    )
    return scheme


@transaction.atomic
def publish(
    *, scheme: AwardScheme, version: int, by: Employee, at: datetime, late_reason: str = ""
) -> AwardScheme:
    """Publish a draft and freeze it, and return it.

    Raise Denied as `change_scheme`, Refused with the first thing that is missing (see
    `rules.scheme_check.check_publishing`), Conflict when it was changed or published meanwhile.
    """
    scheme = _held(scheme, by, at)
    today = timezone.localdate(at)
    asked = publishing_of(scheme, late_reason=late_reason)
    with _faults():
        check.check_publishing(asked, today)
    late = late_reason.strip() if check.is_late(asked.days, today) else ""
    change(scheme, expect=version, where=DRAFT, published_at=at, published_by=by, late_reason=late)
    audit.record(action="scheme.published", by=by, at=at, target=scheme, after=facts_of(scheme), note=late)
    return scheme


@transaction.atomic
def cancel(*, scheme: AwardScheme, version: int, reason: str, by: Employee, at: datetime) -> AwardScheme:
    """Cancel a draft or a published scheme with a reason, and return it; everybody reads the reason.

    Raise Denied for anybody but a BKD admin and once somebody is decided about, Refused without a reason,
    Conflict when it was changed or cancelled meanwhile.
    """
    scheme = AwardScheme.objects.select_for_update().get(pk=scheme.pk)
    list(AwardList.objects.select_for_update().filter(scheme=scheme))  # nobody decides meanwhile
    require(access.may_cancel(by, scheme, timezone.localdate(at)))
    if not reason.strip():
        raise Refused("Tulis mengapa skema ini dibatalkan.", "reason")
    change(
        scheme,
        expect=version,
        where={"cancelled_at": None},
        cancelled_at=at,
        cancelled_by=by,
        cancel_reason=reason.strip(),
    )
    audit.record(action="scheme.cancelled", by=by, at=at, target=scheme, note=reason)
    _tell_nominators(scheme, at)
    return scheme


def _tell_nominators(scheme: AwardScheme, at: datetime) -> None:
    people = Employee.objects.filter(
        pk__in=Nomination.objects.filter(scheme=scheme, withdrawn_at__isnull=True).values("nominated_by")
    )
    lines = [f"Penghargaan: {scheme.name}.", "Alasannya ada di halaman skema."]
    path = reverse("awards:scheme-detail", args=[scheme.pk])
    subject = "Penghargaan yang Anda beri pencalonan dibatalkan"
    tell_many(
        (Notice(f"scheme-cancelled-{scheme.pk}-{one.pk}", one, subject, lines, path) for one in people), at=at
    )


def _held(scheme: AwardScheme, by: Employee, at: datetime) -> AwardScheme:
    """Return the draft with its row held; raise Denied when the person may not change it (any more)."""
    held: AwardScheme = AwardScheme.objects.select_for_update().get(pk=scheme.pk)
    require(access.may_change(by, held, timezone.localdate(at)))
    require(access.may_write_in(by, held.period, timezone.localdate(at)))
    return held


def _change(scheme: AwardScheme, version: int, before: dict[str, Any], **values: Any) -> None:
    try:
        change(scheme, expect=version, where=DRAFT, **values)
    except Conflict as conflict:
        conflict.theirs = before
        raise


def write_rules(scheme: AwardScheme, conditions: Sequence[Condition]) -> None:
    """Write the conditions of a scheme that has none."""
    SchemeRule.objects.bulk_create(
        [
            SchemeRule(scheme=scheme, kind=one.kind.value, word=one.word, amount=one.amount)
            for one in conditions
        ]
    )


def write_criteria(scheme: AwardScheme, criteria: Sequence[Measured]) -> None:
    """Write the criteria of a scheme that has none, with the reliability of their sources."""
    rows = [
        SchemeCriterion(
            scheme=scheme,
            source=one.source.value,
            label=one.label.strip(),
            weight=one.weight,
            anchors=[{"points": f"{a.points.normalize():f}", "words": a.words.strip()} for a in one.anchors],
            reliability=RELIABILITY[one.source].value,
            order=order,
        )
        for order, one in enumerate(criteria, 1)
    ]
    SchemeCriterion.objects.bulk_create(rows)


class _faults:  # reads as a word at its place
    """Turn a fault of the rules into a refusal at its field."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SchemeFault):
            raise Refused(str(error), error.field) from None
