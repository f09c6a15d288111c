"""The next edition of a scheme, and weights from comparisons in pairs: what a draft is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.templatetags.ui import angka
from indicators.models import Period, Term
from organizations.models import Employee

from ..access import scheme as access
from ..models import AwardScheme
from ..queries.scheme import conditions_of, criteria_of, days_of, facts_of
from ..rules.scheme import Days
from ..rules.weights import Pair, weighed, whole_percents
from .scheme import free_name, new_scheme, set_criteria, write_criteria, write_rules


@transaction.atomic
def next_edition(
    *, scheme: AwardScheme, period: Period, reason: str, by: Employee, at: datetime
) -> AwardScheme:
    """Copy a published scheme into the draft of another year, with what shall change and why; return it.

    The days move by whole years. Raise Denied for anybody but a BKD admin and in a closed year, Refused for a
    draft, the same or an earlier year, without a reason, or when a quarter has no counterpart.
    """
    locking.share(period.pk)  # nobody closes the year meanwhile
    period = Period.objects.get(pk=period.pk)
    require(access.may_write_in(by, period, timezone.localdate(at)))
    scheme = AwardScheme.objects.select_related("period", "term").get(pk=scheme.pk)
    if scheme.published_at is None:
        raise Refused("Skema ini masih rancangan. Ubah saja rancangannya.")
    if period.year <= scheme.period.year:
        raise Refused(f"Pilih tahun setelah {scheme.period.year}.", "period")
    if not reason.strip():
        raise Refused("Tulis apa yang akan berubah dan mengapa.", "reason")

    fresh = new_scheme(
        period=period,
        term=_same_part(scheme.term, period),
        category=scheme.category,
        name=free_name(period, scheme.name.replace(str(scheme.period.year), str(period.year))),
        purpose=scheme.purpose,
        places=scheme.places,
        follows=scheme,
        change_reason=reason.strip(),
        written_at=at,
        written_by=by,
        **asdict(_moved(days_of(scheme), period.year - scheme.period.year)),
    )
    write_rules(fresh, conditions_of(scheme))
    write_criteria(fresh, criteria_of(scheme))
    audit.record(action="scheme.continued", by=by, at=at, target=fresh, after=facts_of(fresh), note=reason)
    return fresh


def _same_part(term: Term | None, period: Period) -> Term | None:
    if term is None:
        return None
    part = Term.objects.filter(period=period, kind=term.kind, number=term.number).first()
    if part is None:
        raise Refused(f"Tahun {period.year} belum punya {term.name}. Atur dulu irama evaluasinya.", "period")
    return part


def _moved(days: Days, years: int) -> Days:
    return Days(**{name: _later(day, years) for name, day in asdict(days).items()})


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def take_weights(
    *, scheme: AwardScheme, version: int, steps: Mapping[Pair, int], by: Employee, at: datetime
) -> AwardScheme:
    """Take the weights over that comparisons in pairs give, rounded to 100 per cent, and return the draft.

    Raise Refused when the comparisons contradict each other (consistency ratio from 0.10 on), and as
    `set_criteria` does.
    """
    criteria = criteria_of(AwardScheme.objects.get(pk=scheme.pk))
    if any(max(pair) >= len(criteria) for pair in steps):
        raise Refused("Kriterianya berubah sejak halaman ini dibuka. Bandingkan sekali lagi.")
    found = weighed(len(criteria), steps)
    if not found.is_consistent:
        raise Refused(contradiction(angka(round(found.ratio, 2))))
    weights = whole_percents(found.weights)
    fresh = [replace(one, weight=weight) for one, weight in zip(criteria, weights, strict=True)]
    return set_criteria(scheme=scheme, version=version, criteria=fresh, by=by, at=at)


def contradiction(ratio: str) -> str:
    """Return why comparisons cannot be used, and what to do."""
    return (
        f"Perbandingan ini saling bertentangan (rasio konsistensi {ratio}; yang dipakai di bawah 0,10). "
        "Periksa pasangan yang paling Anda ragukan."
    )
