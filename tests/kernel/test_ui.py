"""Dates, numbers, names and the tags of the pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template

from appraisal.templatetags import ui

TODAY = date(2026, 11, 22)


def test_dates_and_moments_are_written_in_indonesian() -> None:
    assert ui.tanggal(date(2026, 8, 1)) == "1 Agustus 2026"
    assert ui.waktu(datetime(2026, 11, 22, 3, 5, tzinfo=UTC)) == "22 November 2026 pukul 10.05"
    assert ui.tanggal(datetime(2026, 12, 31, 20, 0, tzinfo=UTC)) == "1 Januari 2027"
    assert ui.tanggal(None) == ui.waktu(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "hari ini"),
        (date(2026, 11, 23), "besok"),
        (date(2026, 11, 21), "kemarin"),
        (date(2026, 11, 25), "3 hari lagi"),
        (date(2027, 1, 15), "sampai 15 Januari 2027"),
        (date(2026, 11, 12), "sejak 12 November 2026"),
        (None, ""),
    ],
)
def test_date_is_told_as_seen_from_today(day: date | None, words: str) -> None:
    assert ui.hari(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "hari ini"),
        (date(2026, 11, 23), "besok"),
        (date(2026, 11, 25), "3 hari lagi"),
        (date(2026, 11, 21), "kemarin"),
        (date(2026, 11, 10), "12 hari lalu"),
        (date(2026, 9, 23), "60 hari lalu"),
        (date(2026, 9, 22), "2 bulan lalu"),
        (date(2025, 11, 22), "12 bulan lalu"),
        (date(2025, 11, 21), "21 November 2025"),
        (datetime(2026, 11, 20, 20, 0, tzinfo=UTC), "kemarin"),  # three in the morning of the 21st
        (None, ""),
    ],
)
def test_how_long_ago_is_counted_in_days(day: date | None, words: str) -> None:
    assert ui.lalu(day, TODAY) == words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1240, "1.240"),
        (Decimal("1.50"), "1,5"),
        (Decimal("1234567.25"), "1.234.567,25"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("100"), "100"),
        (0, "0"),
        (-3, "-3"),
        (None, ""),
        ("banyak", "banyak"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_numbers_are_written_as_indonesians_read_them(number: Any, text: str) -> None:
    assert ui.angka(number) == text


def test_shares_stay_within_the_whole_and_never_divide_by_nothing() -> None:
    assert ui.persen(1037, 1240) == "83,6%"
    assert ui.persen(Decimal("83.6")) == "83,6%"
    assert ui.share(5, 4) == "100.0%"
    assert ui.share(0, 0) == "0.0%"
    assert ui.angka(Decimal("1.5"), 2) == "1,50"


def test_names_and_employee_numbers_are_grouped_for_reading() -> None:
    assert ui.nip("199004122015042003") == "19900412 201504 2 003"
    assert ui.nip("123") == "123"
    assert ui.person(SimpleNamespace(full_name="Sari Lestari, A.Md.")) == "Sari Lestari, A.Md."
    assert ui.initials("dr. Sari Lestari, Sp.A") == "SL"


def test_key_in_an_attribute_stays_without_grouping() -> None:
    assert Template("{{ version }}").render(Context({"version": 12345})) == "12345"


def test_card_escapes_its_title_and_keeps_its_content() -> None:
    html = Template("{% card title=title %}<p>{{ text }}</p>{% endcard %}").render(
        Context({"title": "<b>", "text": "<i>"})
    )

    assert "<h2>&lt;b&gt;</h2>" in html
    assert "<p>&lt;i&gt;</p>" in html


def test_form_keys_differ_with_every_form_and_name_the_owner() -> None:
    request = SimpleNamespace(user=SimpleNamespace(pk=7, is_authenticated=True))
    page = Template("{% form_keys %}")
    one, two = (page.render(Context({"request": request, "csrf_token": "t"})) for _ in range(2))

    assert one != two
    assert ui.OWNER.unsign(one.split('name="_owner" value="')[1].split('"')[0]) == "7"
    assert "_owner" not in page.render(Context({"request": SimpleNamespace(), "csrf_token": "t"}))
    with pytest.raises(KeyError):  # a part that was not given them would send a form that is refused
        page.render(Context({}))
