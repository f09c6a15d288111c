"""Reporting realisations and giving feedback: effects, refusals, record, rollback, second caller."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import CoreValue, Indicator, Period, Plan
from reviews.models import Feedback, Realisation
from reviews.operations import progress as operations
from tests.world import NOW, TODAY, World, agreed_plan

NOTE = "Antrean turun dari 90 menjadi 35 menit."


def indicator_of(plan: Plan) -> Indicator:
    """Return the plan's first indicator as the page loads it, with plan and year."""
    rows = Indicator.objects.select_related("result__plan__period", "result__plan__placement")
    return rows.filter(result__plan=plan).order_by("pk")[0]


def report(world: World, plan: Plan | None = None, **changes: Any) -> Realisation:
    values = {
        "indicator": changes.pop("indicator", None) or indicator_of(plan or agreed_plan(world)),
        "term": world.term(4),
        "version": None,
        "amount": Decimal("12.5"),
        "note": NOTE,
        "noted_on": TODAY,
        "evidence_url": "https://contoh.go.id/berkas",
        "by": world.ani,
        "at": NOW,
    }
    return operations.report(**(values | changes))


def feedback(world: World, plan: Plan, **changes: Any) -> int:
    values: dict[str, Any] = {"plan": plan, "term": world.term(4), "results": {}, "values": {}}
    return operations.give_feedback(**(values | {"by": world.budi, "at": NOW} | changes))


def close(world: World) -> None:
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)


# --- Realisations -------------------------------------------------------------------------------


def test_a_report_keeps_amount_note_date_and_link(world: World) -> None:
    report(world)

    row = Realisation.objects.get()
    assert (row.amount, row.note, row.noted_on, row.version) == (Decimal("12.5"), NOTE, TODAY, 1)
    assert row.evidence_url == "https://contoh.go.id/berkas"
    event = Event.objects.get(action="progress.reported")
    assert (event.by, event.before, event.after["amount"]) == (world.ani, None, "12.5")


def test_a_report_without_a_number_is_a_report(world: World) -> None:
    assert report(world, amount=None).amount is None


def test_a_report_may_be_changed_and_the_event_keeps_what_stood_before(world: World) -> None:
    plan = agreed_plan(world)
    report(world, plan)

    changed = report(world, plan, version=1, amount=Decimal(20), note="Dua puluh akta.")

    assert (changed.version, changed.amount, changed.note) == (2, Decimal(20), "Dua puluh akta.")
    event = Event.objects.filter(action="progress.reported").order_by("-pk")[0]
    assert (event.before["note"], event.after["note"]) == (NOTE, "Dua puluh akta.")
    assert Realisation.objects.count() == 1


def test_the_second_tab_gets_the_stored_note_beside_its_own(world: World) -> None:
    plan = agreed_plan(world)
    report(world, plan)

    for version in (None, 7, 0):
        with pytest.raises(Conflict) as conflict:
            report(world, plan, version=version, note="Dari tab kedua.")
        assert conflict.value.theirs == {"Catatan yang tersimpan": NOTE}
        assert conflict.value.version == 1
    assert Realisation.objects.get().note == NOTE


def test_a_version_of_a_report_that_never_was_is_a_conflict(world: World) -> None:
    with pytest.raises(Conflict):
        report(world, version=1)
    assert not Realisation.objects.exists()


@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "gita", "hadi", "indra"])
def test_only_the_owner_reports(world: World, name: str) -> None:
    with pytest.raises(Denied, match="Realisasi diisi oleh pemilik SKP"):
        report(world, by=world.people[name])
    assert not Realisation.objects.exists()


@pytest.mark.parametrize("status", ["DRAF", "DIAJUKAN", "DIKEMBALIKAN"])
def test_a_plan_that_is_not_agreed_takes_no_report(world: World, status: str) -> None:
    with pytest.raises(Denied, match="setelah SKP disepakati"):
        report(world, agreed_plan(world, status=status))


@pytest.mark.parametrize(
    ("noted_on", "accepted"),
    [
        (date(2026, 10, 1), True),
        (TODAY, True),
        (TODAY + timedelta(days=1), False),
        (date(2026, 9, 30), False),
    ],
)
def test_the_note_is_dated_between_the_beginning_of_the_term_and_today(
    world: World, noted_on: date, accepted: bool
) -> None:
    if accepted:
        assert report(world, noted_on=noted_on).pk
        return
    with pytest.raises(Refused) as refused:
        report(world, noted_on=noted_on)
    assert refused.value.field == "noted_on"


def test_a_report_needs_one_sentence(world: World) -> None:
    for note in ("", "  \n"):
        with pytest.raises(Refused) as refused:
            report(world, agreed_plan(world) if not note else Plan.objects.get(), note=note)
        assert refused.value.field == "note"


