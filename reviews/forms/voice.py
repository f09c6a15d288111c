"""Forms about service points: the public one of thirty seconds, and those of the unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from appraisal.forms import LongText, Radios, ShortText
from organizations.forms import unit_named
from organizations.models import Unit

from ..models import Service
from ..operations.service_point import CODE_LENGTH, LETTERS
from ..operations.voice import Said
from ..rules.voice import MARK_LABELS

MOST_RADIOS = 6
UNSEEN = {"autocomplete": "off", "tabindex": "-1"}
NOBODY = "Jangan tulis nama atau nomor KTP siapa pun."


class VoiceForm(forms.Form):
    """What a citizen says: a mark, and if one likes what was good and what could be better."""

    service = forms.TypedChoiceField(
        label="Layanan apa?",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Pilih layanan yang ada di daftar."},
    )
    mark = forms.TypedChoiceField(
        label="Bagaimana pelayanannya?",
        coerce=int,
        choices=sorted(MARK_LABELS.items(), reverse=True),
        widget=Radios,
        error_messages={
            "required": "Pilih satu: tidak baik, kurang baik, baik, atau sangat baik.",
            "invalid_choice": "Pilih satu: tidak baik, kurang baik, baik, atau sangat baik.",
        },
    )
    good = LongText(
        label="Apa yang sudah baik?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    improve = LongText(
        label="Apa yang perlu diperbaiki?",
        max_length=500,
        required=False,
        help_text=NOBODY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    situs = forms.CharField(  # people do not see it; machines fill in what they find
        label="Biarkan kosong", required=False, widget=forms.TextInput(attrs=UNSEEN)
    )

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(services) < 2:
            del self.fields["service"]
            return
        choices = [(row.pk, row.name) for row in services]
        field: Any = self.fields["service"]
        if len(services) <= MOST_RADIOS:
            field.widget = Radios()
            field.choices = choices
        else:
            field.widget = forms.Select()
            field.choices = [("", "Pilih bila sesuai"), *choices]

    def said(self) -> Said:
        """Return what was said, for the operation."""
        told = self.cleaned_data
        return Said(
            mark=told["mark"],
            service=told.get("service"),
            good=told["good"],
            improve=told["improve"],
            is_machine=bool(told["situs"]),
        )


class PointCodeForm(forms.Form):
    """The code below the picture on the poster, or the whole address."""

    kode = ShortText(
        label="Kode pada poster",
        max_length=200,
        help_text=f"{CODE_LENGTH} huruf dan angka di bawah gambar kotak-kotak.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "off",
                "class": "input-short",
            }
        ),
        error_messages={"required": "Tulis kode yang tercetak pada poster."},
    )

    def clean_kode(self) -> str:
        """Return the code alone, in small letters, or refuse what cannot be one."""
        code = self.cleaned_data["kode"].lower().rstrip("/").rpartition("/")[2]
        code = "".join(code.split()).replace("-", "")
        if len(code) != CODE_LENGTH or set(code) - set(LETTERS):
            raise ValidationError(f"Kode terdiri dari {CODE_LENGTH} huruf dan angka. Periksa lagi posternya.")
        return code


class PointForm(forms.Form):
    """A service point: its name and what it offers, one service a line."""

    name = ShortText(
        label="Nama titik layanan",
        max_length=150,
        help_text="Seperti warga menyebutnya, misalnya Loket KTP Kantor Kecamatan.",
        error_messages={"required": "Tulis nama titik layanan, misalnya Loket KTP."},
    )
    services = LongText(
        label="Jenis layanan",
        max_length=4000,
        required=False,
        help_text="Satu baris satu jenis, misalnya KTP elektronik. Kosongkan bila hanya satu.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_services(self) -> list[str]:
        """Return the lines, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["services"].splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        long = next((line for line in found if len(line) > 120), "")
        if long:
            raise ValidationError(f"Pendekkan “{long[:40]}…”: paling banyak 120 huruf.")
        return found


class NewPointForm(PointForm):
    """A new point of one of the person's units."""

    unit = forms.ModelChoiceField(label="Unit", queryset=Unit.objects.none(), required=False)
    other = ShortText(
        label="Nama atau kode unit",
        max_length=250,
        required=False,
        help_text="Persis seperti di daftar unit, misalnya satu UPTD.",
    )
    field_order = ("unit", "other", "name", "services")

    def __init__(self, *args: Any, units: QuerySet[Unit], is_short: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["other" if is_short else "unit"]
        self.units = units
        if is_short:
            field: Any = self.fields["unit"]
            field.queryset, field.required = units, True
            field.error_messages["required"] = "Pilih unitnya."
            field.empty_label = "Pilih unit"

    def clean_other(self) -> Unit:
        """Find the unit by name or code among the person's own."""
        text = self.cleaned_data["other"].strip()
        if not text:
            raise ValidationError("Tulis nama atau kode unitnya.")
        unit = unit_named(text)
        if not self.units.filter(pk=unit.pk).exists():
            raise ValidationError("Unit ini di luar unit yang Anda kelola.")
        return unit

    @property
    def chosen(self) -> Unit:
        """The unit, however it was named."""
        return self.cleaned_data.get("unit") or self.cleaned_data["other"]


class AnswerForm(forms.Form):
    """What the unit says to a voice."""

    answer = LongText(
        label="Jawaban unit",
        max_length=1000,
        help_text="Tampil untuk semua orang atas nama unit. Tulis apa yang sudah atau akan diperbaiki.",
        error_messages={"required": "Tulis satu kalimat jawaban."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
