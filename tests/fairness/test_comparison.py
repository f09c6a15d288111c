"""Comparison values from forms to the page of a result: a range, or why there is none, and who reads it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from fairness.analysis.year import Year
from fairness.models import ComparisonValue
from fairness.operations.comparison import values_of
from fairness.queries.comparison import comparison_beside, with_comparison
from fairness.queries.inputs import inputs_of
from fairness.queries.printed import heard_about
from multirater.analysis.crossed import Components, Reason
from multirater.models import Round
from organizations.models import Employee
from reviews.models import Evaluation
from tests.fairness.pattern_rows import a_run
from tests.fairness.test_inputs import judged
from tests.multirater.rows import Office
from tests.multirater.spoken import about, close, late_round, release, say
from tests.pages import text_of
from tests.world import TODAY

WIDE = "Sesuai ekspektasi sampai di atas ekspektasi"


def spoken(
    office: Office, peers: Any = (4, 4, 4, 4, 5), superior: int | None = 4, **values: Any
) -> Evaluation:
    """Return a shared result of the first of "umum", of whom colleagues and the head spoke as well."""
    person, head = office.staff["umum"][0], office.heads["umum"]
    row = judged(office, person, head, upper=office.head, results_reason="Bukti.", behaviour_reason="Bukti.")
    around = late_round(office, purpose="EVALUASI")
    reviewee = about(office, around, person)
    say(reviewee, office.staff["umum"][1 : 1 + len(peers)], peers)
    if superior:
        say(reviewee, [head], [superior], "ATASAN")
    close(office, around)
    release(office, around)
    return row


def year(people: int = 1, **told: Any) -> Year:
    """Return the solution of a year in which everybody lies between 1.9 and 2.4."""
    low, high = np.full(people, 1.9), np.full(people, 2.4)
    values = {"parts": Components(0.01, 0.05, 0.02, 0.05), "reason": None, "islands": 1, "linked": 1.0}
    values |= {"island": np.zeros(people, dtype=int), "value": (low + high) / 2, "low": low, "high": high}
    return Year(**(values | told))


def made(office: Office, **told: Any) -> ComparisonValue:
    """Return the one value of a year, stored with a run."""
    (row,) = values_of(inputs_of(office.period), year(**told))
    row.analysis = a_run(office.world)
    row.save()
    return row


# --- Making ------------------------------------------------------------------------------------------


def test_a_person_of_whom_many_spoke_has_a_range(office: Office) -> None:
    row = spoken(office)
    value = made(office)
    assert (value.employee, value.low, value.high) == (row.plan.placement.employee, "SESUAI", "DI_ATAS")
    assert value.reason == ""


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        # measurement research 3.7
        ({"reason": Reason.ISLANDS}, "PULAU"),
        ({"island": np.ones(1, dtype=int)}, "PULAU"),
        ({"reason": Reason.TOO_FEW}, "TERLALU_SEDIKIT"),
        ({"reason": Reason.ONE_RATER}, "SATU_PENILAI"),
        ({"reason": Reason.ONE_FORM}, "SATU_PENILAI"),
        ({"reason": Reason.FLAT}, "TANPA_PERBEDAAN"),
        ({"reason": Reason.UNREADABLE}, "TIDAK_TERBACA"),
        ({"low": np.full(1, np.nan)}, "TERLALU_SEDIKIT"),
        ({"parts": None}, "TERLALU_SEDIKIT"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_the_network_does_not_tell_is_a_reason(office: Office, told: Any, reason: str) -> None:
    spoken(office)
    value = made(office, **told)
    assert (value.low, value.high, value.reason) == ("", "", reason)


@pytest.mark.parametrize(
    ("peers", "superior", "reason"),
    [
        ((), None, "SATU_PENILAI"),
        ((4, 4, 4, 4), 4, "FORMULIR_SEDIKIT"),
        ((4, 4), 4, "KELOMPOK_KECIL"),
        ((4, 4), None, "KELOMPOK_KECIL"),
        ((4, 4, 4, 4, 4, (4, None, None, None, None, None, None)), 4, "KELOMPOK_KECIL"),  # too little seen
    ],
)
def test_few_forms_and_hidden_ones_are_a_reason(
    office: Office, peers: Any, superior: Any, reason: str
) -> None:
    spoken(office, peers, superior)
    assert made(office).reason == reason


def test_a_round_for_development_takes_no_part(office: Office) -> None:
    spoken(office)
    Round.objects.update(purpose="PENGEMBANGAN")
    assert made(office).reason == "SATU_PENILAI"


def test_without_official_results_there_are_no_values(office: Office) -> None:
    spoken(office)
    Evaluation.objects.update(status="KALIBRASI", offered_at=office.world.now)
    assert values_of(inputs_of(office.period), year()) == []


# --- Reading ------------------------------------------------------------------------------------------


def page_of(person: Employee, row: Evaluation) -> Any:
    client = Client()
    client.force_login(person, backend="organizations.backends.NipBackend")
    return client.get(reverse("reviews:evaluation-detail", args=[row.pk]))


def readers(office: Office) -> dict[str, Employee]:
    world = office.world
    people = {"person": office.staff["umum"][0], "superior": office.heads["umum"], "above": office.head}
    return people | {"BKD": world.gita, "auditor": world.people["indra"]}


@pytest.mark.once
@pytest.mark.usefixtures("clock")
def test_whoever_reads_the_result_reads_the_value_beside_the_official_one(office: Office) -> None:
    row = spoken(office)
    made(office)
    for name, person in readers(office).items():
        text = text_of(page_of(person, row))
        assert "Nilai pembanding" in text, name
        assert WIDE in text, name
        assert "Dari penilaian atasan dan 5 formulir 360 (rekan kerja)." in text, name
        assert "Hasil resmi tidak berubah: perilaku kerja sesuai ekspektasi." in text, name
    stranger = office.staff["umum"][1]  # one of those who spoke
    assert page_of(stranger, row).status_code == 404


@pytest.mark.once
@pytest.mark.usefixtures("clock")
def test_nobody_reads_a_value_before_the_rating_is_shared(office: Office) -> None:
    """It must not steer a rating: the superior reads it when the person does."""
    row = spoken(office)
    made(office)
    Evaluation.objects.update(status="DRAF", shared_at=None)
    plan, head = row.plan, office.heads["umum"]
    client = Client()
    client.force_login(head, backend="organizations.backends.NipBackend")
    for name in ("evaluation-rate", "evaluation-check"):
        page = client.get(reverse(f"reviews:{name}", args=[plan.pk, row.term_id]))
        assert page.status_code == 200
        assert "pembanding" not in text_of(page).lower().replace("hanya pembanding untuk pelaporan", "")
    assert page_of(head, row).status_code == 302
    assert page_of(office.staff["umum"][0], row).status_code == 404


@pytest.mark.once
@pytest.mark.usefixtures("clock")
def test_an_island_is_said_to_be_one(office: Office) -> None:
    row = spoken(office)
    made(office, reason=Reason.ISLANDS)
    text = text_of(page_of(office.heads["umum"], row))
    assert "Unit ini belum terhubung dengan unit lain." in text
    assert "Antar unit belum dapat dibandingkan" in text


def test_the_latest_run_counts_and_an_acting_post_has_no_value(office: Office) -> None:
    row, reader = spoken(office), office.head
    assert comparison_beside(loaded(row), reader, TODAY) is None, "no run yet"
    made(office)
    later = a_run(office.world, number=2)
    assert comparison_beside(loaded(row), reader, TODAY) is None, "a value of an earlier run does not count"
    later.reason = "TIDAK_TERBACA"
    later.save()
    beside = comparison_beside(loaded(row), reader, TODAY)
    assert beside is not None
    assert beside.told.why.startswith("Formulir 360 tahun ini tidak dapat dibaca")
    later.delete()
    there = loaded(row)
    assert comparison_beside(there, reader, TODAY) is not None
    there.plan.placement.kind = "PLT"
    assert comparison_beside(there, reader, TODAY) is None


def loaded(row: Evaluation) -> Evaluation:
    rows = with_comparison(Evaluation.objects.select_related("term", "plan__placement"))
    return rows.get(pk=row.pk)


def test_a_quarter_has_no_value(office: Office) -> None:
    row = spoken(office)
    made(office)
    there = loaded(row)
    there.term = office.world.term(1)
    assert comparison_beside(there, office.head, TODAY) is None


def test_the_block_costs_no_query_but_for_several_rounds(
    office: Office, django_assert_num_queries: Any
) -> None:
    row = spoken(office)
    made(office)
    there = loaded(row)
    with django_assert_num_queries(0):
        beside = comparison_beside(there, office.head, TODAY)
    assert beside is not None
    assert beside.told.heard == heard_about(row.plan.placement.employee_id, office.period.pk)
    there.heard_rounds = 2  # type: ignore[attr-defined]
    with django_assert_num_queries(1):
        assert comparison_beside(there, office.head, TODAY) == beside


# --- Nowhere else ---------------------------------------------------------------------------------------


ROOMS = re.compile(
    r"^fairness/(models/|apps\.py|migrations/|operations/(comparison|analysis)\.py|queries/(comparison|printed)\.py)"
)


@pytest.mark.once
def test_no_document_export_list_or_interface_opens_values() -> None:
    from tests.test_house import modules, name_of
    from tests.test_house import text_of as source_of

    found = [name_of(path) for path in modules() if "ComparisonValue" in source_of(path)]
    found += [name_of(path) for path in modules() if "comparison_values" in source_of(path)]
    assert [name for name in found if not ROOMS.match(name)] == []
