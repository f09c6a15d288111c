"""Which report, over whom, in which shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.forms import Checkboxes, Radios
from indicators.models import Period, Term

from ..queries.report import POSTS
from ..rules.report import DOCUMENTS, OF_TERM, REPORT_HINTS, REPORT_LABELS, Format, Report

WHOLE = "0"
COPIES = (("ya", "Sertakan salinan bertanda SALINAN"), ("tidak", "Lewati, cukup disebut di daftar isi"))
FORMATS = (
    (Format.XLSX.value, "XLSX"),
    (Format.CSV.value, "CSV"),
    (Format.PDF.value, "PDF (sampai 500 baris)"),
)


class ReportForm(forms.Form):
    """The choices of the reports page; what does not concern the kind is passed over."""

    report = forms.TypedChoiceField(
        label="Jenis laporan",
        coerce=Report,
        widget=Radios(descriptions={kind.value: hint for kind, hint in REPORT_HINTS.items()}),
        choices=[(kind.value, REPORT_LABELS[kind]) for kind in Report],
        error_messages={"required": "Pilih satu jenis laporan."},
    )
    unit = forms.TypedChoiceField(label="Unit", coerce=int, help_text="Beserta semua unit di bawahnya.")
    period = forms.ModelChoiceField(Period.objects.none(), label="Tahun", empty_label=None)
    term = forms.ModelChoiceField(
        Term.objects.none(),
        label="Masa evaluasi",
        required=False,
        empty_label="Tahunan",
        help_text="Untuk evaluasi, dokumen evaluasi, umpan balik, distribusi dan kelengkapan.",
    )
    posts = forms.MultipleChoiceField(
        label="Jenis jabatan",
        choices=[(key, label) for key, (label, _) in POSTS.items()],
        widget=Checkboxes,
        required=False,
        help_text="Tanpa pilihan: semua. Untuk formulir dan rekapitulasi.",
    )
    copies = forms.ChoiceField(
        label="Formulir yang belum diterbitkan",
        choices=COPIES,
        widget=Radios,
        initial="ya",
        help_text="Yang sudah terbit selalu diambil utuh dari arsip.",
    )
    final = forms.BooleanField(label="Hanya SKP yang disepakati dan hasil yang final", required=False)
    format = forms.ChoiceField(
        label="Bentuk tabel", choices=FORMATS, widget=Radios, initial=Format.XLSX.value
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[int, str]],
        is_all: bool,
        period: Period | None,
        may_issue: bool,
        **kwargs: Any,
    ) -> None:
        """Offer the units of the role and the years; `period` is the open one."""
        super().__init__(*args, **kwargs)
        if not may_issue:
            kinds = [choice for choice in self.fields["report"].choices if choice[0] != Report.ISSUE.value]  # type: ignore[attr-defined]
            self.fields["report"].choices = kinds  # type: ignore[attr-defined]
        whole = "Seluruh instansi" if is_all else "Semua unit saya"
        self.fields["unit"].choices = [(WHOLE, whole), *((str(pk), name) for pk, name in units)]  # type: ignore[attr-defined]
        years = Period.objects.filter(archived_at__isnull=True).order_by("-year")
        self.fields["period"].queryset = years  # type: ignore[attr-defined]
        self.fields["period"].initial = period
        terms = Term.objects.filter(period__archived_at__isnull=True).select_related("period")
        terms = terms.order_by("-period__year", "number")
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]
        self.fields["term"].label_from_instance = lambda row: f"{row.name} {row.period.year}"  # type: ignore[attr-defined]
        for name in ("period", "term"):  # read here, not while the page is drawn
            self.fields[name].choices = list(self.fields[name].choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Keep term and year together; a term says nothing of the kinds that are of a year."""
        found = super().clean() or {}
        term, period, report = found.get("term"), found.get("period"), found.get("report")
        if report is not None and report not in OF_TERM:
            found["term"] = term = None
        if term is not None and period is not None and term.period_id != period.pk:
            self.add_error("term", f"Pilih masa dari tahun {period.year}, atau ganti tahunnya.")
        return found

    @property
    def is_of_documents(self) -> bool:
        """Whether one PDF for each person is asked for, not a table."""
        return self.cleaned_data["report"] in DOCUMENTS
