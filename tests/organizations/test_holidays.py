"""Holidays: pasted from a decree, filled in, removed; what holds in a year nobody has written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appraisal.errors import Denied
from appraisal.models import Event
from organizations.models import Holiday
from organizations.operations import fill_holidays, remove_holiday, set_holidays
from organizations.queries import holidays
from tests.pages import forms_of, text_of
from tests.world import NOW, World

PAGE = "/bkd/hari-libur/"
YEAR = date(2026, 1, 1), date(2026, 12, 31)
IDUL_FITRI = {date(2026, 3, 20): "Idul Fitri", date(2026, 3, 21): "Idul Fitri"}


def test_a_year_nobody_wrote_has_the_national_days_with_a_fixed_date(office: World) -> None:
    assert len(holidays(*YEAR)) == 5

    set_holidays(days={date(2027, 3, 9): "Idul Fitri"}, basis="SKB", by=office.gita, at=NOW)

    assert len(holidays(*YEAR)) == 5, "another year says nothing about this one"


def test_the_first_days_of_a_year_bring_the_fixed_ones_along(office: World) -> None:
    count = set_holidays(days=IDUL_FITRI, basis="SKB 2026", by=office.gita, at=NOW)

    assert count == 7
    assert holidays(*YEAR) >= set(IDUL_FITRI)
    assert date(2026, 8, 17) in holidays(*YEAR)
    assert set_holidays(days={date(2026, 5, 1): "May Day"}, basis="", by=office.gita, at=NOW) == 1
    assert Holiday.objects.get(day=date(2026, 5, 1)).name == "May Day"


def test_a_day_taken_off_stays_off_until_it_is_filled_in_again(office: World) -> None:
    fill_holidays(year=2026, by=office.gita, at=NOW)
    labour_day = Holiday.objects.get(day=date(2026, 5, 1))

    remove_holiday(holiday=labour_day, by=office.gita, at=NOW)
    remove_holiday(holiday=labour_day, by=office.gita, at=NOW)  # a second press finds nothing to do

    assert labour_day.day not in holidays(*YEAR)
    assert Event.objects.filter(action="holiday.removed").count() == 1
    assert fill_holidays(year=2026, by=office.gita, at=NOW) == 1
    assert fill_holidays(year=2026, by=office.gita, at=NOW) == 0


@pytest.mark.parametrize("name", ["ani", "eko", "indra"])
def test_only_the_agency_s_admin_writes_holidays(office: World, name: str) -> None:
    with pytest.raises(Denied):
        set_holidays(days=IDUL_FITRI, basis="", by=office.people[name], at=NOW)
    with pytest.raises(Denied):
        fill_holidays(year=2026, by=office.people[name], at=NOW)
    assert not Holiday.objects.exists()


@pytest.mark.once
def test_lines_are_pasted_and_come_back_by_year(office: World, enter: Any, clock: Any) -> None:
    client = enter(office.gita)
    lines = "20-03-2026; Idul Fitri\n\n 21 Maret 2026 ; Idul Fitri hari kedua\n25/12/2026\tNatal;"

    page = client.post(PAGE, {"lines": lines, "basis": "SKB 3 Menteri"}, follow=True)

    shown = text_of(page)
    assert "7 hari libur tersimpan." in shown
    for words in ("Jumat, 20 Maret 2026", "Idul Fitri hari kedua", "25 Desember 2026"):
        assert words in shown
    assert "Idul Fitri" not in text_of(client.get(PAGE, {"tahun": "2027"}))


@pytest.mark.once
def test_every_faulty_line_has_its_sentence_and_nothing_is_lost(
    office: World, enter: Any, clock: Any
) -> None:
    lines = "20-03-2026; Idul Fitri\n31-02-2026; Salah\nNatal\n20-03-2026; Lagi\n01-06-2026;"

    page = enter(office.gita).post(PAGE, {"lines": lines, "basis": "SKB"})

    shown = text_of(page)
    assert page.status_code == 422
    assert "Baris 2, “31-02-2026; Salah”: tanggal 31-02-2026 tidak ada di kalender." in shown
    assert "Baris 3, “Natal”: tulis tanggalnya" in shown
    assert "Baris 4, “20-03-2026; Lagi”: tanggal ini sudah ada" in shown
    assert "Baris 5, “01-06-2026;”: tulis nama" in shown
    assert not Holiday.objects.exists()
    form = next(form for form in forms_of(page) if "lines" in form.fields)
    assert form.fields["lines"].replace("\r\n", "\n") == lines
