"""The form of holidays: one line a day, as it is copied from a decree."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from appraisal.forms import LongText, ShortText, parse_date

NAME_LENGTH = 120
LINES = 100  # more holidays than a few years have


class HolidayForm(forms.Form):
    """Days with their names, and the decree that sets them."""

    lines = LongText(
        label="Hari libur",
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text="Satu baris satu hari, tanggal lalu titik koma lalu namanya. Misalnya: "
        "17-08-2026; Proklamasi Kemerdekaan. Beberapa baris bisa ditempel sekaligus.",
        error_messages={"required": "Tulis paling sedikit satu baris, misalnya 17-08-2026; Proklamasi."},
    )
    basis = ShortText(
        label="Dasar",
        max_length=200,
        required=False,
        help_text="Berlaku untuk semua baris. Misalnya: SKB 3 Menteri, hari libur dan cuti bersama 2026.",
    )

    def clean_lines(self) -> dict[date, str]:
        """Return the days with their names; every faulty line has a sentence of its own."""
        written = [(number, " ".join(line.split())) for number, line in self._lines() if line.strip()]
        if len(written) > LINES:
            raise ValidationError(f"Tempel paling banyak {LINES} baris sekaligus.")
        found: dict[date, str] = {}
        faults = []
        for number, line in written:
            fault = _read(line, found)
            if fault:
                faults.append(f"Baris {number}, “{line[:40]}”: {fault}")
        if faults:
            raise ValidationError(faults)
        if not found:
            raise ValidationError(self.fields["lines"].error_messages["required"])
        return found

    def _lines(self) -> Any:
        """Return the lines by number; a tab from a sheet counts as the semicolon."""
        return enumerate(self.cleaned_data["lines"].replace("\t", "; ").splitlines(), start=1)


def _read(line: str, found: dict[date, str]) -> str:
    """Add the day of a line to `found`, or return what is to be written instead."""
    day_text, mark, name = (part.strip() for part in line.partition(";"))
    try:
        day = parse_date(day_text)
    except ValueError:
        return f"tanggal {day_text[:20]} tidak ada di kalender."
    if not mark or day is None:
        return "tulis tanggalnya seperti 17-08-2026, lalu titik koma, lalu namanya."
    if not 2000 <= day.year <= 2200:
        return "periksa tahunnya."
    name = name.rstrip("; ")
    if not name:
        return "tulis nama hari liburnya setelah titik koma."
    if len(name) > NAME_LENGTH:
        return f"tulis nama paling banyak {NAME_LENGTH} huruf."
    if day in found:
        return "tanggal ini sudah ada di baris sebelumnya; gabungkan namanya."
    found[day] = name
    return ""
