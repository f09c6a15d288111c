"""A table of a report as a file: XLSX, CSV, or a PDF while it is short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from appraisal import pdf, sheets
from appraisal.templatetags.ui import angka
from reviews.documents.people import letterhead
from reviews.documents.printing import FACES

from ..rules.report import Format


def file_of(
    form: Format, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], at: datetime
) -> bytes:
    """Return the bytes of a table; every cell passes the escape of `appraisal.sheets`."""
    if form == Format.CSV:
        return sheets.csv_bytes(header, rows)
    if form == Format.XLSX:
        return sheets.write_xlsx(header, rows, title="Laporan")
    return _pdf(title, header, rows, at)


def _pdf(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], at: datetime) -> bytes:
    head = letterhead()
    context = {
        "letterhead": head,
        "face": FACES.get(head.typeface, "sans"),
        "paper": f"{head.paper.lower()}-landscape",
        "title": title,
        "header": header,
        "rows": [[cell if isinstance(cell, str) else angka(cell) for cell in row] for row in rows],
        "at": at,
    }
    html = render_to_string("documents/laporan.html", context)
    return pdf.to_pdf(html, identifier=f"{title} {at}")
