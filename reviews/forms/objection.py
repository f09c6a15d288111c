"""Forms of an objection: filed with evidence, explained, decided; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import ShortText
from organizations.models import Employee
from organizations.rules import clean_nip

from .evaluation import rating_field, text_field
from .evidence import EvidencePart


class ObjectionForm(EvidencePart):
    """The objection with its reasons and what proves them."""

    text = text_field(
        "Keberatan dan alasannya",
        "Sebut hasil atau bukti yang menurut Anda belum dilihat. Dibaca pejabat penilai dan atasannya.",
        "Tulis alasan keberatan Anda, misalnya bukti yang belum dilihat.",
        rows=6,
        limit=4000,
    )


class ExplanationForm(forms.Form):
    """The appraiser's explanation."""

    text = text_field(
        "Penjelasan pejabat penilai",
        "Jelaskan bukti yang mendasari penilaian. Dibaca pegawai dan atasan Anda.",
        "Tulis penjelasan Anda, dengan bukti yang mendasari penilaian.",
        rows=6,
        limit=4000,
    )


class DecisionForm(forms.Form):
    """The decision on an objection, with the ratings that stand."""

    results_rating = rating_field("Rating hasil kerja yang ditetapkan")
    behaviour_rating = rating_field("Rating perilaku kerja yang ditetapkan")
    text = text_field(
        "Keputusan dan alasannya",
        "Keputusan ini final. Sebut apa yang Anda dengar dari kedua pihak.",
        "Tulis keputusan beserta alasannya.",
        rows=6,
        limit=4000,
    )


class DeciderForm(forms.Form):
    """Who decides in place of the superior's superior, and why."""

    decider = forms.CharField(
        label="NIP pejabat yang memutuskan",
        max_length=30,
        help_text="18 angka. Bukan penilai dan bukan pegawai yang dinilai.",
        error_messages={"required": "Tulis NIP pejabat yang ditunjuk."},
    )
    reason = ShortText(
        label="Alasan penunjukan",
        max_length=300,
        help_text="Misalnya jabatan atasan kosong, dengan nomor surat perintahnya.",
        error_messages={"required": "Tulis alasannya, misalnya nomor surat perintah."},
    )

    def clean_decider(self) -> Employee:
        """Return the person with this number."""
        nip = clean_nip(self.cleaned_data["decider"])
        person: Employee | None = Employee.objects.active().filter(nip=nip).first()
        if person is None:
            raise forms.ValidationError("Tidak ada pegawai aktif dengan NIP ini. Periksa angkanya.")
        return person
