"""The result of a round on paper: the words of the page, and nothing that tells when anybody answered."""

from __future__ import annotations

import hashlib

from appraisal import pdf
from organizations.models import Agency

from ..queries.result_page import ResultPage

FACES = {"Liberation Serif": "serif", "URW Bookman": "bookman"}
TEMPLATE = "documents/hasil_360.html"


def result_file(page: ResultPage, *, is_owner: bool) -> bytes:
    """Return the paper of a result; the same words give the same bytes, whenever it is printed.

    It is made for its reader and not kept: no copy of it lies in a cache.
    """
    agency = Agency.objects.filter(pk=1).first()
    context = {
        "page": page,
        "round": page.reviewee.round,
        "person": page.reviewee.employee,
        "agency": agency,
        "face": FACES.get(agency.typeface, "sans") if agency else "sans",
        "is_owner": is_owner,
    }
    key = hashlib.sha256(
        repr((page.reviewee.pk, page.words, page.themes, page.late_themes)).encode()
    ).hexdigest()
    return pdf.render(TEMPLATE, context, identifier=f"hasil 360 {key}").pdf
