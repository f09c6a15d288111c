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


def _held(pk: int) -> AwardList:
    """Return a list with its scheme, the row of the list locked."""
    return AwardList.objects.select_for_update(of=("self",)).select_related("scheme__period").get(pk=pk)


def _recommended(award_list: AwardList) -> int:
    return AwardCandidate.objects.filter(award_list=award_list, decision=Choice.RECOMMENDED).count()


@transaction.atomic
def decide(
    *, candidate: AwardCandidate, version: int, decision: str, reason: str, by: Employee, at: datetime
) -> AwardCandidate:
    """Write what the committee decides about a candidate, with the reason, and return the candidate.

    A decision may be changed until the list is settled. Raise Denied outside the committee or about
    oneself and one's own superior or staff, Refused with the field, Conflict when somebody else was
    first.
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
    award_list = _held(award_list.pk)

    require(access.may_close(by, timezone.localdate(at)))

    recommended = _recommended(award_list)
    if award_list.version == version and not recommended:
        raise Refused("Belum ada calon yang direkomendasikan. Putuskan paling sedikit satu calon dulu.")

    change(award_list, expect=version, where={"closed_at": None}, closed_at=at, closed_by=by)

    audit.record(action="award.closed", by=by, at=at, target=award_list, after={"recommended": recommended})
    return award_list
