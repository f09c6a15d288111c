"""Forms of talks: when and where, the agenda, notes with follow-ups; they only validate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from appraisal.forms import DateInput, LongText, ShortText
from indicators.models import Plan, Term

from ..models import FollowUp, Talk
from ..rules.talk import FollowUpDraft, Side

ROWS_AT_MOST = 12
EMPTY_ROWS = 3
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?(?: ?(?:WIB|WITA|WIT))?", re.IGNORECASE)


class ClockInput(forms.Field):
    """A time of the day as people write it here: 9, 09.00, 13:30, 9.00 WIB."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "class": "input-short", "inputmode": "decimal"})

    def to_python(self, value: Any) -> time | None:
        """Return the time, or refuse with the way to write it."""
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        match = CLOCK.fullmatch(text)
        if match is None:
            raise ValidationError("Tulis jam seperti 09.00 atau 13.30.", code="time")
        return time(int(match[1]), int(match[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time as a person would type it."""
        return f"{value:%H.%M}" if isinstance(value, time | datetime) else value


DAY_MISSING = "Tulis tanggalnya, misalnya 25-11-2026."
HOUR_MISSING = "Tulis jamnya, misalnya 09.00."


def _place() -> ShortText:
    return ShortText(
        label="Tempat",
        max_length=200,
        required=False,
        help_text="Misalnya ruang rapat, atau tautan pertemuan.",
    )


def moment_of(day: date, hour: time) -> datetime:
    """Return a day and an hour as a moment in the time zone of the agency."""
    return timezone.make_aware(datetime.combine(day, hour))


class TimeForm(forms.Form):
    """Another time or place for a talk."""

    day = DateInput(label="Tanggal", error_messages={"required": DAY_MISSING})
    hour = ClockInput(label="Pukul", error_messages={"required": HOUR_MISSING})
    place = _place()

    @property
    def moment(self) -> datetime:
        """The chosen moment."""
        return moment_of(self.cleaned_data["day"], self.cleaned_data["hour"])


class PlanForm(TimeForm):
    """When and where a talk is going to be, and for which quarter."""

    term = forms.TypedChoiceField(label="Untuk", coerce=int)
    field_order = ("term", "day", "hour", "place")

    def __init__(self, *args: Any, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {term.pk: term for term in terms}
        choices = [(term.pk, term.name) for term in terms]
        self.fields["term"].choices = choices  # type: ignore[attr-defined]
        self.fields["term"].error_messages["invalid_choice"] = "Pilih satu masa dari daftar."

    @property
    def quarter(self) -> Term:
        """The chosen quarter."""
        return self.terms[self.cleaned_data["term"]]


class TeamForm(forms.Form):
    """A moment for everybody of a team; an empty date leaves a person out."""

    place = _place()

    def __init__(
        self, *args: Any, plans: Sequence[Plan], proposed: Mapping[int, datetime] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plans = plans
        for plan in plans:
            moment = (proposed or {}).get(plan.pk)
            name = plan.placement.employee.full_name
            self.fields[f"day-{plan.pk}"] = DateInput(
                label=f"Tanggal, {name}", required=False, initial=moment
            )
            self.fields[f"hour-{plan.pk}"] = ClockInput(
                label=f"Pukul, {name}", required=False, initial=moment
            )

    def rows(self) -> Iterator[tuple[Plan, forms.BoundField, forms.BoundField]]:
        """Return each person with the two fields."""
        return ((plan, self[f"day-{plan.pk}"], self[f"hour-{plan.pk}"]) for plan in self.plans)

    def clean(self) -> dict[str, Any]:
        """Ask for the hour where a date stands, and for at least one date."""
        for plan in self.plans:
            day, hour = f"day-{plan.pk}", f"hour-{plan.pk}"
            if self.cleaned_data.get(day) and not self.cleaned_data.get(hour) and hour not in self.errors:
                self.add_error(hour, f"{plan.placement.employee.full_name}: tulis jamnya, misalnya 09.00.")
        if not self.errors and not self.chosen():
            raise ValidationError("Tulis tanggal untuk paling sedikit satu orang.")
        return self.cleaned_data

    def chosen(self) -> list[tuple[Plan, datetime]]:
        """Return the people with a date, each with the moment."""
        data = self.cleaned_data
        return [
            (plan, moment_of(data[f"day-{plan.pk}"], data[f"hour-{plan.pk}"]))
            for plan in self.plans
            if data.get(f"day-{plan.pk}") and data.get(f"hour-{plan.pk}")
        ]


class CancelForm(forms.Form):
    """Why a talk does not take place."""

    reason = LongText(
        label="Alasan",
        max_length=300,
        help_text="Dibaca oleh yang lain. Misalnya: ada tugas luar pada hari itu.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya, misalnya ada tugas luar pada hari itu."},
    )


class PointForm(forms.Form):
    """One's own point for the agenda."""

    text = ShortText(
        label="Pokok bahasan Anda",
        max_length=500,
        help_text="Satu kalimat, misalnya: pembagian tugas loket bulan Desember.",
        error_messages={"required": "Tulis satu kalimat tentang yang ingin dibicarakan."},
    )


SIDES = [(Side.EMPLOYEE.value, "Pegawai"), (Side.SUPERIOR.value, "Atasan")]


class NotesForm(forms.Form):
    """The shared notes of a talk with the day, and rows of what follows; an empty row counts as none."""

    held_on = DateInput(
        label="Tanggal dialog",
        help_text="Hari dialog berlangsung, misalnya 22-11-2026.",
        error_messages={"required": "Tulis tanggal dialog yang sudah berlangsung."},
    )
    notes = LongText(
        label="Catatan dialog",
        max_length=4000,
        help_text="Satu teks untuk berdua: yang dibicarakan, yang disepakati, tanggapan pegawai.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Tulis pokok pembicaraan dalam satu atau dua kalimat."},
    )

    def __init__(self, *args: Any, stored: Sequence[FollowUp] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = len(stored) + EMPTY_ROWS
        if self.is_bound:
            count = sum(f"text-{number}" in self.data for number in range(ROWS_AT_MOST)) or EMPTY_ROWS
        self.count = min(count, ROWS_AT_MOST)
        for number in range(self.count):
            self._add_row(number, stored[number] if number < len(stored) else None)

    def _add_row(self, number: int, row: FollowUp | None) -> None:
        ordinal = f" {number + 1}"
        self.fields[f"pk-{number}"] = forms.IntegerField(
            required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput, initial=row and row.pk
        )
        self.fields[f"text-{number}"] = ShortText(
            label=f"Tindak lanjut{ordinal}", max_length=500, required=False, initial=row.text if row else ""
        )
        self.fields[f"side-{number}"] = forms.ChoiceField(
            label="Oleh", choices=SIDES, required=False, initial=row.side if row else Side.EMPLOYEE.value
        )
        self.fields[f"due_on-{number}"] = DateInput(
            label="Paling lambat", required=False, initial=row and row.due_on
        )

    def rows(self) -> Iterator[dict[str, forms.BoundField]]:
        """Return the fields of each row by name."""
        names = ("pk", "text", "side", "due_on")
        return ({name: self[f"{name}-{number}"] for name in names} for number in range(self.count))

    def clean(self) -> dict[str, Any]:
        """Ask for the date of what follows, and for the words where only a date stands."""
        for number in range(self.count):
            text, due = f"text-{number}", f"due_on-{number}"
            if text in self.errors or due in self.errors:
                continue
            if self.cleaned_data.get(text) and not self.cleaned_data.get(due):
                self.add_error(due, "Tulis sampai kapan tindak lanjut ini, misalnya 15-12-2026.")
            if self.cleaned_data.get(due) and not self.cleaned_data.get(text):
                self.add_error(text, "Tulis tindak lanjutnya, atau kosongkan tanggalnya.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Return what an operation takes."""
        data = self.cleaned_data
        drafts = [
            FollowUpDraft(
                text=data[f"text-{number}"],
                side=Side(data[f"side-{number}"] or Side.EMPLOYEE),
                due_on=data[f"due_on-{number}"],
                pk=data[f"pk-{number}"],
            )
            for number in range(self.count)
            if data[f"text-{number}"]
        ]
        return {"held_on": data["held_on"], "notes": data["notes"], "follow_ups": drafts}


def notes_form(talk: Talk | None, data: Any, today: date) -> NotesForm:
    """Return the form of a talk's notes; the day is the planned one, or today."""
    if talk is None:
        return NotesForm(data, initial={"held_on": today})
    planned = min(timezone.localdate(talk.planned_at), today)
    initial = {"held_on": talk.held_on or planned, "notes": talk.notes}
    return NotesForm(data, initial=initial, stored=list(talk.follow_ups.order_by("due_on", "pk")))
