"""The form of an exemption; it only validates."""

from __future__ import annotations

from django import forms

from appraisal.forms import DateInput


class ExemptionForm(forms.Form):
    """Why nothing is expected of a post, from when and until when."""

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: perbantuan ke provinsi, SK 821/12/2026. Terbaca oleh meja BKD.",
        error_messages={"required": "Tulis alasannya, misalnya nomor surat perbantuan."},
    )
    started_on = DateInput(label="Mulai tanggal", error_messages={"required": "Tulis tanggal mulainya."})
    ended_on = DateInput(
        label="Sampai tanggal",
        help_text="Sesudah tanggal ini pegawai dihitung lagi dengan sendirinya.",
        error_messages={"required": "Tulis sampai kapan, paling lama setahun."},
    )
