"""Comparability of a round in preparation: computed by a worker, told before the round opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from appraisal import jobs
from appraisal.errors import Denied, Refused
from fairness.operations.design import begin_design
from fairness.queries.design import design_of, rounds_in_preparation
from multirater.models import Invitation, Round
from tests.multirater.rows import Office, round_of
from tests.pages import queries_of, text_of
from tests.world import NOW

DRAFT = {"status": "RANCANGAN", "seed": "", "opened_at": None}


@pytest.fixture
def row(office: Office) -> Round:
    return round_of(office, peers=2, **DRAFT)


def begin(office: Office, row: Round) -> jobs.Job:
    return begin_design(row=row, by=office.world.gita, at=NOW)


def test_each_way_is_drawn_and_nobody_is_asked(office: Office, row: Round, work: Any) -> None:
    job = begin(office, row)
    assert begin(office, row) == job, "while it goes on it is begun once"
    assert design_of(row).is_running
    work()

    found = design_of(row)
    assert [(one["cross"], one["peers"]) for one in found.rows] == [(0, 2), (1, 2), (2, 2), (1, 3)]
    assert {one["people"] for one in found.rows} == {28}
    assert found.rows[-1]["forms"] > found.rows[1]["forms"]
    assert float(found.rows[2]["offset"].replace(",", ".")) < float(found.rows[0]["offset"].replace(",", "."))
    assert not Invitation.objects.exists()
    assert not row.reviewees.exists()


def test_a_changed_setting_makes_the_figures_stale(office: Office, row: Round, work: Any) -> None:
    begin(office, row)
    work()
    assert not design_of(row).is_stale
    Round.objects.update(version=row.version + 1)
    assert design_of(Round.objects.get()).is_stale


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"status": "DIBUKA", "seed": "benih", "opened_at": NOW}, "sudah dibuka"),
        ({"has_peers": False}, "tanpa rekan kerja"),
    ],
    ids=["open", "no peers"],
)
def test_what_cannot_be_set_any_more_is_refused(office: Office, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        begin(office, round_of(office, **(DRAFT | changes)))


def test_only_who_runs_rounds_has_it_computed(office: Office, row: Round) -> None:
    for person in (office.head, office.world.indra):
        with pytest.raises(Denied):
            begin_design(row=row, by=person, at=NOW)


@pytest.mark.once
def test_the_pages_tell_what_to_do(office: Office, enter: Any, work: Any, clock: Any) -> None:
    gita = enter(office.world.gita)
    lists, page = reverse("fairness:design-list"), "fairness:design-round"
    assert "Belum ada putaran yang sedang disiapkan" in text_of(gita.get(lists))
    row = round_of(office, peers=2, cross_percent=50, **DRAFT)
    few = queries_of(gita, lists)
    round_of(office, name="Putaran kedua", **DRAFT)
    assert queries_of(gita, lists) == few
    assert [one.name for one in rounds_in_preparation(2026)] == ["Putaran 2026", "Putaran kedua"]

    href = reverse(page, args=[row.pk])
    assert "Belum dihitung" in text_of(gita.get(href))
    sent = gita.post(reverse("fairness:design-compute", args=[row.pk]))
    assert sent["Location"] == reverse("desk:job-detail", args=[jobs.Job.objects.get().pk])
    assert "Sedang dihitung" in text_of(gita.get(href))
    work()
    told = text_of(gita.get(href))
    assert "Pengaturan sekarang" in told
    assert "angka penelitian" in told
