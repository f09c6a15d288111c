"""The yearly report on the appraisal itself, for the head of the agency: no name, no document of record."""

from __future__ import annotations

from datetime import datetime

from appraisal import pdf
from appraisal.templatetags.ui import waktu
from organizations.models import Agency
from reviews.documents.printing import FACES

from ..queries.health_page import HealthPage


def health_report(page: HealthPage, *, at: datetime) -> bytes:
    """Return the report as PDF: what can be trusted, what cannot, what to change, and every figure."""
    agency = Agency.objects.first()
    sheet = {
        "agency": agency.name if agency else "Instansi",
        "address": agency.address if agency else "",
        "paper": f"{(agency.paper if agency else 'A4').lower()}-portrait",
        "face": FACES.get(agency.typeface if agency else "", "sans"),
        "made_at": waktu(at),
    }
    context = {"sheet": sheet, "page": page}
    return pdf.render("documents/kesehatan.html", context, identifier=f"kesehatan-{page.year}-{at}").pdf
