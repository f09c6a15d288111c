"""The field of a form that takes a file which proves something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from appraisal.errors import Refused
from appraisal.sheets.guard import MEBI, mebi

from .kind import ACCEPT
from .look import PHOTO_LIMIT, SoundFile, examine


class EvidenceUpload(forms.FileField):
    """One file, judged by its content; the cleaned value is a `SoundFile`, or None."""

    def __init__(self, *, limit: int = 5 * MEBI, **kwargs: Any) -> None:
        chosen = forms.FileInput(attrs={"accept": ACCEPT})
        super().__init__(widget=chosen, allow_empty_file=True, **kwargs)
        self.bound_to(limit)

    def bound_to(self, limit: int) -> None:
        """Take files up to this many bytes, and say so."""
        self.limit = limit
        self.help_text = (
            f"PDF, foto, DOCX, atau XLSX, paling besar {mebi(limit)} MB. "
            f"Foto boleh sampai {mebi(PHOTO_LIMIT)} MB: kami perkecil, lokasinya kami hapus."
        )

    def clean(self, data: Any, initial: Any = None) -> SoundFile | None:
        """Return what the file is, or refuse it with a sentence."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return examine(file, limit=self.limit)
        except Refused as refused:
            raise ValidationError(str(refused), code="file") from refused
