"""Who may see an evaluation and make which move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from indicators.access.rating import rated_from
from indicators.models import Plan, Term
from indicators.rules import SETTLED
from organizations.access import desk_scope
from organizations.models import Employee

from ..models import CalibrationMeeting, Evaluation
from ..rules.evaluation import (
    MOVES,
    RELEASED,
    UNSHARED,
    Actor,
    EvaluationMove,
    EvaluationStatus,
    may_move,
)
from .hearing import heard
from .line import actor_of, may_count, overseen_plans, supervised_plans
from .meeting import meeting_for

WHO = {
    Actor.OWNER: "pegawai yang dinilai",
    Actor.SUPERIOR: "pejabat penilai",
    Actor.UPPER: "atasan pejabat penilai",
    Actor.LEADER: "pemimpin rapat kalibrasi",
    Actor.SYSTEM: "sistem setelah masa keberatan lewat",
    Actor.PERSONNEL: "dua admin BKD",
}


def visible_evaluations(user: Employee, on: date) -> QuerySet[Evaluation]:
    """Return the evaluations this person may read.

    A draft is its author's alone, as long as he appraises the plan. Everybody else sees what was shared:
    the owner, both superiors, who answers an objection, and BKD, unit admins and auditors inside their
    units.
    """
    released = Q(status__in=RELEASED)
    mine = released & Q(plan__placement__employee=user)
    team = (released | Q(appraiser=user)) & Q(plan__in=supervised_plans(user, on))
    above = released & Q(plan__in=overseen_plans(user, on))
    seen = mine | team | above | (released & heard(user, on))
    scope = desk_scope(user, on)
    if scope:
        seen |= released & scope.condition("plan__placement__unit")
    return Evaluation.objects.filter(seen)


def unread_by(user: Employee) -> Q:
    """Return the condition on evaluations that they are drafts of somebody else."""
    return Q(status=EvaluationStatus.DRAFT) & ~Q(appraiser=user)


def is_of_another(evaluation: Evaluation, user: Employee) -> bool:
    """Say whether somebody else wrote these ratings and has not shared them; an earlier superior did."""
    return evaluation.status in UNSHARED and evaluation.appraiser_id != user.pk


def may_make(user: Employee, evaluation: Evaluation, move: EvaluationMove, on: date) -> Decision:
    """Say whether this person may make this move on this evaluation on a day."""
    _, _, by = MOVES[move]
    if actor_of(user, evaluation.plan, on) != by:
        return deny(f"Langkah ini dilakukan oleh {WHO[by]}.")
    if not may_move(move, EvaluationStatus(evaluation.status), by):
        return deny(state_sentence(evaluation))
    return ALLOW


def state_sentence(evaluation: Evaluation) -> str:
    """Return why a move is not made from the state the evaluation is in."""
    sentences = {
        EvaluationStatus.DRAFT: "Penilaian ini belum dibagikan.",
        EvaluationStatus.OFFERED: "Penilaian ini ada di rapat kalibrasi. Tarik dulu untuk mengubahnya.",
        EvaluationStatus.SHARED: "Penilaian ini sudah dibagikan.",
        EvaluationStatus.ACKNOWLEDGED: "Penilaian ini sudah diterima.",
        EvaluationStatus.OBJECTED: "Keberatan atas penilaian ini sedang diproses.",
        EvaluationStatus.EXPLAINED: "Keberatan ini menunggu keputusan atasan pejabat penilai.",
        EvaluationStatus.FINAL: "Penilaian ini sudah final dan tidak berubah lagi.",
    }
    return sentences[EvaluationStatus(evaluation.status)]


def may_rate(user: Employee, plan: Plan, term: Term, on: date) -> Decision:
    """The superior rates an agreed plan from the first day of rating of its unit until the year is closed.

    The days of the nearest unit upwards count. A plan that ended with its placement can be judged from its
    last day on. After the last day of rating nobody goes without a result because a superior was late.
    """
    if actor_of(user, plan, on) != Actor.SUPERIOR:
        return deny("Penilaian dilakukan oleh pejabat penilai pegawai ini.")
    if plan.period_id != term.period_id:
        return deny("Masa evaluasi ini milik tahun lain.")
    if plan.status not in SETTLED:
        return deny("Penilaian bisa dimulai setelah SKP disepakati.")
    if not plan.period.is_open:
        return deny(f"Tahun {plan.period.year} sudah ditutup.")
    counts = may_count(plan, term)
    if not counts:
        return counts
    opens_on = rated_from(plan, term)
    if on < opens_on:
        return deny(
            f"Penilaian {term.name} dibuka pada {opens_on:%d-%m-%Y}. Umpan balik bisa ditulis kapan saja."
        )
    return ALLOW


def may_rate_again(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The superior changes a rating until it is shared."""
    return first_denial(
        may_rate(user, evaluation.plan, evaluation.term, on),
        may_make(user, evaluation, EvaluationMove.RATE, on),
    )


@dataclass(frozen=True)
class Waits(Decision):
    """A refusal to share while a calibration meeting runs."""

    meeting: CalibrationMeeting | None = None


def may_share(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The superior shares an evaluation that has both ratings, until the year is closed.

    While a calibration meeting of the group runs, sharing waits.
    """
    rated = ALLOW if evaluation.predicate else deny("Isi kedua rating dan alasannya dulu.")
    if is_of_another(evaluation, user):
        rated = deny("Draf ini milik pejabat penilai sebelumnya. Tulis dulu penilaian Anda sendiri.")
    period = evaluation.plan.period
    opened = ALLOW if period.is_open else deny(f"Tahun {period.year} sudah ditutup.")
    made = first_denial(may_make(user, evaluation, EvaluationMove.SHARE, on), rated, opened)
    meeting = meeting_for(evaluation.plan, evaluation.term, on) if made else None
    if meeting is None:
        return made
    reason = (
        f"Hasil dibagikan setelah rapat kalibrasi {meeting.unit} yang dipimpin "
        f"{meeting.led_by.full_name} ditutup, paling lambat {tanggal(meeting.until)}."
    )
    return Waits(False, reason, meeting)
