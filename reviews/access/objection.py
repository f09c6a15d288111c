"""Who may object, explain, name a decider and decide (PP 30/2019 Pasal 59)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.access import desk_scope, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import Evaluation, Objection
from ..rules.evaluation import MOVES, EvaluationMove
from ..rules.objection import ObjectionDays
from .evaluation import may_make, state_sentence
from .hearing import concerned, decider_of, explainers


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


# --- The desk -------------------------------------------------------------------------------------


def desk_objections(user: Employee, on: date) -> QuerySet[Objection]:
    """Return the objections in the units of the person's desk roles: BKD, unit admin, auditor."""
    scope = desk_scope(user, on)
    return (
        scope.filter(Objection.objects.all(), "evaluation__plan__placement__unit")
        if scope
        else (Objection.objects.none())
    )


def may_see_objections(user: Employee, on: date) -> Decision:
    """BKD admins, unit admins and auditors see how the objections of their units stand."""
    if desk_scope(user, on):
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD, admin unit, dan auditor.")


def may_name_decider(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """A BKD admin of the unit names who decides, where the line has nobody who may; never in own matters."""
    scope = scope_of(user, Role.BKD_ADMIN, on=on)
    if not (scope.is_all or evaluation.plan.placement.unit_id in scope.unit_ids):
        return deny("Pejabat pemutus ditunjuk admin BKD.")
    if evaluation.status not in MOVES[EvaluationMove.DECIDE][0]:
        return deny(state_sentence(evaluation))
    if user.pk in concerned(evaluation):
        return deny("Keberatan ini menyangkut Anda, jadi admin BKD yang lain yang menunjuk.")
    decider = decider_of(evaluation, on)
    if decider is not None:
        return deny(f"Keberatan ini diputuskan {decider.full_name}.")
    return ALLOW


def may_be_decider(person: Employee, evaluation: Evaluation, by: Employee) -> Decision:
    """Whoever works here may be named, but not the employee, who rated or explained, nor who names."""
    if person.pk in concerned(evaluation):
        return deny("Tunjuk orang lain: bukan pegawai itu, penilainya, atau yang memberi penjelasan.")
    if person.pk == by.pk:
        return deny("Tunjuk orang lain selain Anda sendiri.")
    return ALLOW if person.is_active else deny("Orang ini tidak lagi bertugas di sini.")