def test_a_term_that_has_not_begun_takes_no_report(world: World) -> None:
    with pytest.raises(Denied, match="Triwulan IV belum dimulai"):
        report(world, at=NOW - timedelta(days=60), noted_on=TODAY - timedelta(days=60))


def test_a_term_of_another_year_takes_no_report(world: World) -> None:
    from tests.scenes import _year

    other = _year(world, 2027, opened=True).terms.get()
    with pytest.raises(Denied, match="milik tahun lain"):
        report(world, term=other)


def test_a_past_term_may_still_be_completed_while_the_year_is_open(world: World) -> None:
    assert report(world, term=world.term(1), noted_on=date(2026, 3, 1)).pk


def test_a_year_that_was_closed_while_the_page_was_open_takes_no_report(world: World) -> None:
    """The page loaded plan and year before the closing: the lock is worth nothing without reading again."""
    indicator = indicator_of(agreed_plan(world))
    close(world)

    with pytest.raises(Denied, match="Tahun 2026 sudah ditutup"):
        report(world, indicator=indicator)
    assert not Realisation.objects.exists()


def test_a_report_rolls_back_when_its_event_cannot_be_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Event, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        report(world)
    assert not Realisation.objects.exists()


# --- Feedback -----------------------------------------------------------------------------------


def test_feedback_on_results_and_behaviours_is_written_at_once(world: World) -> None:
    plan = agreed_plan(world)
    result, value = plan.results.get(), CoreValue.objects.get(number=1)

    changed = feedback(world, plan, results={result.pk: " Bagus. "}, values={value.pk: "Ramah."})

    assert changed == 2
    assert set(Feedback.objects.values_list("text", "given_by")) == {
        ("Bagus.", world.budi.pk),
        ("Ramah.", world.budi.pk),
    }
    assert Event.objects.get(action="feedback.given").after == {"term": "Triwulan IV", "texts": 2}


def test_feedback_that_says_the_same_changes_nothing_and_leaves_no_event(world: World) -> None:
    plan = agreed_plan(world)
    texts = {plan.results.get().pk: "Bagus."}
    feedback(world, plan, results=texts)

    assert feedback(world, plan, results=texts) == 0
    assert feedback(world, plan, results=dict.fromkeys(texts, "  ")) == 0
    assert Feedback.objects.get().version == 1
    assert Event.objects.filter(action="feedback.given").count() == 1


def test_feedback_may_be_changed(world: World) -> None:
    plan = agreed_plan(world)
    key = plan.results.get().pk
    feedback(world, plan, results={key: "Bagus."})

    assert feedback(world, plan, results={key: "Bagus sekali."}) == 1
    assert (Feedback.objects.get().text, Feedback.objects.get().version) == ("Bagus sekali.", 2)


def test_feedback_of_each_term_stands_beside_the_others(world: World) -> None:
    plan = agreed_plan(world)
    key = plan.results.get().pk
    for number in (1, 4):
        feedback(world, plan, term=world.term(number), results={key: f"Triwulan {number}."})

    assert Feedback.objects.count() == 2


def test_the_second_tab_does_not_overwrite_the_feedback_of_the_first(world: World) -> None:
    plan = agreed_plan(world)
    key = plan.results.get().pk
    feedback(world, plan, version=0, results={key: "Dari tab pertama."})

    with pytest.raises(Conflict) as conflict:
        feedback(world, plan, version=0, results={key: "Dari tab kedua."})

    assert "Dari tab pertama." in conflict.value.theirs.values()
    assert Feedback.objects.get().text == "Dari tab pertama."
    assert feedback(world, plan, version=conflict.value.version, results={key: "Dari tab kedua."}) == 1


def test_feedback_on_a_result_of_another_plan_is_not_written(world: World) -> None:
    plan, foreign = agreed_plan(world), agreed_plan(world, "dewi")

    assert feedback(world, plan, results={foreign.results.get().pk: "Asing."}, values={999: "Asing."}) == 0
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "eko", "gita", "hadi", "indra"])
def test_only_the_superior_gives_feedback(world: World, name: str) -> None:
    plan = agreed_plan(world)
    with pytest.raises(Denied, match="ditulis oleh pejabat penilai"):
        feedback(world, plan, results={plan.results.get().pk: "x"}, by=world.people[name])
    assert not Feedback.objects.exists()


def test_a_closed_year_takes_no_feedback_even_from_an_open_page(world: World) -> None:
    plan = Plan.objects.select_related("period", "placement").get(pk=agreed_plan(world).pk)
    close(world)

    with pytest.raises(Denied, match="Tahun 2026 sudah ditutup"):
        feedback(world, plan, results={plan.results.get().pk: "x"})


def test_a_draft_takes_no_feedback(world: World) -> None:
    plan = agreed_plan(world, status="DRAF")
    with pytest.raises(Denied, match="setelah SKP disepakati"):
        feedback(world, plan, results={plan.results.get().pk: "x"})
