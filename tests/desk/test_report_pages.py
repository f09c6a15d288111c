"""The page of reports: estimate before work, short tables at once, units of the role only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from appraisal.models import Event, Job
from organizations.access import desk_scope
from organizations.models import Unit
from tests.world import TODAY, World

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("clock")]


def address(world: World, **choice: Any) -> str:
    given = {"report": "skp", "unit": 0, "period": world.period.pk, "copies": "ya", "format": "xlsx"}
    return f"{reverse('desk:report-files')}?{urlencode(given | choice)}"


def test_the_estimate_comes_before_the_work(world: World, enter: Any) -> None:
    text = enter(world.gita).get(address(world)).content.decode()

    assert "Formulir SKP 2026, Seluruh instansi" in text
    assert "Kurang dari 1 menit, " in text
    assert "Buat laporan" in text
    assert not Job.objects.exists()


def test_pressing_the_button_leads_to_the_job(world: World, enter: Any) -> None:
    client = enter(world.gita)
    data = {"report": "skp", "unit": 0, "period": world.period.pk, "copies": "ya", "format": "xlsx"}
    answer = client.post(reverse("desk:report-start"), data)

    job = Job.objects.get()
    assert answer["Location"] == reverse("desk:job-detail", args=[job.pk])
    assert (job.by, job.kind, job.arguments["roots"]) == (world.gita, "report-documents", [])


def test_a_short_table_is_downloaded_at_once_under_a_useful_name(world: World, enter: Any) -> None:
    answer = enter(world.gita).get(address(world, report="rekap", format="csv", unduh=1))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="Rekapitulasi pegawai 2026, Seluruh instansi.csv"' in answer["Content-Disposition"]
    assert world.ani.nip in answer.content.decode()
    assert Event.objects.get(action="report.exported").after["report"] == "rekap"


def test_a_unit_outside_the_role_is_no_choice(world: World, enter: Any) -> None:
    mine = desk_scope(world.eko, TODAY).unit_ids
    foreign = Unit.objects.exclude(pk__in=mine).order_by("pk")[0]
    client = enter(world.eko)

    assert client.get(address(world, unit=foreign.pk)).status_code == 422
    inside = Unit.objects.filter(pk__in=mine).order_by("-pk")[0]
    assert inside.name in client.get(address(world, unit=inside.pk)).content.decode()
    assert "Semua unit saya" in client.get(address(world)).content.decode()


def test_auditors_are_not_offered_to_issue(world: World, enter: Any) -> None:
    assert "Terbitkan dokumen resmi" not in enter(world.indra).get(address(world)).content.decode()
    assert enter(world.indra).get(address(world, report="terbitkan")).status_code == 422
    assert "Terbitkan dokumen resmi" in enter(world.gita).get(address(world)).content.decode()
