"""The superior rates: two ratings with their reasons, and how the parts were seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import Plan, Term
from organizations.models import Employee

from ..access import evaluation as access
from ..models import Evaluation, ItemRating
from ..rules.evaluation import EvaluationStatus, Rating, predicate
from .holding import hold

REPLACED = "Menggantikan draf pejabat penilai sebelumnya, tanpa membacanya."
NONE_SEEN: Mapping[int, str] = {}


@transaction.atomic
def rate(
    *,
    plan: Plan,
    term: Term,
    version: int | None,
    results_rating: str,
    results_reason: str,
    behaviour_rating: str,
    behaviour_reason: str,
    recommendation: str,
    by: Employee,
    at: datetime,
    innovation: str = "",
    seen_results: Mapping[int, str] = NONE_SEEN,
    seen_values: Mapping[int, str] = NONE_SEEN,
) -> Evaluation:
    """Write the two ratings with their reasons as a draft that only its author sees.

    `version` is None for the first rating. `seen_results` and `seen_values` say by primary key how single
    results and behaviours are seen; they set neither rating. A draft of an earlier superior is replaced
    unread. Raise Denied, Refused with the field when a reason is missing, Conflict when it was rated
    meanwhile. The predicate follows from the matrix; the system never rates by itself (PermenPANRB 6/2022).
    """
    plan = hold(plan)
    require(access.may_rate(by, plan, term, timezone.localdate(at)))

    reasons = {"results": results_reason, "behaviour": behaviour_reason}
    _check_words({"results": results_rating, "behaviour": behaviour_rating}, reasons)
    _check_parts(plan, seen_results, seen_values)

    values = {
        "results_rating": results_rating,
        "results_reason": results_reason.strip(),
        "behaviour_rating": behaviour_rating,
        "behaviour_reason": behaviour_reason.strip(),
        "predicate": judged(results_rating, behaviour_rating),
        "recommendation": recommendation.strip(),
        "innovation": innovation.strip(),
        "rated_at": at,
        "appraiser": by,
    }
    evaluation, before, note = _write(plan, term, version, values, by)
    _keep_parts(evaluation, seen_results, seen_values)
    after = ratings(evaluation) | {"items": len(seen_results) + len(seen_values)}
    audit.record(
        action="evaluation.rated", by=by, at=at, target=evaluation, before=before, after=after, note=note
    )
    return evaluation


def judged(results_rating: str, behaviour_rating: str) -> str:
    """Return the predicate of two rating words; nothing while one is missing."""
    if not results_rating or not behaviour_rating:
        return ""
    return predicate(results=Rating(results_rating), behaviour=Rating(behaviour_rating)).value


def ratings(evaluation: Evaluation) -> dict[str, Any]:
    """Return the two ratings and the predicate, as events keep them."""
    return {
        "results": evaluation.results_rating,
        "behaviour": evaluation.behaviour_rating,
        "predicate": evaluation.predicate,
    }


def _check_words(words: Mapping[str, str], reasons: Mapping[str, str]) -> None:
    for name, rating in words.items():
        if rating not in set(Rating):
            raise Refused("Pilih satu dari tiga rating.", f"{name}_rating")
        if not reasons[name].strip():
            raise Refused("Tulis alasannya dengan menyebut satu kejadian atau bukti.", f"{name}_reason")


def _check_parts(plan: Plan, seen_results: Mapping[int, str], seen_values: Mapping[int, str]) -> None:
    """Refuse parts that do not belong to the plan, and words that are no rating."""
    if not {*seen_results.values(), *seen_values.values()} <= set(Rating):
        raise Refused("Pilih satu dari tiga rating.")
    results = set(plan.results.values_list("pk", flat=True)) if seen_results else set()
    values = set(plan.behaviours.values_list("value", flat=True)) if seen_values else set()
    if not (set(seen_results) <= results and set(seen_values) <= values):
        raise Refused("Isi SKP ini baru saja berubah. Buka lagi halaman penilaiannya, lalu pilih ulang.")


def _write(
    plan: Plan, term: Term, version: int | None, values: dict[str, Any], by: Employee
) -> tuple[Evaluation, dict[str, Any] | None, str]:
    """Return the written evaluation, the ratings that stood there before, and a note for the record."""
    stored = Evaluation.objects.filter(plan=plan, term=term).first()
    if stored is None:
        if version is not None:
            raise Conflict("Penilaian ini sudah tidak ada.")
        return _first(plan, term, values, by), None, ""
    is_orphan = access.is_of_another(stored, by) and stored.status == EvaluationStatus.DRAFT
    if version is None and not is_orphan:
        raise _told(stored, by)
    before = None if is_orphan else ratings(stored)
    expect = stored.version if is_orphan else version or 0
    where = {"status": EvaluationStatus.DRAFT, "appraiser": stored.appraiser_id if is_orphan else by.pk}
    try:
        change(stored, expect=expect, where=where, **values)
    except Conflict:
        stored.refresh_from_db()
        raise _told(stored, by) from None
    return stored, before, REPLACED if is_orphan else ""


def _first(plan: Plan, term: Term, values: dict[str, Any], by: Employee) -> Evaluation:
    try:
        with transaction.atomic():
            return Evaluation.objects.create(plan=plan, term=term, **values)
    except IntegrityError:
        raise _told(Evaluation.objects.get(plan=plan, term=term), by) from None


def _told(stored: Evaluation, by: Employee) -> Conflict:
    """Return the conflict with what is stored, in words, for the person whose own was not saved.

    What another superior wrote and did not share stays unread.
    """
    if access.is_of_another(stored, by):
        return Conflict(version=stored.version)
    theirs = {
        "Keadaan": stored.status_words[0],
        "Hasil kerja": f"{stored.results_words}. {stored.results_reason}",
        "Perilaku kerja": f"{stored.behaviour_words}. {stored.behaviour_reason}",
    }
    return Conflict(theirs=theirs, version=stored.version)


def _keep_parts(
    evaluation: Evaluation, seen_results: Mapping[int, str], seen_values: Mapping[int, str]
) -> None:
    evaluation.items.all().delete()
    rows = [ItemRating(evaluation=evaluation, result_id=pk, rating=word) for pk, word in seen_results.items()]
    rows += [ItemRating(evaluation=evaluation, value_id=pk, rating=word) for pk, word in seen_values.items()]
    ItemRating.objects.bulk_create(rows)
