"""Settling a recommendation: nothing on the list changes afterwards.

What has to be there first: a sitting with a quorum about everybody who was decided about, how the committee
chose among people who are tied, and results that did not change since the list was computed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access import award as access
from ..models import AwardCandidate, AwardList, Recusal, Sitting, SittingMember
from ..queries.changed import changed_since
from ..rules.award import Choice
from ..rules.committee import has_quorum, needed


@transaction.atomic
def close_list(
    *,
    award_list: AwardList,
    version: int,
    by: Employee,
    at: datetime,
    tie_reason: str = "",
    empty_reason: str = "",
) -> AwardList:
    """Settle the recommendation, or that nobody is honoured, and return the list.

    Raise Denied for anybody but the committee, Refused with the field for what is missing, Conflict when
    somebody else settled or renewed the list meanwhile.
    """
    award_list = AwardList.objects.select_for_update().get(pk=award_list.pk)

    require(access.may_close(by, timezone.localdate(at)))

    recommended = of_choice(award_list, Choice.RECOMMENDED)
    words = {"tie_reason": tie_reason.strip(), "empty_reason": empty_reason.strip()}
    if award_list.version == version and award_list.closed_at is None:
        _check(award_list, len(recommended), words)
    if recommended:
        words["empty_reason"] = ""

    change(award_list, expect=version, where={"closed_at": None}, closed_at=at, closed_by=by, **words)

    after = {"recommended": len(recommended)} | {key: text for key, text in words.items() if text}
    audit.record(action="award.closed", by=by, at=at, target=award_list, after=after)
    return award_list


def of_choice(award_list: AwardList, choice: Choice) -> list[AwardCandidate]:
    """Return the candidates about whom the committee decided this."""
    return list(AwardCandidate.objects.filter(award_list=award_list, decision=choice).order_by("pk"))


def _check(award_list: AwardList, recommended: int, words: dict[str, str]) -> None:
    if not recommended and not words["empty_reason"]:
        raise Refused(
            "Belum ada calon yang direkomendasikan. Putuskan paling sedikit satu calon dulu, "
            "atau tulis mengapa tahun ini belum ada penerima.",
            "empty_reason",
        )
    if changed := len(changed_since(award_list)):
        raise Refused(
            f"Hasil {changed} calon berubah setelah usulan dihitung, misalnya karena keberatan diterima. "
            "Minta admin BKD menghitung ulang usulan, lalu periksa lagi."
        )
    if fallen := why_fallen(award_list):
        raise Refused(fallen)
    if split_ties(award_list) and not words["tie_reason"]:
        raise Refused("Tulis cara tim memilih di antara calon yang nilainya seri.", "tie_reason")
    if missing := why_no_quorum(award_list):
        raise Refused(missing)


def why_fallen(award_list: AwardList) -> str:
    """Return who is recommended and eligible no more since the last calculation, as a sentence."""
    fallen = AwardCandidate.objects.filter(
        award_list=award_list, decision=Choice.RECOMMENDED, is_eligible=False
    )
    rows = fallen.select_related("employee", "unit", "nomination").order_by("pk")
    names = ", ".join(candidate.title for candidate in rows)
    return (
        f"Sejak dihitung ulang, {names} belum memenuhi semua syarat. "
        "Ubah keputusannya menjadi “Belum untuk tahun ini” sebelum menetapkan."
        if names
        else ""
    )


def split_ties(award_list: AwardList) -> list[list[AwardCandidate]]:
    """Return the groups of tied people of whom some are recommended and some are not (two queries)."""
    eligible = AwardCandidate.objects.filter(award_list=award_list, is_eligible=True)
    chosen = list(eligible.filter(decision=Choice.RECOMMENDED).values_list("score", "tie"))
    alike = Q(score__in={score for score, _ in chosen}) | Q(tie__in={tie for _, tie in chosen if tie})
    groups: dict[tuple[str, object], list[AwardCandidate]] = defaultdict(list)
    rows = eligible.filter(alike).select_related("employee", "unit", "nomination", "placement")
    for row in rows.order_by("employee__name", "pk") if chosen else []:
        groups[("tie", row.tie) if row.tie else ("score", row.score)].append(row)
    return [
        group
        for group in groups.values()
        if 0 < sum(row.decision == Choice.RECOMMENDED for row in group) < len(group)
    ]


# --- Quorum ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seated:
    """A sitting with who was present and who belonged to the committee on that day."""

    held_on: date
    present: set[int]
    members: set[int]


def seated(award_list: AwardList) -> list[Seated]:
    """Return the sittings of a list, oldest first (two queries and one per day)."""
    present: dict[int, set[int]] = defaultdict(set)
    for sitting, employee in SittingMember.objects.filter(sitting__award_list=award_list).values_list(
        "sitting", "employee"
    ):
        present[sitting].add(employee)
    rows = Sitting.objects.filter(award_list=award_list).order_by("held_on", "pk")
    return [Seated(row.held_on, present[row.pk], access.members(row.held_on)) for row in rows]


def why_no_quorum(award_list: AwardList) -> str:
    """Return why the sittings do not carry the decisions, as a sentence; nothing when they do.

    About everybody who was decided about, one sitting had more than half of the members who had not stepped
    aside.
    """
    sittings = seated(award_list)
    if not sittings:
        return "Catat dulu rapat tim: hari, tempat, dan siapa yang hadir."
    aside: dict[int, set[int]] = defaultdict(set)
    rows = Recusal.objects.filter(candidate__award_list=award_list)
    for candidate, member in rows.values_list("candidate", "member"):
        aside[candidate].add(member)
    decided = AwardCandidate.objects.filter(award_list=award_list).exclude(decision="")
    cases = [aside[pk] for pk in decided.order_by("pk").values_list("pk", flat=True)] or [set()]
    for case in cases:
        if not any(has_quorum(one.members, one.present, case) for one in sittings):
            least = min(needed(one.members, case) for one in sittings)
            return (
                f"Rapat belum dihadiri lebih dari separuh anggota tim yang tidak mengundurkan diri. "
                f"Perlu paling sedikit {least} anggota yang hadir."
            )
    return ""
