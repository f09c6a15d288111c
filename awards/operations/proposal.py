"""Proposing: computing the recommendation of a published scheme, once or again.

The machine proposes and people decide. Whoever writes holds the row of the list, so that a new
calculation and a decision never cross.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, jobs, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.access.closing import not_archived
from organizations.models import Employee

from ..access import award as access
from ..models import AwardList, AwardScheme
from ..queries.criteria import conditions_of, criteria_of
from ..queries.eligibility import final_term, known_candidates
from ..rules import award as rules
from .candidates import written_down
from .computing import computed, uncollected

LISTING = "award-list"  # the kind of work, see awards/tasks
TRIALS = 500
FORMULA = "2026-11"  # the version of the rules that compute, stored with every list


@transaction.atomic
def begin_proposal(*, scheme: AwardScheme, by: Employee, at: datetime) -> jobs.Job:
    """Have a worker do what `propose` does for a large agency; while it goes on it is begun once.

    Who may and whether it can be is asked now and again when it is done; raise what `propose` raises.
    """
    scheme = AwardScheme.objects.select_related("period").get(pk=scheme.pk)
    _check(scheme, AwardList.objects.filter(scheme=scheme).first(), by, at)
    title = f"Menghitung usulan {scheme.name}"[:200]
    return jobs.start(LISTING, {"scheme": scheme.pk}, by=by, at=at, title=title, key=f"{LISTING}-{scheme.pk}")


@transaction.atomic
def propose(*, scheme: AwardScheme, by: Employee, at: datetime) -> AwardList:
    """Compute the recommendation of a scheme and return its list; again on an open list renews it.

    A renewed list keeps its seed and what people decided; only facts that changed make a new version of a
    candidate. Raise Denied for anybody but a BKD admin and in an archived year, Refused while the scheme is
    not published, when it was cancelled, without an annual evaluation or when the list is settled, Conflict
    when somebody else proposed the same list in the same moment.
    """
    locking.share(scheme.period_id)  # nobody archives the year meanwhile
    scheme = AwardScheme.objects.select_related("period").get(pk=scheme.pk)
    award_list = AwardList.objects.select_for_update().filter(scheme=scheme).first()

    _check(scheme, award_list, by, at)

    award_list = _write_list(award_list, scheme, by, at)
    criteria = criteria_of(scheme)
    on = timezone.localdate(at)
    people = known_candidates(scheme, access.committee(on), on)
    with uncollected():
        counts = written_down(award_list, computed(award_list, people, criteria, conditions_of(scheme)))
    AwardList.objects.filter(pk=award_list.pk).update(
        medians=award_list.medians, effective=award_list.effective
    )

    weights = {one.label: rules.number(one.weight) for one in criteria}
    after = {"scheme": scheme.pk, "weights": weights, "seed": award_list.seed, **counts}
    audit.record(action="award.proposed", by=by, at=at, target=award_list, after=after)
    return award_list


def _check(scheme: AwardScheme, award_list: AwardList | None, by: Employee, at: datetime) -> None:
    require(access.may_propose(by, timezone.localdate(at)))
    require(not_archived(scheme.period))
    if problem := why_not_computed(scheme, award_list):
        raise Refused(problem)


def why_not_computed(scheme: AwardScheme, award_list: AwardList | None) -> str:
    """Return why no recommendation can be computed for a scheme now, as a sentence; nothing when it can."""
    if scheme.published_at is None:
        return "Skema ini belum diumumkan. Umumkan dulu, lalu hitung usulannya."
    if scheme.cancelled_at is not None:
        return "Skema ini sudah dibatalkan."
    if final_term(scheme.period) is None:
        return f"Tahun {scheme.period.year} belum punya evaluasi tahunan."
    if award_list is not None and award_list.closed_at is not None:
        return "Rekomendasi skema ini sudah ditetapkan, jadi tidak dihitung lagi."
    return ""


def _write_list(award_list: AwardList | None, scheme: AwardScheme, by: Employee, at: datetime) -> AwardList:
    values = {"proposed_at": at, "proposed_by": by, "formula": FORMULA, "trials": TRIALS}
    if award_list is not None:
        values["seed"] = award_list.seed or secrets.randbits(62)
        award_list = change(award_list, expect=award_list.version, where={"closed_at": None}, **values)
    else:
        try:
            with transaction.atomic():
                award_list = AwardList.objects.create(scheme=scheme, seed=secrets.randbits(62), **values)
        except IntegrityError:
            raise Conflict("Usulan skema ini baru saja dihitung orang lain. Buka daftarnya.") from None
    award_list.scheme = scheme
    return award_list
