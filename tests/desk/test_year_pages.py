"""The pages of a year: prepared, dates with their effects, opened and closed, and what they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.models import Event
from indicators.forms.period import RATED
from indicators.models import Period, PlanningWindow
from tests.pages import text_of
from tests.world import agreed_plan

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def address(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_years_are_for_the_bkd(world, enter, name):
    client = enter(world.people[name])

    for response in (
        client.get(address("period-list")),
        client.get(address("period-new")),
        client.get(address("period-detail", world.period.pk)),
        client.get(address("period-open", world.period.pk)),
        client.get(address("period-dates", world.period.pk)),
        client.post(address("period-close", world.period.pk), {"version": "1"}),
        client.get(address("figure-edit", world.period.figures.first().pk)),
    ):
        assert response.status_code == 403


def test_a_year_is_prepared_confirmed_opened_and_closed(office, enter):
    client = enter(office.gita)
    assert "Belum ada periode" in text_of(client.get(address("period-list")))

    made = client.post(address("period-new"), {"year": "2026", "kind": "TRIWULANAN"})
    period = Period.objects.get()
    assert made.url == address("period-detail", period.pk)
    figure = period.figures.get(key="penjelasan_hari")
    assert "Menunggu konfirmasi BKD" in text_of(client.get(made.url))
    typed = {"value": "10", "source": "Keputusan 12/2026", "sourced_on": "2-11-2026", "confirmed": "on"}
    assert client.get(address("figure-edit", figure.pk)).status_code == 200
    client.post(address("figure-edit", figure.pk), typed)
    figure.refresh_from_db()
    assert (figure.value, figure.confirmed) == (10, True)

    assert "Buka periode 2026" in text_of(client.get(address("period-open", period.pk)))
    client.post(address("period-open", period.pk), {"version": "1"})
    assert client.get(address("figure-edit", figure.pk)).status_code == 403
    assert client.get(address("period-open", period.pk)).status_code == 403
    page = client.get(address("period-close", period.pk))
    typed = {"year": "2026", "seen": page.context["left"].digest}
    assert client.post(address("period-close", period.pk), typed | {"version": "1"}).status_code == 409
    client.post(address("period-close", period.pk), typed | {"version": "2"})
    assert "Sedang ditutup" in text_of(client.get(address("period-detail", period.pk)))


@pytest.mark.parametrize(
    ("year", "words"), [("2026", "sudah ada"), ("", "Tulis tahunnya"), ("12", "empat angka")]
)
def test_a_year_that_cannot_be_is_refused(world, enter, year, words):
    response = enter(world.gita).post(address("period-new"), {"year": year, "kind": "BULANAN"})

    assert response.status_code == 422
    assert words in text_of(response)


def typed_dates(period):
    windows = ("planning_from", "planning_until", "annual_from", "annual_until", "award_from", "award_until")
    typed = {name: f"{getattr(period, name):%d-%m-%Y}" for name in windows} | {"version": str(period.version)}
    for term in period.terms.all():
        typed[f"due_{term.pk}"] = f"{term.due_on:%d-%m-%Y}"
        if not term.is_final:
            typed |= {f"{name}_{term.pk}": f"{getattr(term, name):%d-%m-%Y}" for name in RATED}
    return typed


def test_other_dates_are_looked_at_given_a_reason_and_saved(world, clock, enter):
    client, page = enter(world.gita), address("period-dates", world.period.pk)
    typed = typed_dates(world.period)
    agreed_plan(world, status="DRAF")
    set_days(world, "dinas", date(2026, 12, 20))

    refused = client.post(page, typed | {"planning_until": "1-11-2025"})
    assert refused.status_code == 422
    assert 'href="#id_planning_until"' in refused.content.decode()
    seen = client.post(page, typed | {"planning_until": "10-11-2026"})
    told = text_of(seen)
    assert "4 orang di 3 unit yang belum mengajukan tidak bisa lagi mengajukan" in told
    assert "Dinas Kependudukan dan Pencatatan Sipil, Perencanaan: 1 Januari 2026 sampai 20 Des" in told
    assert Period.objects.get().planning_until == date(2026, 12, 31)

    confirmed = typed | {"planning_until": "10-11-2026", "confirmed": "1", "version": "2"}
    assert client.post(page, confirmed | {"reason": " "}).status_code == 422
    again = client.post(page, confirmed | {"ubah": "1", "reason": "Surat"})
    assert 'value="10-11-2026"' in again.content.decode()
    assert client.post(page, confirmed | {"reason": "Surat 800/12"}).status_code == 302
    assert Period.objects.get().planning_until == date(2026, 11, 10)
    assert Event.objects.get(action="period.changed").note == "Surat 800/12"
    assert client.post(page, confirmed | {"reason": "Surat 800/12"}).status_code == 409


def set_days(world, unit, until):
    row = PlanningWindow.objects.create(
        period=world.period,
        unit=world.units[unit],
        started_on=date(2026, 1, 1),
        ended_on=until,
        reason="Giliran",
        set_by=world.gita,
        set_at=world.now,
    )
    Period.objects.update(version=2)
    return row


def test_a_prepared_year_is_saved_at_once(office, enter):
    client = enter(office.gita)
    client.post(address("period-new"), {"year": "2026", "kind": "SEMESTERAN"})
    period = Period.objects.get()

    sent = client.post(
        address("period-dates", period.pk), typed_dates(period) | {"planning_until": "1-2-2027"}
    )

    assert sent.status_code == 302
    assert Period.objects.get().planning_until == date(2027, 2, 1)


def test_days_of_a_unit_are_looked_at_before_they_change(world, clock, enter):
    client, row = enter(world.gita), set_days(world, "lain", date(2026, 11, 1))
    typed = {"version": "2", "other": "U-lain", "started_on": "1-1-2026", "ended_on": "30-11-2026"}

    seen = client.post(address("window-list", world.period.pk), typed | {"reason": "Surat 9"})
    assert "1 orang di 1 unit yang belum mengajukan bisa mengajukan lagi, sampai 30 November" in text_of(seen)
    taken_back = client.post(address("window-remove", row.pk), {"version": "2"})
    assert "bisa mengajukan lagi, sampai 31 Desember 2026" in text_of(taken_back)

    assert PlanningWindow.objects.get().ended_on == date(2026, 11, 1)


def test_the_pages_of_years_cost_little(world, enter, clock):
    client = enter(world.gita)
    client.get(address("period-list"))

    for path in ("period-list", "period-detail", "period-dates", "period-close", "window-list"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address(path, *([] if path == "period-list" else [world.period.pk])))
        assert len(queries) <= 20, path
