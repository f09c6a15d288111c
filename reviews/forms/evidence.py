"""The part of a form that takes a file which proves something, or one that was uploaded before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms

from appraisal.errors import Refused
from appraisal.files import EvidenceUpload, SoundFile
from appraisal.forms import Checkboxes

from ..models import EvidenceFile
from ..queries.evidence import facts


class FilesChosen(forms.MultipleChoiceField):
    """Own files as check boxes, each with kind, size and day."""

    files: Mapping[str, EvidenceFile] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Checkboxes(), required=False, **kwargs)

    def __deepcopy__(self, memo: Any) -> Any:
        """Give each form a field of its own, with the files that it offers."""
        copied = super().__deepcopy__(memo)
        copied.files = {}
        return copied

    def offer(self, files: Sequence[EvidenceFile]) -> None:
        """Offer these files and no other."""
        self.files = {str(file.pk): file for file in files}
        self.choices = [(key, file.name) for key, file in self.files.items()]
        self.widget = Checkboxes(descriptions={key: facts(file) for key, file in self.files.items()})
        self.widget.choices = self.choices
        if not files:
            self.widget = forms.MultipleHiddenInput()

    def clean(self, value: Any) -> list[EvidenceFile]:
        """Return the chosen files; what was never offered, or is gone, asks to choose again."""
        keys = [str(key) for key in value or []]
        if any(key not in self.files for key in keys):
            raise forms.ValidationError("Salah satu berkas sudah tidak ada. Pilih berkasnya sekali lagi.")
        return [self.files[key] for key in dict.fromkeys(keys)]


class EvidencePart(forms.Form):
    """Evidence beside the other fields of a form; a file that was accepted is never asked for twice."""

    evidence_file = EvidenceUpload(label="Berkas bukti dukung", required=False)
    evidence_files = FilesChosen(label="Berkas yang dilampirkan")

    def __init__(
        self,
        *args: Any,
        limit: int,
        offered: Sequence[EvidenceFile] = (),
        attached: Sequence[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence_file"].bound_to(limit)  # type: ignore[attr-defined]
        self.initial["evidence_files"] = [str(pk) for pk in attached]
        self.chosen: list[EvidenceFile] = []
        self._offer(offered)

    def _offer(self, files: Sequence[EvidenceFile]) -> None:
        self.offered = list(files)
        self.fields["evidence_files"].offer(self.offered)  # type: ignore[attr-defined]

    def keep_file(self, keep: Callable[[SoundFile], EvidenceFile]) -> None:
        """Keep the file that came along and tick it, also when other fields are to be corrected.

        It then stands in the list of files, so that the corrected form need not bring it again; `chosen`
        holds all files that shall prove the thing.
        """
        self.full_clean()
        sound = self.cleaned_data.pop("evidence_file", None)
        self.chosen = self.cleaned_data.pop("evidence_files", [])
        if sound is None:
            return
        try:
            file = keep(sound)
        except Refused as refused:
            self.add_error("evidence_file", str(refused))
            return
        if file not in self.chosen:
            self.chosen.append(file)
        if file not in self.offered:
            self._offer([file, *self.offered])
        data: Any = self.data
        data = data.copy()
        data.setlist("evidence_files", [str(row.pk) for row in self.chosen])
        self.data = data
