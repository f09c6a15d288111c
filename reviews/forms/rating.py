"""The form of a rating: the two ratings with their reasons, and how single parts are seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from appraisal.forms import LongText, Radios

from ..queries.rating import Beside, RatingPage
from ..rules.evaluation import Rating
from .evaluation import rating_field, text_field

SHORT = {Rating.BELOW: "Di bawah", Rating.MEETS: "Sesuai", Rating.ABOVE: "Di atas"}


def _seen(label: str, now: str) -> forms.ChoiceField:
    """Return how one result or behaviour is seen: three short words, all of them optional."""
    return forms.ChoiceField(
        label=label,
        required=False,
        initial=now,
        choices=[(rating.value, words) for rating, words in SHORT.items()],
        widget=Radios(),
        error_messages={"invalid_choice": "Pilih satu dari tiga rating."},
    )


def _more(label: str, hint: str, rows: int) -> LongText:
    return LongText(
        label=label,
        help_text=hint,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


@dataclass(frozen=True)
class Part:
    """One result or behaviour on the page: what lies beside it, and the choice."""

    beside: Beside
    field: forms.BoundField


class RatingForm(forms.Form):
    """The two ratings with their reasons, none preselected; the choices per part are help for the rater."""

    results_rating = rating_field("Rating hasil kerja")
    results_reason = text_field(
        "Alasan rating hasil kerja",
        "Sebut bukti dari sepanjang masa, misalnya: “Empat laporan triwulan terbit tepat waktu.”",
        "Tulis alasan rating hasil kerja dengan menyebut satu kejadian atau bukti.",
    )
    behaviour_rating = rating_field("Rating perilaku kerja")
    behaviour_reason = text_field(
        "Alasan rating perilaku kerja",
        "Sebut satu kejadian, misalnya: “Menggantikan rekan di loket saat antrean panjang.”",
        "Tulis alasan rating perilaku kerja dengan menyebut satu kejadian atau bukti.",
    )
    innovation = _more(
        "Ide baru yang bermanfaat",
        "Cara baru yang menaikkan kinerja, bila ada. Diminta untuk Sangat Baik dalam PP 30/2019 Pasal 41 "
        "dan saat kenaikan pangkat.",
        rows=2,
    )
    recommendation = _more(
        "Catatan dan rekomendasi",
        "Misalnya pengembangan yang disepakati. Dicetak pada dokumen evaluasi.",
        rows=3,
    )
    unseen = forms.BooleanField(
        label="Kosongkan semua pilihan per hasil dan per perilaku",
        required=False,
        help_text="Centang bila pilihan itu tidak jadi Anda pakai.",
    )

    def __init__(self, *args: Any, page: RatingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        for name, beside in (page.results | page.behaviours).items():
            self.fields[name] = _seen(beside.label, beside.seen)

    def results(self) -> Iterable[Part]:
        """Give the results in the order of the plan."""
        return [Part(beside, self[name]) for name, beside in self.page.results.items()]

    def behaviours(self) -> Iterable[Part]:
        """Give the seven behaviours."""
        return [Part(beside, self[name]) for name, beside in self.page.behaviours.items()]

    def seen(self, prefix: str) -> dict[int, str]:
        """Return the choices whose field name begins with the prefix, by primary key."""
        if self.cleaned_data["unseen"]:
            return {}
        return {
            int(name.removeprefix(prefix)): word
            for name, word in self.cleaned_data.items()
            if name.startswith(prefix) and word
        }

    @property
    def written(self) -> dict[str, str]:
        """The two ratings and all words, as the operation takes them."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


WRITTEN = (
    "results_rating",
    "results_reason",
    "behaviour_rating",
    "behaviour_reason",
    "innovation",
    "recommendation",
)
