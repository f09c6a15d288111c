"""Forms of the public verification page: the code on the paper, the file to compare."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from appraisal.forms import LongText, ShortText

from ..operations.revocation import REASON_LIMIT

LIMIT = 5 * 1024 * 1024  # bytes of a file to compare
CODE = re.compile(r"[A-Za-z0-9_-]{22}")


class CodeForm(forms.Form):
    """The code below the QR picture, or the whole address copied from it."""

    code = ShortText(
        label="Kode dokumen",
        max_length=300,
        help_text="22 huruf dan angka setelah /v/ di kaki dokumen. Alamat lengkapnya boleh disalin juga.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"required": "Tulis kode yang tercetak di kaki dokumen."},
    )

    def clean_code(self) -> str:
        """Return the code alone, or refuse what cannot be one."""
        code = self.cleaned_data["code"].rstrip("/").rpartition("/")[2]
        if not CODE.fullmatch(code):
            raise ValidationError(f"Kode terdiri dari 22 huruf dan angka. Di sini ada {len(code)}.")
        return code


class CompareForm(forms.Form):
    """A file that somebody holds in his hands; it is compared and not kept."""

    file = forms.FileField(
        label="Berkas PDF",
        help_text="Paling besar 5 MB. Berkas hanya dibandingkan sidik jarinya dan tidak disimpan.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Pilih berkas PDF yang ingin dibandingkan."},
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Return the file if it is small enough to be one of ours."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LIMIT:
            raise ValidationError("Berkas ini lebih dari 5 MB. Pilih berkas PDF dari aplikasi ini.")
        return file


class RevokeForm(forms.Form):
    """Why a document is void."""

    reason = LongText(
        label="Alasan pencabutan",
        max_length=REASON_LIMIT,
        help_text="Terbaca oleh pegawai, atasannya, dan BKD. Halaman pemeriksaan hanya menyebut tanggalnya.",
        error_messages={"required": "Tulis alasan pencabutan, misalnya: kop yang tercetak keliru."},
    )
