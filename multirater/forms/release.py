"""The form before a round is closed; it only validates."""

from __future__ import annotations

from typing import Any

from django import forms


class CloseForm(forms.Form):
    """Closing; before the last day somebody says on purpose that it is early."""

    early = forms.BooleanField(
        label="Ya, tutup sebelum hari terakhir",
        error_messages={"required": "Centang bila pengisian memang ditutup lebih awal."},
    )

    def __init__(self, *args: Any, is_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["early"]
