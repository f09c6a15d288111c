"""Deciding about the candidates of an award list, settling the recommendation.

Whoever writes holds the row of the list, so that a new calculation and a decision never cross.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access import award as access
from ..models import AwardCandidate, AwardList
from ..rules.award import CHOICE_LABELS, Choice
from .settling import close_list as close_list  # noqa: PLC0414 (callers settle where they decide)


def _held(pk: int) -> AwardList:
    """Return a list with its scheme, the row of the list locked."""
    return AwardList.objects.select_for_update(of=("self",)).select_related("scheme__period").get(pk=pk)


def _recommended(award_list: AwardList) -> int:
    return AwardCandidate.objects.filter(award_list=award_list, decision=Choice.RECOMMENDED).count()


@transaction.atomic
def decide(
    *,
    candidate: AwardCandidate,
    version: int,
    decision: str,
    reason: str,
    by: Employee,
    at: datetime,
    public_reason: str = "",
) -> AwardCandidate:
    """Write what the committee decides about a candidate, with the reason, and return the candidate.

    `public_reason` is what the public may read of a winner who agrees. A decision may be changed until
    the list is settled. Raise Denied outside the committee and for who stands apart from the candidate,
    Refused with the field, Conflict when somebody else was first.
    """
    award_list = _held(candidate.award_list_id)
    candidate = AwardCandidate.objects.select_related("employee", "placement").get(pk=candidate.pk)
    candidate.award_list = award_list

    on = timezone.localdate(at)
    require(access.may_decide(by, candidate, on))

    if candidate.version != version:
        raise Conflict(theirs=_theirs(candidate), version=candidate.version)
    _check_decision(award_list, candidate, decision, reason, candidate.employee_id in access.committee(on))

    before = _said(candidate)
    change(
        candidate,
        expect=version,
        decision=decision,
        reason=reason.strip(),
        public_reason=public_reason.strip(),
        decided_by=by,
        decided_at=at,
    )

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
    if candidate.award_list.scheme.cancelled_at is not None:
        return "Skema penghargaan ini dibatalkan, jadi belum ada yang bisa diputuskan."
    if candidate.is_eligible or candidate.decision:  # what was decided can be taken back
        return ""
    if candidate.score is None:
        return "Data tentang calon ini belum cukup, jadi belum ada yang bisa diputuskan."
    return "Pegawai ini belum memenuhi semua syarat, jadi belum ada yang perlu diputuskan."


def _check_decision(
    award_list: AwardList, candidate: AwardCandidate, decision: str, reason: str, is_on_committee: bool
) -> None:
    if problem := why_undecidable(candidate):
        raise Refused(problem)
    if decision not in list(Choice):
        raise Refused("Pilih keputusan Anda.", "decision")
    if not reason.strip():
        raise Refused("Tulis alasan keputusan dalam satu atau dua kalimat.", "reason")
    if decision == Choice.RECOMMENDED and not candidate.is_eligible:
        raise Refused(
            "Sejak dihitung ulang, calon ini belum memenuhi semua syarat. Pilih “Belum untuk tahun ini”.",
            "decision",
        )
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
    public = {"public_reason": candidate.public_reason} if candidate.public_reason else {}
    return {"decision": candidate.decision, "reason": candidate.reason} | public


def _theirs(candidate: AwardCandidate) -> dict[str, str]:
    if not candidate.decision:
        return {"Usulan": "Perhitungannya sudah diperbarui. Baca lagi sebelum memutuskan."}
    public = {"Alasan untuk umum": candidate.public_reason} if candidate.public_reason else {}
    return {"Keputusan": CHOICE_LABELS[Choice(candidate.decision)], "Alasan": candidate.reason} | public
