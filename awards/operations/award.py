"""Proposing an award list, deciding about its candidates, settling the recommendation.

The machine proposes and people decide. Whoever writes holds the row of the list, so that a new
calculation and a decision never cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.access.closing import not_archived
from indicators.models import Period
from organizations.models import Employee

from ..access import award as access
from ..models import AwardCandidate, AwardList
from ..queries.eligibility import MONTHS_KEY, Known, award_figures, final_term, known_people, weights_in
from ..rules import award as rules
from ..rules import eligibility
from ..rules.award import CHOICE_LABELS, Choice, Part

BATCH = 500
PLACES_AT_MOST = 500
WRITTEN = ("placement", "is_eligible", "criteria", "score", "contributions")


@transaction.atomic
def propose(*, period: Period, name: str, places: int, by: Employee, at: datetime) -> AwardList:
    """Calculate the proposal for everybody and return the list; again on an open list renews it.

    A renewed list keeps what people decided and leaves unchanged rows alone. Raise Denied for anybody
    but a BKD admin, Refused when the weights do not sum to 100, when the name is missing or when the
    list is settled, Conflict when somebody else proposed the same list in the same moment.
    """
    name = " ".join(name.split())
    locking.share(period.pk)  # nobody archives the year meanwhile
    period = Period.objects.get(pk=period.pk)
    award_list = AwardList.objects.select_for_update().filter(period=period, name=name).first()

    require(access.may_propose(by, timezone.localdate(at)))
    require(not_archived(period))

    weights, months = _method(period)
    _check_request(period, award_list, name, places)

    before = {"places": award_list.places} if award_list else None
    award_list = _write_list(award_list, period, name, places, weights, by, at)
    people = known_people(period, access.committee(timezone.localdate(at)))
    counts = _write_candidates(award_list, _proposal(people, weights, months))

    audit.record(
        action="award.proposed",
        by=by,
        at=at,
        target=award_list,
        before=before,
        after={"places": places, "weights": award_list.weights, "months": str(months), **counts},
    )
    return award_list


def _method(period: Period) -> tuple[rules.Weights, Decimal]:
    """Return the weights and the months in post from the policy of the period."""
    figures = award_figures(period)
    try:
        weights = rules.check_weights(weights_in(figures))
    except rules.WeightFault as fault:
        raise Refused(str(fault)) from None
    if MONTHS_KEY not in figures:
        raise Refused("Masa jabatan paling sedikit belum ada di kebijakan periode.")
    return weights, figures[MONTHS_KEY].value


def _check_request(period: Period, award_list: AwardList | None, name: str, places: int) -> None:
    if not name:
        raise Refused("Tulis nama penghargaan, misalnya ASN Berprestasi 2026.", "name")
    if not 1 <= places <= PLACES_AT_MOST:
        raise Refused(f"Jumlah penerima antara 1 dan {PLACES_AT_MOST}.", "places")
    if final_term(period) is None:
        raise Refused(f"Tahun {period.year} belum punya evaluasi tahunan.")
    if award_list is None:
        return
    if award_list.closed_at is not None:
        raise Refused("Rekomendasi dengan nama ini sudah ditetapkan. Pakai nama lain.", "name")
    if (taken := _recommended(award_list)) > places:
        raise Refused(
            f"Tim sudah merekomendasikan {taken} orang, jadi tempatnya paling sedikit {taken}.", "places"
        )


def _recommended(award_list: AwardList) -> int:
    return AwardCandidate.objects.filter(award_list=award_list, decision=Choice.RECOMMENDED).count()


def _write_list(
    award_list: AwardList | None,
    period: Period,
    name: str,
    places: int,
    weights: rules.Weights,
    by: Employee,
    at: datetime,
) -> AwardList:
    kept = {part.value: rules.number(weights[part]) for part in Part}
    values = {"places": places, "weights": kept, "proposed_at": at, "proposed_by": by}
    if award_list is not None:
        return change(award_list, expect=award_list.version, where={"closed_at": None}, **values)
    try:
        with transaction.atomic():
            return AwardList.objects.create(period=period, name=name, **values)
    except IntegrityError:
        raise Conflict("Daftar dengan nama ini baru saja disusun orang lain. Buka daftarnya.") from None


@dataclass(frozen=True)
class _Proposed:
    """A person with every answer, ready to be written."""

    known: Known
    answers: list[eligibility.Criterion]
    points: dict[Part, Decimal] | None

    @property
    def is_eligible(self) -> bool:
        return self.points is not None and eligibility.is_eligible(self.answers)


def _proposal(people: Sequence[Known], weights: rules.Weights, months: Decimal) -> list[AwardCandidate]:
    """Return unsaved candidates: answers and score of each, compared with the median of the eligible."""
    proposed = [
        _Proposed(one, eligibility.criteria(one.facts, months_required=months), rules.points_of(one.facts))
        for one in people
    ]
    middle = rules.medians([one.points for one in proposed if one.is_eligible and one.points])
    return [_candidate(one, middle, weights) for one in proposed]


def _candidate(one: _Proposed, middle: rules.Points, weights: rules.Weights) -> AwardCandidate:
    parts = rules.contributions(one.points, middle, weights) if one.is_eligible and one.points else []
    return AwardCandidate(
        employee_id=one.known.employee_id,
        placement_id=one.known.placement_id,
        is_eligible=one.is_eligible,
        criteria=[eligibility.stored(answer) for answer in one.answers],
        score=rules.shown_score(rules.score(one.points, weights)) if one.points else None,
        contributions=[rules.stored(part) for part in parts],
    )


def _write_candidates(award_list: AwardList, candidates: list[AwardCandidate]) -> dict[str, int]:
    """Write new and changed candidates, drop undecided ones who left, and return the counts."""
    existing = {row.employee_id: row for row in AwardCandidate.objects.filter(award_list=award_list)}
    present = {candidate.employee_id for candidate in candidates}
    written = []
    for candidate in candidates:
        old = existing.get(candidate.employee_id)
        if old is not None and (old.decision or _same(old, candidate)):
            continue
        candidate.award_list = award_list
        candidate.version = old.version + 1 if old is not None else 1
        written.append(candidate)
    AwardCandidate.objects.bulk_create(
        written,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["award_list", "employee"],
        update_fields=[*WRITTEN, "version"],
    )
    gone = [row.pk for employee, row in existing.items() if employee not in present and not row.decision]
    for start in range(0, len(gone), BATCH):
        AwardCandidate.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    eligible = sum(candidate.is_eligible for candidate in candidates)
    return {"people": len(candidates), "eligible": eligible, "written": len(written), "left": len(gone)}


def _same(old: AwardCandidate, new: AwardCandidate) -> bool:
    return (
        old.placement_id == new.placement_id
        and (old.is_eligible, old.score) == (new.is_eligible, new.score)
        and (old.criteria, old.contributions) == (new.criteria, new.contributions)
    )


@transaction.atomic
def decide(
    *, candidate: AwardCandidate, version: int, decision: str, reason: str, by: Employee, at: datetime
) -> AwardCandidate:
    """Write what the committee decides about a candidate, with the reason, and return the candidate.

    A decision may be changed until the list is settled. Raise Denied outside the committee or about
    oneself and one's own superior or staff, Refused with the field, Conflict when somebody else was
    first.
    """
    award_list = AwardList.objects.select_for_update().get(pk=candidate.award_list_id)
    candidate = AwardCandidate.objects.select_related("employee", "placement").get(pk=candidate.pk)
    candidate.award_list = award_list

    on = timezone.localdate(at)
    require(access.may_decide(by, candidate, on))

    if candidate.version != version:
        raise Conflict(theirs=_theirs(candidate), version=candidate.version)
    _check_decision(award_list, candidate, decision, reason, candidate.employee_id in access.committee(on))

    before = _said(candidate)
    change(candidate, expect=version, decision=decision, reason=reason.strip(), decided_by=by, decided_at=at)

    audit.record(
        action="award.decided",
        by=by,
        at=at,
        target=candidate,
        before=before,
        after=_said(candidate),
        note=candidate.reason,
    )
    return candidate


def why_undecidable(candidate: AwardCandidate) -> str:
    """Return why nobody can decide about this candidate now, as a sentence; nothing when people can."""
    if candidate.award_list.closed_at is not None:
        return "Rekomendasi daftar ini sudah ditetapkan, jadi keputusannya tidak berubah lagi."
    if not candidate.is_eligible:
        return "Pegawai ini belum memenuhi semua syarat, jadi belum ada yang perlu diputuskan."
    return ""


def _check_decision(
    award_list: AwardList, candidate: AwardCandidate, decision: str, reason: str, is_on_committee: bool
) -> None:
    if problem := why_undecidable(candidate):
        raise Refused(problem)
    if decision not in list(Choice):
        raise Refused("Pilih keputusan Anda.", "decision")
    if not reason.strip():
        raise Refused("Tulis alasan keputusan dalam satu atau dua kalimat.", "reason")
    if decision != Choice.RECOMMENDED or candidate.decision == Choice.RECOMMENDED:
        return
    if is_on_committee:
        raise Refused(
            "Pegawai ini sekarang anggota tim penghargaan, jadi tidak ikut sebagai calon.", "decision"
        )
    if _recommended(award_list) >= award_list.places:
        raise Refused(
            f"Jumlah penerima sudah {award_list.places}. Ubah dulu salah satu rekomendasi, "
            "atau minta admin BKD menambah tempat.",
            "decision",
        )


def _said(candidate: AwardCandidate) -> dict[str, str] | None:
    if not candidate.decision:
        return None
    return {"decision": candidate.decision, "reason": candidate.reason}


def _theirs(candidate: AwardCandidate) -> dict[str, str]:
    if not candidate.decision:
        return {"Usulan": "Perhitungannya sudah diperbarui. Baca lagi sebelum memutuskan."}
    return {"Keputusan": CHOICE_LABELS[Choice(candidate.decision)], "Alasan": candidate.reason}


@transaction.atomic
def close_list(*, award_list: AwardList, version: int, by: Employee, at: datetime) -> AwardList:
    """Settle the recommendation: nothing on the list changes afterwards.

    Raise Denied for anybody but the committee, Refused while nobody is recommended, Conflict when
    somebody else settled or renewed the list meanwhile.
    """
    award_list = AwardList.objects.select_for_update().get(pk=award_list.pk)

    require(access.may_close(by, timezone.localdate(at)))

    recommended = _recommended(award_list)
    if award_list.version == version and not recommended:
        raise Refused("Belum ada calon yang direkomendasikan. Putuskan paling sedikit satu calon dulu.")

    change(award_list, expect=version, where={"closed_at": None}, closed_at=at, closed_by=by)

    audit.record(action="award.closed", by=by, at=at, target=award_list, after={"recommended": recommended})
    return award_list
