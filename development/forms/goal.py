"""Forms of what a person wants to grow in; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import DateInput, LongText

from ..operations.goal import NO_EFFECT, NO_GOAL, NO_STEP


class DevelopmentForm(forms.Form):
    """One thing to grow in: what, the next step, support, and until when."""

    goal = LongText(
        label="Apa yang ingin Anda kembangkan?",
        max_length=300,
        help_text="Satu hal saja, misalnya menjelaskan aturan baru dengan bahasa yang mudah dipahami warga.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": NO_GOAL},
    )
    step = LongText(
        label="Langkah berikutnya",
        max_length=300,
        help_text="Cukup kecil untuk dimulai bulan ini, misalnya ikut satu sesi konsultasi bersama rekan.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": NO_STEP},
    )
    support = LongText(
        label="Dukungan yang Anda harapkan",
        max_length=300,
        required=False,
        help_text="Misalnya waktu, pelatihan, atau masukan atasan.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = DateInput(
        label="Target tanggal",
        help_text="Tulis seperti 31-3-2027. Tanggal ini pengingat bagi Anda, bukan tenggat penilaian.",
        error_messages={"required": "Tulis tanggalnya, misalnya 31-3-2027."},
    )


class FinishForm(forms.Form):
    """What changed."""

    effect = LongText(
        label="Apa yang berubah?",
        max_length=500,
        help_text="Misalnya: warga lebih jarang kembali menanyakan syarat yang sama.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_EFFECT},
    )
