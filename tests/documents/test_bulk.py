"""Issuing for many people at once: can be repeated, stopped and begun again; one fault stops nobody."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from appraisal.pdf import PdfFailed
from indicators.models import Plan
from reviews import documents
from reviews.models import Document, Evaluation
from tests.documents.test_issue import frozen_plan, quick
from tests.world import NOW, TODAY, World

__all__ = ["quick"]


@pytest.fixture
def plans(world: World) -> list[Plan]:
    """Return three agreed plans with shared evaluations of the first quarter, Dewi's in another unit."""
    found = [frozen_plan(world, name) for name in ("ani", "fajar", "dewi")]
    for plan in found:
        Evaluation.objects.create(
            plan=plan,
            term=world.term(1),
            appraiser=world.budi,
            results_rating="SESUAI",
            results_reason="Terbit.",
            behaviour_rating="SESUAI",
            behaviour_reason="Hadir.",
            predicate="BAIK",
            status="DISAMPAIKAN",
            rated_at=NOW,
            shared_at=NOW,
            talked_on=TODAY,
        )
    return found


def run(world: World, **options: Any) -> str:
    said = io.StringIO()
    chosen = {"year": 2026, "term": 1, "by": world.gita.nip} | options
    call_command("issue_documents", stdout=said, stderr=said, **chosen)
    return said.getvalue()


def test_everybody_gets_both_documents_once(world: World, quick: list[Any], plans: list[Plan]) -> None:
    assert "6 dari 6: 6 terbit, 0 tetap" in run(world)
    assert "6 dari 6: 0 terbit, 6 tetap" in run(world), "a second run finds everything done"

    assert len(quick) == Document.objects.valid().count() == 6
    assert set(Document.objects.values_list("issued_by__name", flat=True)) == {"Gita"}


def test_what_changed_is_issued_anew(world: World, quick: list[Any], plans: list[Plan]) -> None:
    run(world, kind=["DOKUMEN"])
    Evaluation.objects.filter(plan=plans[0]).update(recommendation="Ikut pelatihan.")

    assert "3 dari 3: 1 terbit, 2 tetap" in run(world, kind=["DOKUMEN"])
    assert Document.objects.filter(replaced_by__isnull=False).count() == 1


def test_a_stopped_run_goes_on_where_it_was(
    world: World, quick: list[Any], plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed, fake = [], documents.print_document

    def stop(payload: Any) -> Any:
        if len(printed) == 2:
            raise KeyboardInterrupt
        printed.append(payload)
        return fake(payload)

    monkeypatch.setattr(documents, "print_document", stop)
    with pytest.raises(KeyboardInterrupt):
        run(world)
    monkeypatch.setattr(documents, "print_document", fake)

    assert "6 dari 6: 4 terbit, 2 tetap" in run(world)


def test_one_fault_is_named_and_stops_nobody(
    world: World, quick: list[Any], plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = documents.print_document

    def fail_for_ani(payload: Any) -> Any:
        if payload["owner"]["name"] == "Ani":
            raise PdfFailed("Tabel terlalu tinggi.")
        return fake(payload)

    monkeypatch.setattr(documents, "print_document", fail_for_ani)

    with pytest.raises(CommandError, match="1 dari 3"):
        run(world, kind=["DOKUMEN"])
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "count"), [(["SKP"], 3), (["UMPAN_BALIK"], 1), (["DOKUMEN", "UMPAN_BALIK"], 4)]
)
def test_kinds_are_chosen(
    world: World, quick: list[Any], plans: list[Plan], kind: list[str], count: int
) -> None:
    plan = plans[0]
    plan.feedback.create(
        term=world.term(1), result=plan.results.get(), text="Baik.", given_by=world.budi, given_at=NOW
    )

    assert f"{count} dari {count}: {count} terbit" in run(world, kind=kind)


def test_a_unit_takes_what_lies_below_it(world: World, quick: list[Any], plans: list[Plan]) -> None:
    unit = plans[2].placement.unit

    assert "1 dari 1: 1 terbit" in run(world, unit=unit.code, kind=["DOKUMEN"])
    assert Document.objects.get().subject == world.dewi


@pytest.mark.parametrize(
    "wrong", [{"term": 77}, {"year": 1999}, {"by": "1"}, {"unit": "X"}, {"kind": ["GAJI"]}]
)
def test_what_is_not_known_is_said(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        run(world, **wrong)


def test_without_an_address_of_the_site_nothing_is_issued(world: World, settings: Any) -> None:
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        run(world)


def test_who_may_not_issue_gets_faults_and_no_documents(
    world: World, quick: list[Any], plans: list[Plan]
) -> None:
    with pytest.raises(CommandError, match="3 dari 3"):
        run(world, by=world.indra.nip, kind=["DOKUMEN"])
    assert not Document.objects.exists()
