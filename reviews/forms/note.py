"""Forms of notes; they only validate."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, EvidenceUrl, LongText, ShortText
from appraisal.templatetags.ui import MONTHS
from indicators.queries.matrix import shortened

from ..queries.note import NoteFilter, monday_of, week_label
from ..rules.note import LONGEST, MINUTES_OF_A_DAY, Facts, NoteDraft, Subject
from .evidence import EvidencePart

LABEL = 70  # letters of a result in the list; a phone shows fewer
WEEKS, MONTHS_BACK = 8, 24  # that the filter offers
DAY = timedelta(days=1)


def subject_choices(facts: Facts) -> list[tuple[str, Any]]:
    """Return results and below each its indicators with unit; by year where there are several."""
    groups = [
        (f"SKP {year}", [(_key(row), _label(row)) for row in rows])
        for year, rows in groupby(facts.subjects, key=lambda row: row.year)
    ]
    first = [("", "Belum dipilih")]
    return first + (groups[0][1] if len(groups) == 1 else groups)  # type: ignore[operator]


def subject_of(value: str) -> tuple[int | None, int | None]:
    """Return result and indicator of a chosen value."""
    result, _, indicator = value.partition("-")
    return int(result) if result else None, int(indicator) if indicator else None


def _key(row: Subject) -> str:
    return f"{row.result}-{row.indicator or ''}"


def _label(row: Subject) -> str:
    unit = f" ({row.unit})" if row.unit else ""
    return f"{'– ' if row.indicator else ''}{row.code} {shortened(row.label, LABEL)}{unit}".strip()


class Minutes(forms.IntegerField):
    """How long it took, in minutes."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-number"})

    def __init__(self, *, label: str = "Waktu", help_text: str = "") -> None:
        message = "Tulis menitnya dengan angka bulat, 1 sampai 1.440."
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), message)
        limits = {"min_value": 1, "max_value": MINUTES_OF_A_DAY, "error_messages": errors}
        super().__init__(label=label, help_text=help_text, required=False, **limits)  # type: ignore[arg-type]


class NoteForm(EvidencePart):
    """One note; only its text is needed, the rest has a good answer already."""

    UNKNOWN = "Pilih salah satu dari daftar."
    DETAILS = ("subject", "amount", "minutes", "noted_on", "evidence_file", "evidence_files", "evidence_url")

    text = LongText(
        label="Apa yang bergerak hari ini?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis satu kalimat tentang apa yang bergerak."},
    )
    subject = forms.ChoiceField(label="Untuk apa?", required=False)
    amount = DecimalInput(
        label="Jumlah",
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        help_text="Tambahan hari itu; persen: angka terakhir.",
    )
    minutes = Minutes(help_text="Dalam menit.")
    noted_on = DateInput(label="Tanggal", required=False, help_text="Kosong: hari ini.")
    evidence_url = EvidenceUrl(label="Tautan bukti dukung", required=False)

    def __init__(self, *args: Any, facts: Facts, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.today = facts, today
        self.fields["subject"].choices = subject_choices(facts)  # type: ignore[attr-defined]
        self.fields["subject"].error_messages["invalid_choice"] = self.UNKNOWN

    @property
    def is_opened(self) -> bool:
        """Whether the details hold something, typed or at fault."""
        names = [name for name in self.DETAILS if name != "noted_on"]
        return any(self[name].value() for name in names) or any(name in self.errors for name in self.DETAILS)

    @property
    def short(self) -> list[forms.BoundField]:
        """The narrow fields; without a plan there is nothing that an amount counts for."""
        names = ("amount", "minutes", "noted_on") if self.facts.subjects else ("minutes", "noted_on")
        return [self[name] for name in names]

    def draft(self) -> NoteDraft:
        """Return what was typed."""
        data = dict(self.cleaned_data)
        result, indicator = subject_of(data.pop("subject"))
        data["noted_on"] = data["noted_on"] or self.today
        return NoteDraft(result=result, indicator=indicator, **data)


class QuickNoteForm(forms.Form):
    """The one field of a note, for the home page; the page of notes receives it."""

    text = NoteForm.base_fields["text"]


def stored_note(note: Any) -> dict[str, Any]:
    """Return a stored note as first values of its form."""
    return {
        "text": note.text,
        "subject": f"{note.result_id}-{note.indicator_id or ''}" if note.result_id else "",
        "amount": note.amount,
        "minutes": note.minutes,
        "noted_on": note.noted_on,
        "evidence_url": note.evidence_url,
    }


class NoteFilterForm(forms.Form):
    """Which notes to show; an address with strange values shows them all."""

    hasil = forms.ChoiceField(label="Hasil", required=False)
    waktu = forms.ChoiceField(label="Waktu", required=False)
    kata = ShortText(label="Kata", required=False, max_length=80)

    def __init__(self, *args: Any, facts: Facts, since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        results = [row for row in facts.subjects if row.indicator is None]
        names = [(str(row.result), f"{row.code} {shortened(row.label, LABEL)}") for row in results]
        self.fields["hasil"].choices = [("", "Semua"), *names]  # type: ignore[attr-defined]
        self.times = _times(since, today, str(self.data.get("waktu", "")))
        times = [(key, label) for key, (label, _, _) in self.times.items()]
        self.fields["waktu"].choices = [("", "Semua"), *times]  # type: ignore[attr-defined]

    def asked(self) -> NoteFilter:
        """Return the filter; what was not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        _, since, until = self.times.get(data.get("waktu", ""), ("", None, None))
        words = tuple(data.get("kata", "").split()[:6])
        return NoteFilter(int(data.get("hasil") or 0) or None, since, until, words)

    def chosen(self) -> list[tuple[str, str]]:
        """Return the fields that are set, each with its words."""
        return [
            (name, dict(getattr(self.fields[name], "choices", ())).get(value, f"“{value}”"))
            for name, value in self.cleaned_data.items()
            if value
        ]


def _times(since: date, today: date, asked: str) -> dict[str, tuple[str, date, date]]:
    """Return the stretches of time to choose from: this week, the last one, the months, the one asked for."""
    mondays = [monday_of(today) - number * 7 * DAY for number in range(WEEKS)]
    labels = ["Minggu ini", "Minggu lalu", *map(week_label, mondays[2:])]
    found = {
        monday.isoformat(): (label, monday, monday + 6 * DAY)
        for monday, label in zip(mondays, labels, strict=True)
    }
    first = today.replace(day=1)
    while first >= since.replace(day=1) and len(found) < WEEKS + MONTHS_BACK:
        last = (first + 31 * DAY).replace(day=1) - DAY
        found[f"{first:%Y-%m}"] = (f"{MONTHS[first.month - 1]} {first.year}", first, last)
        first = (first - DAY).replace(day=1)
    if asked not in found and len(asked) == 10:
        try:
            monday = monday_of(date.fromisoformat(asked))
            found[asked] = (week_label(monday), monday, monday + 6 * DAY)
        except (ValueError, OverflowError):
            pass
    return found
