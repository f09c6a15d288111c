"""Rows of the evaluation in full, each right as it stands; a test changes what it is about."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from indicators.models import CoreValue, Goal, KeyIndicator, RatingWindow, Term
from reviews.models import (
    CalibrationCase,
    CalibrationMeeting,
    Correction,
    CreditEntry,
    DistributionReason,
    Document,
    DocumentCounter,
    Evaluation,
    GradeAdvice,
    ItemRating,
    KeyRealisation,
    SelfAssessment,
)
from tests.scenes import RATED
from tests.world import NOW, TODAY, World

SHARED = {"status": "DISAMPAIKAN", "shared_at": NOW}
_serials = count(1)


def evaluation(world: World, plan: Any, **changes: Any) -> Evaluation:
    """The rated draft of the annual evaluation, or the one that is there already."""
    values = {"appraiser": world.budi} | RATED | changes
    return Evaluation.objects.get_or_create(plan=plan, term=world.final, defaults=values)[0]


def item(world: World, plan: Any, **changes: Any) -> ItemRating:
    values = {"evaluation": evaluation(world, plan), "result": plan.results.get(), "rating": "SESUAI"}
    return ItemRating.objects.create(**(values | changes))


def value(number: int = 1) -> CoreValue:
    return CoreValue.objects.get(number=number)


def self_assessment(world: World, plan: Any, **changes: Any) -> SelfAssessment:
    values = {"plan": plan, "term": world.final, "strengths": "Antrean berkurang.", "sent_at": NOW}
    return SelfAssessment.objects.create(**(values | changes))


def correction(world: World, plan: Any, **changes: Any) -> Correction:
    values = {
        "evaluation": evaluation(world, plan, **SHARED),
        "results_rating": "SESUAI",
        "behaviour_rating": "DI_ATAS",
        "reason": "Salah ketik, BA 12/2026.",
        "asked_by": world.gita,
        "asked_at": NOW,
    }
    return Correction.objects.create(**(values | changes))


def answered(world: World, **changes: Any) -> dict[str, Any]:
    """The answer to a correction by a second person."""
    return {"is_approved": True, "decided_by": world.hadi, "decided_at": NOW} | changes


def distribution_reason(world: World, plan: Any, **changes: Any) -> DistributionReason:
    values = {"unit": world.units["dinas"], "term": world.final, "reason": "Semua target tercapai."}
    return DistributionReason.objects.create(
        **(values | {"counts": {}, "given_by": world.citra, "given_at": NOW} | changes)
    )


def meeting(world: World, plan: Any, **changes: Any) -> CalibrationMeeting:
    values = {"unit": world.units["dinas"], "term": world.final, "held_on": TODAY, "until": TODAY}
    return CalibrationMeeting.objects.create(
        **(values | {"led_by": world.citra, "opened_by": world.gita, "opened_at": NOW} | changes)
    )


def case(world: World, plan: Any, **changes: Any) -> CalibrationCase:
    found = CalibrationMeeting.objects.first() or meeting(world, plan)
    values = {
        "meeting": found,
        "evaluation": evaluation(world, plan),
        "results_rating": "SESUAI",
        "behaviour_rating": "SESUAI",
        "reason": "Bukti setara dengan rekan.",
        "decided_by": world.citra,
        "decided_at": NOW,
    }
    return CalibrationCase.objects.create(**(values | changes))


def converted(world: World, plan: Any, **changes: Any) -> CreditEntry:
    """Points of the annual evaluation."""
    values = {
        "source": "KONVERSI",
        "evaluation": evaluation(world, plan),
        "percent": 100,
        "coefficient": Decimal("12.5"),
        "month_from": 1,
        "month_until": 12,
        "predicate": "BAIK",
        "basis": "",
    }
    return brought_in(world, plan, **(values | changes))


def brought_in(world: World, plan: Any, **changes: Any) -> CreditEntry:
    """Points that a decision of before says."""
    values = {"employee": world.ani, "source": "LAMA", "level": "AHLI_MUDA", "year": 2026}
    values |= {"points": Decimal("12.5"), "basis": "PAK 7/2025", "set_by": world.gita, "set_at": NOW}
    return CreditEntry.objects.create(**(values | changes))


def advice(world: World, plan: Any, **changes: Any) -> GradeAdvice:
    values = {"unit": world.units["dinas"], "term": world.final, "adviser": "PENGAWASAN", "grade": "BAIK"}
    return GradeAdvice.objects.create(
        **(values | {"text": "LHE 3/2026.", "given_by": world.indra, "given_at": NOW} | changes)
    )


def key_indicator(world: World) -> KeyIndicator:
    """The one key indicator of the one goal of Dinas."""
    goal, _ = Goal.objects.get_or_create(
        period=world.period, unit=world.units["dinas"], text="Meningkatnya mutu layanan", order=1
    )
    return goal.key_indicators.get_or_create(order=1, text="Indeks kepuasan", target=85, measure="nilai")[0]


def key_realisation(world: World, plan: Any, **changes: Any) -> KeyRealisation:
    values = {"key_indicator": key_indicator(world), "term": world.final, "amount": 80, "note": "Survei"}
    return KeyRealisation.objects.create(
        **(values | {"reported_by": world.citra, "reported_at": NOW} | changes)
    )


def document(world: World, _: Any, **changes: Any) -> Document:
    serial = next(_serials)
    values = {"kind": "SKP", "number": f"SKP-{serial}", "code": f"{serial:-<22}", "issued_by": world.budi}
    return Document.objects.create(**(values | {"payload": {}, "issued_at": NOW} | changes))


def counter(world: World, plan: Any, **changes: Any) -> DocumentCounter:
    return DocumentCounter.objects.create(**({"kind": "SKP", "year": 2026} | changes))


def rating_window(world: World, plan: Any, **changes: Any) -> RatingWindow:
    values = {"term": world.term(4), "unit": world.units["dinas"], "reason": "Giliran", "set_by": world.gita}
    days = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=9), "set_at": NOW}
    return RatingWindow.objects.create(**(values | days | changes))


def term(world: World, plan: Any, **changes: Any) -> Term:
    values = {"kind": "BULANAN", "number": 9, "name": "Oktober", "started_on": TODAY, "ended_on": TODAY}
    days = {"due_on": TODAY, "rated_from": TODAY, "rated_until": TODAY}
    return world.period.terms.create(**(values | days | changes))
