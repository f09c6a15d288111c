"""What the database itself refuses, past every form and operation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from indicators.models import (
    AnnexItem,
    BehaviourExpectation,
    CoreValue,
    Indicator,
    IndicatorManual,
    LibraryEntry,
    Period,
    Plan,
    PlanCopy,
    PolicyFigure,
    Reading,
    Result,
    Submission,
    Suggestion,
    Term,
)
from tests.indicators.plans import agreed
from tests.world import NOW

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 1, 1), date(2026, 12, 31)

# A change by UPDATE that the named constraint refuses.
UPDATES = [
    (Period, {"ended_on": date(2025, 1, 1)}, "period_ends_after_start"),
    (Period, {"planning_until": date(2020, 1, 1)}, "period_planning_in_order"),
    (Period, {"annual_until": date(2020, 1, 1)}, "period_annual_in_order"),
    (Period, {"award_until": date(2020, 1, 1)}, "period_award_in_order"),
    (Period, {"opened_by": None}, "period_opened_both_or_neither"),
    (Period, {"closed_at": NOW}, "period_closed_after_opened"),
    (Period, {"sealed_at": NOW}, "period_sealed_after_closed"),
    (Period, {"archived_at": NOW}, "period_archived_after_sealed"),
    (Term, {"kind": "LAIN"}, "term_kind_known"),
    (Term, {"ended_on": date(2020, 1, 1)}, "term_ends_after_start"),
    (PolicyFigure, {"value": Decimal(-1)}, "figure_not_negative"),
    (Plan, {"approach": "LAIN"}, "plan_approach_known"),
    (Plan, {"form": "LAIN"}, "plan_form_known"),
    (Plan, {"status": "LAIN"}, "plan_status_known"),
    (Plan, {"ended_on": date(2020, 1, 1)}, "plan_ends_after_start"),
    (Plan, {"agreed_by": None}, "plan_agreed_both_or_neither"),
    (Plan, {"agreed_by": None, "agreed_at": None}, "plan_agreed_has_date"),
    (Result, {"kind": "LAIN"}, "result_kind_known"),
    (Result, {"text": ""}, "result_has_text"),
    (Indicator, {"aspect": "LAIN"}, "indicator_aspect_known"),
    (Indicator, {"direction": ""}, "indicator_direction_known"),
    (Indicator, {"perspectives": "ANGGARAN,PENERIMA_LAYANAN"}, "indicator_perspectives_known"),
    (Indicator, {"perspectives": "LAIN"}, "indicator_perspectives_known"),
    (Indicator, {"target_until": Decimal(9999)}, "indicator_range_in_order"),
    (Indicator, {"direction": "RENTANG", "target_until": Decimal(1)}, "indicator_range_in_order"),
    (Indicator, {"direction": "RENTANG", "target": None, "target_until": 5}, "indicator_range_in_order"),
    (Indicator, {"text": ""}, "indicator_has_text"),
    (Indicator, {"target": Decimal(-1)}, "indicator_target_not_negative"),
    (IndicatorManual, {"control": "LAIN"}, "manual_control_known"),
    (IndicatorManual, {"reporting": "LAIN"}, "manual_reporting_known"),
    (AnnexItem, {"kind": "LAIN"}, "annex_kind_known"),
    (AnnexItem, {"text": ""}, "annex_has_text"),
    (LibraryEntry, {"position_kind": "LAIN"}, "entry_position_kind_known"),
    (LibraryEntry, {"aspect": ""}, "entry_aspect_known"),
    (LibraryEntry, {"direction": "LAIN"}, "entry_direction_known"),
    (LibraryEntry, {"status": "LAIN"}, "entry_status_known"),
    (LibraryEntry, {"text": ""}, "entry_has_words"),
    (LibraryEntry, {"measure": ""}, "entry_has_words"),
    (LibraryEntry, {"field": ""}, "entry_has_words"),
]


@pytest.mark.parametrize(("model", "values", "name"), UPDATES, ids=[row[2] for row in UPDATES])
def test_a_bad_value_is_refused(world, model, values, name):
    plan = agreed(world)
    plan.annexes.create(kind="SUMBER_DAYA", order=1, text="Laptop")
    IndicatorManual.objects.create(indicator=Indicator.objects.get(), purpose="Tujuan")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**values)


def test_the_way_back_keeps_the_first_perspective(world):
    agreed(world)
    Indicator.objects.update(perspectives="PROSES_BISNIS,ANGGARAN")

    import_module("indicators.migrations.0004_indicator_perspectives").keep_first(apps, None)

    assert Indicator.objects.get().perspectives == "PROSES_BISNIS"


def test_a_result_does_not_serve_itself(world):
    result = agreed(world).results.get()

    with pytest.raises(IntegrityError, match="result_not_its_own_support"), transaction.atomic():
        Result.objects.update(supports=result)


def test_there_are_seven_core_values():
    with pytest.raises(IntegrityError, match="core_value_one_to_seven"), transaction.atomic():
        CoreValue.objects.create(number=8, name="Lain", guidance="")


def suggest(plan, **values):
    common = {"submission": plan.submissions.get(), "given_by": plan.agreed_by, "given_at": NOW}
    return Suggestion.objects.create(**common | {"about": "Hasil", "text": "Tulis targetnya."} | values)


@pytest.mark.parametrize("empty", ["about", "text"])
def test_a_suggestion_has_words(world, empty):
    with pytest.raises(IntegrityError, match="suggestion_has_text"), transaction.atomic():
        suggest(agreed(world), **{empty: ""})


def test_a_suggestion_is_about_one_thing(world):
    plan = agreed(world)

    with pytest.raises(IntegrityError, match="suggestion_on_one_thing"), transaction.atomic():
        suggest(plan, result=plan.results.get(), value=CoreValue.objects.earliest("number"))


TWICE = {
    "one plan per placement and year": lambda world, plan: Plan.objects.create(
        period=plan.period,
        placement=plan.placement,
        form="JA_JF",
        started_on=EARLY,
        ended_on=LATE,
        created_at=NOW,
    ),
    "one copy per revision": lambda world, plan: PlanCopy.objects.create(
        plan=plan, revision=1, payload={}, sha256="", agreed_at=NOW, agreed_by=world.budi
    ),
    "one behaviour per value": lambda world, plan: BehaviourExpectation.objects.create(
        plan=plan, value=CoreValue.objects.first()
    ),
    "one year": lambda world, plan: Period.objects.create(
        year=2026,
        **{
            name: EARLY if name.endswith(("from", "started_on")) else LATE
            for name in (
                "started_on",
                "ended_on",
                "planning_from",
                "planning_until",
                "annual_from",
                "annual_until",
                "award_from",
                "award_until",
            )
        },
    ),
    "one term per number": lambda world, plan: Term.objects.create(
        period=plan.period,
        kind="TRIWULANAN",
        number=1,
        name="Lagi",
        started_on=EARLY,
        ended_on=LATE,
        due_on=LATE,
        rated_from=LATE,
        rated_until=LATE,
    ),
    "one final term": lambda world, plan: Term.objects.create(
        period=plan.period,
        kind="FINAL",
        number=9,
        name="Lagi",
        started_on=EARLY,
        ended_on=LATE,
        due_on=LATE,
    ),
    "one figure per key": lambda world, plan: PolicyFigure.objects.create(
        period=plan.period, key="keberatan_hari", value=1, label="", source="", sourced_on=EARLY
    ),
    "one submission per number": lambda world, plan: Submission.objects.create(
        plan=plan, number=1, payload={}, submitted_at=NOW, submitted_to=world.budi
    ),
    "one reading per submission and reader": lambda world, plan: Reading.objects.bulk_create(
        Reading(submission=plan.submissions.get(), reader=world.budi, read_at=NOW) for _ in range(2)
    ),
    "one core value per number": lambda world, plan: CoreValue.objects.create(
        number=1, name="Lagi", guidance=""
    ),
    "one edition per code": lambda world, plan: LibraryEntry.objects.create(
        code="KES-001", edition=1, **ENTRY
    ),
    "one edition in force per code": lambda world, plan: LibraryEntry.objects.create(
        code="KES-001", edition=2, status="DITERIMA", **ENTRY
    ),
}
ENTRY = {"text": "Lagi", "field": "Kesehatan", "aspect": "WAKTU", "measure": "hari", "direction": "TURUN"}


@pytest.mark.parametrize("what", TWICE)
def test_what_exists_once_exists_once(world, what):
    plan = agreed(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        TWICE[what](world, plan)


def test_the_seven_values_carry_their_twenty_one_guides():
    values = list(CoreValue.objects.order_by("number"))

    assert [value.name for value in values] == [
        "Berorientasi Pelayanan",
        "Akuntabel",
        "Kompeten",
        "Harmonis",
        "Loyal",
        "Adaptif",
        "Kolaboratif",
    ]
    assert [len(value.guides) for value in values] == [3] * 7


def test_rows_have_names(world):
    plan = agreed(world)
    result = plan.results.get()
    annex = plan.annexes.create(kind="SUMBER_DAYA", order=1, text="Laptop")
    rows = [
        world.period,
        world.final,
        world.period.figures.first(),
        CoreValue.objects.first(),
        plan,
        plan.copies.get(),
        result,
        result.indicators.get(),
        plan.behaviours.first(),
        annex,
    ]

    assert all(str(row) for row in rows)
    assert str(world.final) == "Tahunan"
    assert world.final.is_final
