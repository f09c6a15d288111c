"""Forms of a round: its settings, more days, who is reviewed, giving it up; they only validate."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from appraisal.forms import Checkboxes, DateInput, LongText, Radios, ShortText
from organizations.forms import unit_named
from organizations.models import Unit
from organizations.rules import POSITION_LABELS

from ..models import Questionnaire, Round
from ..rules import (
    CHOOSING_LABELS,
    PURPOSE_LABELS,
    SIDE_LABELS,
    Purpose,
    QuestionnaireStatus,
    Side,
)
from ..rules.setting import Setting

SIDES = {
    Side.SUPERIOR: "has_superior",
    Side.PEER: "has_peers",
    Side.SUBORDINATE: "has_subordinates",
    Side.PARTNER: "has_partners",
    Side.SELF: "has_self",
}
PURPOSE_HINTS = {
    Purpose.DEVELOPMENT.value: "Hasilnya dibaca pegawai untuk belajar, dan tidak dipakai dalam penilaian.",
    Purpose.EVALUATION.value: "Hasilnya juga tampil di samping penilaian sebagai informasi bagi atasan.",
}
SIDE_HINTS = {
    Side.SUPERIOR.value: "Satu orang. Pendapat atasan tidak dirahasiakan.",
    Side.SELF.value: "Pandangan sendiri, dibandingkan dengan pandangan orang lain.",
    Side.PARTNER.value: "Rekan dari unit lain yang bekerja bersama, sebagai kelompok sendiri.",
}
NUMBER = {"inputmode": "numeric", "autocomplete": "off", "class": "input-number"}
GROUPS = (  # title, whether the fields stand in a row, their names
    ("Tujuan dan pertanyaan", False, ("name", "purpose", "explanation", "questionnaire")),
    ("Hari", True, ("answer_from", "answer_until", "late_until")),
    ("Penilai", False, ("sides",)),
)
DETAILS = (
    ("Cara memilih penilai", False, ("choosing", "nominate_until")),
    ("Jumlah undangan per pegawai", True, ("peers", "subordinates", "partners", "cross_percent")),
    ("Beban dan perkenalan", True, ("rater_cap", "acquainted_months")),
    ("Yang ditampilkan", False, ("shown_from", "spread_from", "shows_superior")),
)


def _number(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"required": "Tulis angkanya.", "invalid": "Tulis angka bulat, misalnya 5."},
    )


class RoundForm(forms.Form):
    """Everything that is decided about a round before it begins; details have tried defaults."""

    name = ShortText(
        label="Nama putaran",
        max_length=120,
        help_text="Dibaca semua peserta, misalnya Umpan balik 360 tahun 2026.",
        error_messages={"required": "Beri putaran ini nama, misalnya Umpan balik 360 tahun 2026."},
    )
    purpose = forms.ChoiceField(
        label="Untuk apa putaran ini?",
        choices=[(key.value, label) for key, label in PURPOSE_LABELS.items()],
        widget=Radios(descriptions=PURPOSE_HINTS),
        help_text="Dibaca setiap penilai sebelum pertanyaan pertama. Tidak bisa diubah setelah dibuka.",
        error_messages={"required": "Pilih tujuan putaran."},
    )
    explanation = LongText(
        label="Penjelasan untuk peserta",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    questionnaire = forms.ModelChoiceField(
        label="Kuesioner",
        queryset=Questionnaire.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Pilih kuesioner yang berlaku.",
            "invalid_choice": "Pilih kuesioner yang berlaku.",
        },
    )
    answer_from = DateInput(
        label="Pengisian mulai",
        help_text="Misalnya 24-11-2026.",
        error_messages={"required": "Tulis hari pertama pengisian."},
    )
    answer_until = DateInput(
        label="Pengisian sampai",
        help_text="Dua sampai tiga minggu biasanya cukup.",
        error_messages={"required": "Tulis hari terakhir pengisian."},
    )
    late_until = DateInput(
        label="Jawaban susulan sampai",
        required=False,
        help_text="Susulan dirilis kemudian, hanya bila cukup banyak yang datang bersama.",
    )
    sides = forms.MultipleChoiceField(
        label="Siapa yang memberi pendapat?",
        choices=[(key.value, label) for key, label in SIDE_LABELS.items()],
        widget=Checkboxes(descriptions=SIDE_HINTS),
        error_messages={"required": "Pilih sedikitnya satu sisi."},
    )
    choosing = forms.ChoiceField(
        label="Penilai dipilih dengan cara apa?",
        choices=[(key.value, label) for key, label in CHOOSING_LABELS.items()],
        widget=Radios,
    )
    nominate_until = DateInput(
        label="Pengusulan sampai", required=False, help_text="Hanya bila penilai diusulkan pegawai."
    )
    peers = _number("Rekan kerja", "Undang 5 supaya sedikitnya 3 menjawab.")
    subordinates = _number("Bawahan langsung", "Semua diundang bila kurang dari jumlah ini.")
    partners = _number("Mitra dari unit lain", "Hanya bila sisi mitra dipilih.")
    cross_percent = _number("Rekan dari unit lain (%)", "33 berarti satu dari tiga rekan.")
    rater_cap = _number("Formulir per penilai paling banyak")
    acquainted_months = _number("Bekerja bersama paling sedikit (bulan)")
    shown_from = _number("Ditampilkan mulai dari (formulir)", "Paling rendah 3, supaya penilai aman.")
    spread_from = _number("Rentang jawaban mulai dari (formulir)", "Paling rendah 5, supaya penilai aman.")
    shows_superior = forms.BooleanField(
        label="Atasan juga membaca hasil",
        required=False,
        help_text="Sama dengan yang dibaca pegawai, tidak lebih.",
    )

    def __init__(self, *args: Any, row: Round | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_stored(row) if row else _defaults()) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        in_force = Questionnaire.objects.filter(status=QuestionnaireStatus.IN_FORCE.value)
        self.fields["questionnaire"].queryset = in_force.order_by("name", "-edition")  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[tuple[str, bool, list[forms.BoundField]]]:
        """The parts that everybody fills in."""
        return self._parts(GROUPS)

    @property
    def details(self) -> list[tuple[str, bool, list[forms.BoundField]]]:
        """The parts whose defaults rarely change."""
        return self._parts(DETAILS)

    @property
    def has_faulty_details(self) -> bool:
        """Whether one of the folded fields needs attention."""
        return any(name in self.errors for _, _, names in DETAILS for name in names)

    def _parts(self, parts: Any) -> list[tuple[str, bool, list[forms.BoundField]]]:
        return [(title, is_row, [self[name] for name in names]) for title, is_row, names in parts]

    @property
    def setting(self) -> Setting:
        """What was chosen."""
        said = self.cleaned_data
        chosen = {column: side.value in said["sides"] for side, column in SIDES.items()}
        plain = {one.name: said[one.name] for one in fields(Setting) if one.name in said}
        return Setting(questionnaire_id=said["questionnaire"].pk, **plain | chosen)


def _defaults() -> dict[str, Any]:
    found = {one.name: one.default for one in fields(Setting)}
    sides = [side.value for side, column in SIDES.items() if found[column]]
    empty = dict.fromkeys(("name", "answer_from", "answer_until"))
    return found | empty | {"sides": sides, "purpose": Purpose.DEVELOPMENT.value}


def _stored(row: Round) -> dict[str, Any]:
    found = {one.name: getattr(row, one.name) for one in fields(Setting)}
    return found | {"sides": [side.value for side in row.sides], "questionnaire": row.questionnaire_id}


class DaysForm(forms.Form):
    """Later last days of a round that has begun."""

    answer_until = DateInput(
        label="Pengisian sampai", error_messages={"required": "Tulis hari terakhir pengisian."}
    )
    late_until = DateInput(label="Jawaban susulan sampai", required=False)


class ScopeForm(forms.Form):
    """A unit with everything below it, or people, to be reviewed."""

    unit = ShortText(
        label="Unit",
        required=False,
        max_length=250,
        help_text="Tulis nama atau kodenya. Semua unit di bawahnya ikut.",
    )
    kinds = forms.MultipleChoiceField(
        label="Hanya jenis jabatan ini",
        required=False,
        choices=list(POSITION_LABELS.items()),
        widget=Checkboxes,
        help_text="Tanpa pilihan, semua jabatan di unit itu ikut.",
    )

    def clean_unit(self) -> Unit | None:
        """Return the unit of this name; nothing when nothing was typed."""
        text = self.cleaned_data["unit"]
        return unit_named(text) if text else None


class CancelForm(forms.Form):
    """Why a round is given up."""

    reason = LongText(
        label="Alasan pembatalan",
        max_length=1000,
        help_text="Tersimpan di jejak audit dan dibaca BKD serta auditor.",
        error_messages={"required": "Tulis alasan pembatalan."},
    )
