"""The form of a saved view; it only validates."""

from __future__ import annotations

from django import forms


class ViewForm(forms.Form):
    """The name of a view, who sees it, and whether the page opens with it."""

    name = forms.CharField(
        label="Nama tampilan",
        max_length=60,
        help_text="Misalnya: SKP belum disepakati.",
        error_messages={"required": "Tulis namanya, misalnya SKP belum disepakati."},
    )
    is_shared = forms.BooleanField(
        label="Bagikan ke meja",
        required=False,
        help_text="Admin dan auditor lain melihat namanya; isinya tetap menurut unit masing-masing.",
    )
    is_default = forms.BooleanField(label="Buka halaman ini dengan tampilan ini", required=False)
