"""Forms of award schemes; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from appraisal.forms import Checkboxes, DateInput, DecimalInput, LongText, Radios, ShortText
from indicators.models import Period, Term
from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

from ..models import AwardScheme
from ..operations.scheme import Facts
from ..rules.scheme import (
    CATEGORY_LABELS,
    LEAST_PREDICATES,
    RULES_OF,
    WITH_AMOUNT,
    Category,
    Condition,
    Days,
    RuleKind,
)
from ..rules.scheme_words import CATEGORY_HINTS, PLAIN_RULES

DAYS = ("judged_from", "judged_until", "nominated_from", "nominated_until", "decided_until")


def _whole(label: str, help_text: str = "", *, most: int = 500, required: bool = True) -> DecimalInput:
    limits = {"min_value": 1, "max_value": most, "max_digits": 3, "decimal_places": 0}
    asked = {"required": "Tulis angkanya."}
    return DecimalInput(label=label, help_text=help_text, required=required, error_messages=asked, **limits)  # type: ignore[arg-type]


class NewSchemeForm(forms.Form):
    """For which year, or part of it, and in which category; the draft is complete at once."""

    category = forms.TypedChoiceField(
        label="Kategori",
        coerce=Category,
        choices=[(key.value, label) for key, label in CATEGORY_LABELS.items()],
        widget=Radios(descriptions={key.value: hint for key, hint in CATEGORY_HINTS.items()}),
        error_messages={"required": "Pilih kategorinya."},
    )
    period = forms.ModelChoiceField(
        label="Tahun",
        queryset=Period.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih tahunnya."},
    )
    term = forms.ModelChoiceField(
        label="Triwulan",
        queryset=Term.objects.none(),
        required=False,
        empty_label="Setahun penuh",
        help_text="Hanya untuk pegawai berprestasi triwulan.",
    )

    def __init__(self, periods: Sequence[Period], terms: Sequence[Term], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year, term = self.fields["period"], self.fields["term"]
        year.queryset = Period.objects.filter(pk__in=[one.pk for one in periods]).order_by("-year")  # type: ignore[attr-defined]
        year.choices = [(one.pk, str(one.year)) for one in periods]  # type: ignore[attr-defined]
        term.queryset = Term.objects.filter(pk__in=[one.pk for one in terms])  # type: ignore[attr-defined]
        named = [(one.pk, f"{one.name} {one.period.year}") for one in terms]
        term.choices = [("", "Setahun penuh"), *named]  # type: ignore[attr-defined]


class SchemeForm(forms.Form):
    """Name, purpose, places and days of a draft."""

    name = ShortText(
        label="Nama penghargaan",
        max_length=150,
        error_messages={"required": "Tulis nama penghargaan."},
    )
    purpose = LongText(
        label="Untuk apa",
        max_length=500,
        help_text="Satu kalimat: apa yang dihargai dan mengapa.",
        error_messages={"required": "Tulis untuk apa penghargaan ini."},
    )
    places = _whole("Jumlah penerima")
    judged_from = DateInput(label="Kerja yang dinilai mulai", help_text="Misalnya 01-01-2027.")
    judged_until = DateInput(label="Kerja yang dinilai sampai", help_text="Hari terakhir.")
    nominated_from = DateInput(label="Pencalonan mulai")
    nominated_until = DateInput(label="Pencalonan sampai")
    decided_until = DateInput(label="Diputuskan paling lambat")
    change_reason = LongText(
        label="Yang berubah dari edisi sebelumnya, dan mengapa",
        max_length=500,
        required=False,
        help_text="Dibaca semua orang di samping perbandingannya.",
    )

    def __init__(self, scheme: AwardScheme, *args: Any, **kwargs: Any) -> None:
        first = {name: getattr(scheme, name) for name in self.base_fields}
        first["places"] = Decimal(scheme.places)
        super().__init__(*args, **{**kwargs, "initial": first})
        if scheme.follows_id is None:
            del self.fields["change_reason"]

    def facts(self) -> Facts:
        """Return what was typed."""
        data = self.cleaned_data
        days = Days(**{name: data[name] for name in DAYS})
        reason = data.get("change_reason", "")
        return Facts(data["name"], data["purpose"], int(data["places"]), days, reason)


class RulesForm(forms.Form):
    """The conditions that fit a category: an empty number or an open box leaves one out."""

    def __init__(
        self, category: Category, conditions: Sequence[Condition], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = RULES_OF[category]
        stored = {one.kind: one for one in conditions}
        for kind in self.kinds:
            if kind in WITH_AMOUNT:
                self._add_amount(kind, stored.get(kind))
        plain = [kind for kind in self.kinds if kind not in WITH_AMOUNT]
        self.fields["lain"] = forms.MultipleChoiceField(
            label="Syarat lain",
            required=False,
            choices=[(kind.value, PLAIN_RULES[kind]) for kind in plain],
            initial=[kind.value for kind in plain if kind in stored],
            widget=Checkboxes(),
        )

    def _add_amount(self, kind: RuleKind, stored: Condition | None) -> None:
        if kind is RuleKind.PREDICATE:
            words = [(word, PREDICATE_LABELS[Predicate(word)]) for word in LEAST_PREDICATES]
            self.fields["predikat"] = forms.ChoiceField(
                label="Predikat paling rendah",
                required=False,
                choices=[("", "Tidak disyaratkan"), *words],
                initial=stored.word if stored else "",
            )
        label, hint = PLAIN_RULES[kind], "Kosongkan bila tidak disyaratkan."
        field = _whole(label, hint, most=60, required=False)
        field.initial = stored.amount if stored else None
        self.fields[kind.value] = field

    def conditions(self) -> list[Condition]:
        """Return the conditions that were chosen."""
        data, found = self.cleaned_data, []
        for kind in self.kinds:
            word = data.get("predikat", "") if kind is RuleKind.PREDICATE else ""
            amount = data.get(kind.value)
            if kind is RuleKind.PREDICATE and word:
                found.append(Condition(kind, word, amount or Decimal(1)))
            elif kind in WITH_AMOUNT and kind is not RuleKind.PREDICATE and amount:
                found.append(Condition(kind, "", amount))
            elif kind.value in data["lain"]:
                found.append(Condition(kind))
        return found


class PublishForm(forms.Form):
    """What a late publishing says; a timely one asks nothing."""

    late_reason = LongText(
        label="Mengapa baru diumumkan sekarang?",
        max_length=300,
        help_text="Dibaca semua orang di halaman skema dan di setiap dokumennya.",
        error_messages={"required": "Tulis alasannya dalam satu kalimat."},
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"]


class CancelForm(forms.Form):
    """Why a scheme is cancelled."""

    reason = LongText(
        label="Alasan pembatalan",
        max_length=300,
        help_text="Dibaca semua orang bila skema sudah diumumkan.",
        error_messages={"required": "Tulis mengapa skema ini dibatalkan."},
    )


class EditionForm(forms.Form):
    """For which later year, and what shall change."""

    period = forms.ModelChoiceField(
        label="Tahun",
        queryset=Period.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih tahunnya."},
    )
    reason = LongText(
        label="Yang akan berubah dan mengapa",
        max_length=500,
        help_text="Misalnya: “Bobot kehadiran turun karena hampir semua orang penuh.” Bisa diubah nanti.",
        error_messages={"required": "Tulis apa yang akan berubah dan mengapa."},
    )

    def __init__(self, periods: Sequence[Period], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.fields["period"]
        year.queryset = Period.objects.filter(pk__in=[one.pk for one in periods])  # type: ignore[attr-defined]
        year.choices = [(one.pk, str(one.year)) for one in periods]  # type: ignore[attr-defined]
