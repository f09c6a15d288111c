"""What a BKD admin says about the exchange with other systems."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, Radios, ShortText
from indicators.models import Period, Term
from reviews.rules.evaluation import PREDICATE_LABELS, RATING_LABELS, Predicate, Rating

from ..queries.exchange import CODED, Asked
from ..rules.exchange import KIND_LABELS, CodeKind, ExchangeKind

WHOLE = {ExchangeKind.SKP, ExchangeKind.CREDIT}  # files about a year
CODE_LABELS = {
    CodeKind.RESULTS: "Hasil kerja",
    CodeKind.BEHAVIOUR: "Perilaku kerja",
    CodeKind.QUADRANT: "Predikat (kuadran)",
}


class FileForm(forms.Form):
    """Which file, of which year or term, in which form."""

    kind = forms.TypedChoiceField(
        label="Berkas",
        coerce=ExchangeKind,
        choices=[(each.value, KIND_LABELS[each]) for each in ExchangeKind],
        widget=Radios,
        error_messages={"required": "Pilih berkas yang dibuat."},
    )
    term = forms.ModelChoiceField(
        label="Masa",
        queryset=Term.objects.none(),
        required=False,
        empty_label="Seluruh tahun",
        help_text="Untuk kinerja periodik dan tunjangan. SKP tahunan dan angka kredit selalu setahun.",
    )
    only_final = forms.BooleanField(
        label="Hanya hasil yang sudah final",
        required=False,
        initial=True,
        help_text="Hasil yang baru dibagikan masih dapat berubah karena keberatan.",
    )
    form = forms.ChoiceField(
        label="Bentuk",
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        initial="xlsx",
        widget=Radios,
        help_text="CSV hanya untuk diunggah ke sistem lain: Excel dan LibreOffice membulatkan NIP di "
        "dalamnya. Untuk dibuka dan dilihat, pilih XLSX.",
    )

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["term"].queryset = period.terms.order_by("number")  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Return what was asked for; files about a year ignore the term."""
        data = self.cleaned_data
        term = None if data["kind"] in WHOLE else data["term"]
        return Asked(data["kind"], self.period, term, data["only_final"])


class CodesForm(forms.Form):
    """The number by which SIASN knows each rating and quadrant."""

    source = ShortText(label="Sumber", max_length=200, help_text="Misalnya surat BKN, nomor dan tanggalnya.")

    def __init__(self, *args: Any, stored: dict[tuple[str, str], int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, value in CODED:
            word = (
                RATING_LABELS[Rating(value)]
                if kind != CodeKind.QUADRANT
                else PREDICATE_LABELS[Predicate(value)]
            )
            self.fields[f"{kind}_{value}"] = forms.IntegerField(
                label=f"{CODE_LABELS[kind]}: {word}",
                min_value=0,
                max_value=999,
                required=False,
                initial=stored.get((kind, value)),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            )

    def codes(self) -> dict[tuple[str, str], int | None]:
        """Return the numbers by kind and value."""
        return {(kind, value): self.cleaned_data[f"{kind}_{value}"] for kind, value in CODED}


class RatesForm(forms.Form):
    """What each predicate is worth from a day on."""

    valid_from = DateInput(label="Berlaku mulai", help_text="Misalnya 01-01-2026.")
    basis = ShortText(
        label="Dasar", max_length=300, help_text="Misalnya Peraturan Wali Kota, nomor dan tahunnya."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for predicate in Predicate:
            self.fields[predicate.value] = DecimalInput(
                label=f"{PREDICATE_LABELS[predicate]} (persen)",
                min_value=0,
                max_value=200,
                max_digits=5,
                decimal_places=2,
            )

    def percents(self) -> dict[Predicate, Any]:
        """Return the per cents by predicate."""
        return {predicate: self.cleaned_data[predicate.value] for predicate in Predicate}
