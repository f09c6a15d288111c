"""Who may object, explain, name a decider and decide (PP 30/2019 Pasal 59)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..models import Evaluation
from ..rules.evaluation import MOVES, EvaluationMove
from ..rules.objection import ObjectionDays
from .evaluation import may_make, state_sentence
from .hearing import decider_of, explainers


def may_object(user: Employee, evaluation: Evaluation, days: ObjectionDays, on: date) -> Decision:
    """The owner objects up to the last day, counted from the day on which the result was shared."""
    move = may_make(user, evaluation, EvaluationMove.OBJECT, on)
    if not move or evaluation.shared_at is None:
        return move
    last = days.last_day(timezone.localdate(evaluation.shared_at))
    if on <= last:
        return ALLOW
    return deny(
        f"Masa keberatan {days.words} berakhir pada {tanggal(last)}. "
        "Anda tetap bisa membicarakannya dengan pejabat penilai atau BKD."
    )


def may_explain(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """Who rated explains, or who is the superior by now."""
    if evaluation.status not in MOVES[EvaluationMove.EXPLAIN][0]:
        return deny(state_sentence(evaluation))
    if user.pk in {person.pk for person in explainers(evaluation, on)}:
        return ALLOW
    return deny("Langkah ini dilakukan oleh pejabat penilai.")


def may_decide(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The superior's superior of the day decides, or whom BKD named; nobody who had a part in the matter."""
    if evaluation.status not in MOVES[EvaluationMove.DECIDE][0]:
        return deny(state_sentence(evaluation))
    decider = decider_of(evaluation, on)
    if decider is not None and decider.pk == user.pk:
        return ALLOW
    return deny("Langkah ini dilakukan oleh atasan pejabat penilai, atau pejabat yang ditunjuk BKD.")
