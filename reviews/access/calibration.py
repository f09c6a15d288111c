"""Who hands a rating to a calibration meeting, takes it back, and decides about it there."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..models import CalibrationCase, CalibrationMeeting, Evaluation
from ..rules.evaluation import MOVES, Actor, EvaluationMove, EvaluationStatus, may_move
from .evaluation import WHO, may_make, state_sentence
from .line import actor_of
from .meeting import is_running, meeting_for


def may_offer(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The superior hands a finished rating to the running meeting of the group."""
    rated = ALLOW if evaluation.predicate else deny("Isi kedua rating dan alasannya dulu.")
    period = evaluation.plan.period
    opened = ALLOW if period.is_open else deny(f"Tahun {period.year} sudah ditutup.")
    made = first_denial(may_make(user, evaluation, EvaluationMove.OFFER, on), rated, opened)
    if not made or meeting_for(evaluation.plan, evaluation.term, on):
        return made
    return deny("Tidak ada rapat kalibrasi yang terbuka untuk pegawai ini.")


def may_take_back(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The superior takes an offered rating back until a meeting has decided about it."""
    decided = CalibrationCase.objects.filter(evaluation=evaluation).exists()
    return first_denial(
        may_make(user, evaluation, EvaluationMove.TAKE_BACK, on),
        deny("Rapat sudah memutuskan kasus ini. Keputusannya tetap.") if decided else ALLOW,
    )


def may_lead(user: Employee, meeting: CalibrationMeeting, on: date) -> Decision:
    """The leader of a meeting writes its minutes and decides while it runs."""
    if meeting.led_by_id != user.pk:
        return deny(f"Langkah ini dilakukan oleh {WHO[Actor.LEADER]}.")
    if meeting.closed_at is not None:
        return deny("Rapat ini sudah ditutup.")
    if not is_running(meeting, on):
        return deny(f"Hari terakhir rapat ini {tanggal(meeting.until)}.")
    return ALLOW


def may_decide_case(
    user: Employee, meeting: CalibrationMeeting, evaluation: Evaluation, on: date
) -> Decision:
    """The leader decides about an offered rating, never about the own one or one made by himself."""
    _, _, by = MOVES[EvaluationMove.CALIBRATE]
    if not may_move(EvaluationMove.CALIBRATE, EvaluationStatus(evaluation.status), by):
        return deny(state_sentence(evaluation))
    return first_denial(may_lead(user, meeting, on), _is_impartial(user, evaluation, on))


def _is_impartial(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    if evaluation.plan.placement.employee_id == user.pk:
        return deny("Penilaian Anda sendiri dibicarakan dalam rapat yang dipimpin orang lain.")
    if evaluation.appraiser_id == user.pk or actor_of(user, evaluation.plan, on) == Actor.SUPERIOR:
        return deny("Anda sendiri yang menilai orang ini. Kasusnya diputuskan pimpinan lain.")
    return ALLOW
