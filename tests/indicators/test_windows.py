"""Days of planning per unit: set, extended, taken back; the policy as everybody reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations, queries
from indicators.access.window import planning_span, within_window
from indicators.models import Period, PlanningWindow
from indicators.rules import DEFAULT_FIGURES, nearest_window
from organizations.models import Unit
from organizations.rules import Span
from tests.indicators.plans import complete
from tests.pages import text_of
from tests.world import NOW, TODAY

JANUARY = Span(date(2026, 1, 5), date(2026, 1, 31))
USUAL = Span(date(2025, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ({}, USUAL),
        ({3: JANUARY}, JANUARY),
        ({2: JANUARY}, JANUARY),
        ({1: USUAL, 2: JANUARY}, JANUARY),
        ({9: JANUARY}, USUAL),
    ],
)
def test_the_nearest_unit_above_decides(windows, expected):
    assert nearest_window([3, 2, 1], windows, USUAL) == expected


def set_for(world, *units, **changes):
    values = {
        "period": world.period,
        "version": Period.objects.get(pk=world.period.pk).version,
        "units": [world.units[name] for name in units],
        "started_on": JANUARY.started_on,
        "ended_on": JANUARY.ended_on,
        "reason": "Giliran pertama",
        "by": world.gita,
        "at": NOW,
    }
    return operations.set_windows(**(values | changes))


@pytest.mark.django_db
class TestDays:
    def test_a_window_holds_for_everybody_below(self, world):
        assert set_for(world, "dinas") == 1

        assert planning_span(world.period, world.units["bidang"].pk) == JANUARY
        assert planning_span(world.period, world.units["lain"].pk) == USUAL

    def test_a_deeper_window_goes_before_and_ends_with_its_removal(self, world):
        set_for(world, "dinas")
        set_for(world, "bidang", ended_on=date(2026, 12, 15), reason="Surat 800/12")
        assert planning_span(world.period, world.units["bidang"].pk).ended_on == date(2026, 12, 15)

        row = PlanningWindow.objects.get(unit=world.units["bidang"])
        version = Period.objects.get(pk=world.period.pk).version
        operations.remove_window(window=row, version=version, by=world.gita, at=NOW)

        assert planning_span(world.period, world.units["bidang"].pk) == JANUARY

    def test_setting_again_replaces_and_is_told(self, world):
        set_for(world, "dinas", "lain")
        set_for(world, "dinas", ended_on=date(2026, 2, 15))

        event = Event.objects.filter(action="period.windows_set").latest("pk")
        name = str(world.units["dinas"])
        assert PlanningWindow.objects.count() == 2
        assert event.before == {name: "2026-01-05 sampai 2026-01-31"}
        assert event.after == {name: "2026-01-05 sampai 2026-02-15"}

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"units": []}, "units"),
            ({"ended_on": date(2026, 1, 1)}, "ended_on"),
            ({"started_on": date(2027, 1, 1), "ended_on": date(2027, 2, 1)}, "started_on"),
            ({"reason": " "}, "reason"),
        ],
    )
    def test_what_does_not_fit_is_refused_at_its_field(self, world, changes, field):
        with pytest.raises(Refused) as refused:
            set_for(world, "dinas", **changes)

        assert refused.value.field == field
        assert not PlanningWindow.objects.exists()

    def test_only_the_bkd_sets_them(self, world):
        with pytest.raises(Denied):
            set_for(world, "dinas", by=world.eko)

    def test_the_second_of_two_admins_is_told(self, world):
        seen = world.period.version
        set_for(world, "dinas", version=seen)

        with pytest.raises(Conflict, match="sudah diubah orang lain"):
            set_for(world, "lain", version=seen)
        assert PlanningWindow.objects.count() == 1

    def test_a_closed_year_keeps_its_days(self, world):
        Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)

        with pytest.raises(Denied, match="sudah ditutup"):
            set_for(world, "dinas")

    def test_after_its_days_a_plan_is_refused_and_says_who_extends(self, world):
        plan = complete(world)
        set_for(world, "dinas")

        with pytest.raises(Refused, match=r"berakhir 31 Januari 2026.*Gita"):
            operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

        set_for(world, "bidang", ended_on=date(2026, 11, 30), reason="Perpanjangan")
        sent = operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)
        assert sent.status == "DIAJUKAN"

    def test_before_its_days_a_plan_waits(self, world):
        plan = complete(world)
        set_for(world, "dinas", started_on=date(2026, 12, 1), ended_on=date(2026, 12, 15))

        assert "dibuka 1 Desember 2026" in within_window(plan, TODAY).reason

    def test_looking_for_the_days_costs_three_queries(self, world):
        units = [Unit(code=f"X{n}", name=f"Unit {n}", parent=world.units["kota"]) for n in range(30)]
        for unit in units:
            unit.save()
        set_for(world, "dinas", units=units)

        with CaptureQueriesContext(connection) as captured:
            planning_span(world.period, world.units["bidang"].pk)
        assert len(captured) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ended_on": date(2026, 1, 1)}, "planning_window_ends_after_start"),
        ({"reason": ""}, "planning_window_has_reason"),
        ({}, "planning_window_once_per_unit"),
    ],
)
def test_the_database_refuses(world, values, name):
    row = {
        "period": world.period,
        "unit": world.units["dinas"],
        "started_on": date(2026, 1, 5),
        "ended_on": date(2026, 1, 31),
        "reason": "Giliran",
        "set_by": world.gita,
        "set_at": NOW,
    }
    PlanningWindow.objects.create(**row)

    other = {"unit": world.units["lain"]} if values else {}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        PlanningWindow.objects.create(**(row | other | values))
    words = str(refused.value)
    assert name in words or "UNIQUE constraint failed: indicators_planningwindow" in words


@pytest.mark.django_db
class TestFigures:
    def test_the_next_year_goes_on_with_the_figures_of_the_agency(self, world):
        world.period.figures.filter(key="keberatan_hari").update(
            value=Decimal(21), source="Perwal 3/2026", confirmed=True, confidence="INSTANSI"
        )
        world.period.figures.filter(key="pola_unit_kecil").delete()

        following = operations.create_period(year=2027, by=world.gita, at=NOW)

        kept = following.figures.get(key="keberatan_hari")
        assert (kept.value, kept.source, kept.confidence) == (Decimal(21), "Perwal 3/2026", "INSTANSI")
        assert following.figures.count() == len(DEFAULT_FIGURES)
        assert following.figures.get(key="pola_unit_kecil").value == Decimal(10)

    def test_everybody_reads_every_figure_with_source_confidence_and_date(self, world, enter, clock):
        set_for(world, "dinas", ended_on=date(2026, 11, 30))

        page = text_of(enter(world.ani).get(reverse("indicators:policy")))

        assert "SE MenPANRB 3/2023, 31 Januari 2023" in page
        assert "Dibaca dari peraturannya" in page
        assert "Menunggu konfirmasi BKD" in page
        assert "5 Januari 2026 sampai 30 November 2026" in page
        for figure in DEFAULT_FIGURES:
            assert figure.label in page

    def test_without_a_year_the_page_says_so(self, office, enter, clock):
        page = enter(office.ani).get(reverse("indicators:policy"))

        assert "Belum ada tahun penilaian" in text_of(page)

    @pytest.mark.parametrize("year", ["2026", "1999", "abc", "²⁰²⁶", ""])
    def test_any_year_in_the_address_gives_a_page(self, world, enter, clock, year):
        page = enter(world.ani).get(reverse("indicators:policy"), {"tahun": year})

        assert page.status_code == 200


@pytest.mark.django_db
class TestPage:
    def test_the_bkd_staggers_two_units_and_takes_one_back(self, world, enter, clock):
        client = enter(world.gita)
        href = reverse("desk:window-list", args=[world.period.pk])
        data = {
            "version": world.period.version,
            "units": [world.units["dinas"].pk, world.units["lain"].pk],
            "started_on": "05-01-2026",
            "ended_on": "15-12-2026",
            "reason": "Giliran kedua",
            "confirmed": "1",
        }
        assert client.post(href, data).status_code == 302

        page = text_of(client.get(href))
        assert page.count("Giliran kedua") == 2
        row = PlanningWindow.objects.get(unit=world.units["lain"])
        version = Period.objects.get(pk=world.period.pk).version
        client.post(reverse("desk:window-remove", args=[row.pk]), {"version": version, "confirmed": "1"})
        assert list(PlanningWindow.objects.values_list("unit", flat=True)) == [world.units["dinas"].pk]

    def test_a_unit_named_wrongly_keeps_what_was_typed(self, world, enter, clock):
        href = reverse("desk:window-list", args=[world.period.pk])
        data = {"version": world.period.version, "other": "Dinas Angin", "reason": "Surat 800/12"}

        page = enter(world.gita).post(href, data)

        assert page.status_code == 422
        assert "Unit dengan nama ini tidak ada" in text_of(page)
        assert "Surat 800/12" in page.content.decode()

    def test_the_units_to_choose_from_are_those_below_the_root_and_its_secretariat(self, world):
        Unit.objects.filter(pk=world.units["dinas"].pk).update(echelon="II.a")
        Unit.objects.filter(pk=world.units["lain"].pk).update(closed_on=TODAY)

        names = [unit.code for unit in queries.staggered_units()]
        assert sorted(names) == ["U-bidang", "U-bkpsdm", "U-dinas", "U-inspektorat"]

    def test_a_deep_unit_is_found_by_its_code(self, world, enter, clock):
        href = reverse("desk:window-list", args=[world.period.pk])
        data = {"version": world.period.version, "other": "U-bidang", "started_on": "05-01-2026"}
        data |= {"ended_on": "15-12-2026", "reason": "Perpanjangan", "confirmed": "1"}

        assert enter(world.gita).post(href, data).status_code == 302
        assert PlanningWindow.objects.get().unit == world.units["bidang"]
