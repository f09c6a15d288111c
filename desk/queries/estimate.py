"""How much a report is and how long it takes, before anybody begins it."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.templatetags.ui import angka

from ..rules.report import AT_ONCE, DOCUMENTS, PDF_ROWS, Format, Report, time_words
from .report import Asked, places, posts, seconds_each, to_issue, within
from .tables import Table, table_of


@dataclass(frozen=True)
class Estimate:
    """The number of posts or rows, the seconds, and why it cannot be made like this."""

    count: int
    seconds: float
    noun: str
    is_table: bool
    is_pdf: bool

    @property
    def sentence(self) -> str:
        """Return "sekitar 12 menit, 1.240 berkas"."""
        return f"{time_words(round(self.seconds))}, {angka(self.count)} {self.noun}"

    @property
    def refusal(self) -> str:
        """Return why it is not begun, with what to do; nothing when it is."""
        if not self.count:
            return "Tidak ada data untuk pilihan ini. Ubah unit, tahun, atau jenis jabatannya."
        if self.is_pdf and self.count > PDF_ROWS:
            return (
                f"Tabel ini berisi {angka(self.count)} baris. PDF dibuat sampai {PDF_ROWS} baris; "
                "pilih XLSX, atau satu unit saja."
            )
        return ""

    @property
    def is_at_once(self) -> bool:
        """Whether it can be downloaded without a job."""
        return self.is_table and not self.is_pdf and 0 < self.count <= AT_ONCE


def estimate(asked: Asked) -> Estimate:
    """Return how much is asked for; the seconds are measured from past runs of the same kind."""
    each = seconds_each(asked.kind)
    if asked.report == Report.ISSUE:
        units = [place.unit for place in places(asked.roots)]
        count = to_issue(asked.term, units).count() if asked.term else 0
        return Estimate(count, count * each, "hasil", is_table=False, is_pdf=False)
    if asked.report in DOCUMENTS:
        count = within(posts(asked.period, asked.posts, asked.on), asked.roots).count()
        return Estimate(count, count * each, "berkas", is_table=False, is_pdf=False)
    count = asked_table(asked).count
    return Estimate(count, count * each, "baris", is_table=True, is_pdf=asked.format == Format.PDF)


def asked_table(asked: Asked) -> Table:
    """Return the table that is asked for."""
    return table_of(asked.report, asked.period, asked.term, asked.roots, asked.posts, asked.on)
